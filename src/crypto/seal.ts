import { type Bytes, xor } from '#bytes.ts'
import { type Clock, systemClock } from '#clock.ts'
import { base64url } from '#domain/case/ids.ts'
import { Head } from '#domain/case/message.ts'
import { inOrderV2, LetterTextV2 } from '#domain/case/message-v2.ts'
import { KeptHalf } from '#domain/case/name-half.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { Letter, ReporterKey, Sealer } from '#ports.ts'
import { commitments } from './commitments.ts'
import { sha256 } from './hkdf.ts'
import { sealHalf } from './name-half.ts'
import { createMessage, encrypt } from './openpgp.ts'
import { padded, paddedLabel } from './padding.ts'
import { signing } from './signing.ts'
import { asKey, freshKey, type SessionKey, wrap } from './wrap.ts'

/** Date of the literal packet. The letter states its day; nothing finer is stored. */
const NO_DATE = new Date(0)

/**
 * Seals letters under a session key made here. If OpenPGP.js were given the certificates, one recipient's certificate
 * could switch the format to one that GnuPG cannot read.
 */
export function sealerAt(clock: Clock): Sealer {
  return {
    async seal(letter, to, signWith) {
      if (to.length === 0) throw new AppError('NO_READER')
      const sessionKey = freshKey()
      const now = clock.now()
      const keys = await wrap(to, sessionKey, now)
      return { data: await dataPacket(letter, sessionKey, now, signWith), keys }
    },

    /** Two random halves of the key: one alone reveals nothing about it. The custodians' says of what it is the half. */
    async sealShared(letter, [some, others], signWith) {
      if (some.length === 0 || others.length === 0) throw new AppError('NO_READER')
      const [one, other] = [freshKey(), freshKey()]
      const now = clock.now()
      const typed = keptHalf(letter, other)
      const theirs = typed ? await sealHalf(typed, others, now) : await wrap(others, other, now)
      const keys = [...(await wrap(some, one, now)), ...theirs]
      const whole = asKey(xor(one.data, other.data))
      return { data: await dataPacket(letter, whole, now, signWith), keys }
    },

    async label(label, to) {
      const text = paddedLabel(label)
      if (text === null) return null
      if (to.length === 0) throw new AppError('NO_READER')
      const sessionKey = freshKey()
      const keys = await wrap(to, sessionKey, clock.now())
      const message = await createMessage({ binary: text, date: NO_DATE })
      return {
        data: new Uint8Array(await encrypt({ message, sessionKey, format: 'binary' })),
        keys,
      }
    },

    hash: async (data) => base64url(await sha256(data)),
    commitments,
  }
}

export const sealer: Sealer = sealerAt(systemClock)

/** `null` of a letter of version 1, as no program writes it any more. */
function keptHalf(letter: Letter, half: SessionKey): KeptHalf | null {
  if (letter.v === 1) return null
  const { msg, office, readers } = letter
  return KeptHalf.parse({
    ...{ typ: 'half', case: letter.case, msg, office, half: base64url(half.data) },
    readers: [...readers].toSorted(),
  })
}

async function dataPacket(
  letter: Letter,
  sessionKey: SessionKey,
  now: Date,
  signWith: ReporterKey | undefined,
): Promise<Bytes> {
  const data = await encrypt({
    message: await createMessage({ binary: padded(words(letter)), date: NO_DATE }),
    sessionKey,
    format: 'binary',
    ...(signWith && signing(signWith, now)),
  })
  return new Uint8Array(data)
}

/** Reveals the confidential fields of a letter, right before it is sealed. */
function words({ text, form, ...head }: Letter): object {
  const content = { text: text.reveal(), form: revealed(form) }
  if (head.v === 1) return { ...Head.parse(head), ...content }
  return inOrderV2(LetterTextV2.parse({ ...head, ...content }))
}

function revealed(value: unknown): unknown {
  if (value instanceof Confidential) return value.reveal()
  if (Array.isArray(value)) return value.map(revealed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revealed(inner)]))
}
