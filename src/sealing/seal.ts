import type { KeyPacket, Recipient } from '../case/envelope.ts'
import { base64url, systemChance } from '../case/ids.ts'
import { Head } from '../case/letter.ts'
import { type Clock, systemClock } from '../clock.ts'
import { Confidential } from '../concern/confidential.ts'
import { AsideError } from '../errors.ts'
import type { Letter, ReporterKey, Sealer } from '../ports.ts'
import { parse } from './certificate.ts'
import { sha256 } from './derive.ts'
import { held } from './handle.ts'
import { createMessage, encrypt, encryptSessionKey } from './openpgp.ts'
import { padded } from './pad.ts'
import { REPORTER_KEY_CREATED } from './reporter-key.ts'

const AES256 = 'aes256' as const
const SESSION_KEY_BYTES = 32
/** The literal packet has room for a date: the letter says its day itself, and nothing finer is kept. */
const NO_DATE = new Date(0)

/**
 * Seals with a session key of our own. Handing openpgp the certificates instead would let one recipient's certificate
 * switch the format to one that GnuPG cannot read (`crypto.md` §0.5).
 */
export function sealerAt(clock: Clock): Sealer {
  return {
    async seal(letter, to, signWith) {
      if (to.length === 0) throw new AsideError('NO_READER')
      const sessionKey = { data: systemChance(SESSION_KEY_BYTES), algorithm: AES256 }
      const now = clock.now()
      const keys = await Promise.all(to.map((recipient) => keyPacket(recipient, sessionKey, now)))
      const data = await encrypt({
        message: await createMessage({ binary: padded(words(letter)), date: NO_DATE }),
        sessionKey,
        format: 'binary',
        ...(signWith && signing(signWith, now)),
      })
      return { data: new Uint8Array(data), keys }
    },
    hash: async (data) => base64url(await sha256(data)),
  }
}

export const sealer: Sealer = sealerAt(systemClock)

/** Opens up what a person wrote, for the one moment between hearing and sealing it. */
function words({ text, form, ...head }: Letter): object {
  return { ...Head.parse(head), text: text.reveal(), form: revealed(form) }
}

function revealed(value: unknown): unknown {
  if (value instanceof Confidential) return value.reveal()
  if (Array.isArray(value)) return value.map(revealed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revealed(inner)]))
}

async function keyPacket(
  { role, reader, certificate }: Recipient,
  sessionKey: { data: Uint8Array; algorithm: typeof AES256 },
  date: Date,
): Promise<KeyPacket> {
  try {
    const encryptionKeys = [await parse(certificate)]
    const format = 'binary' as const
    const sealed = { ...sessionKey, encryptionKeys, wildcard: true, date, format }
    return { role, reader, bytes: new Uint8Array(await encryptSessionKey(sealed)) }
  } catch {
    throw new AsideError('NO_READER', { reader })
  }
}

/** A reporter signs with the constant date of her key: the true one would tell the minute. */
function signing(key: ReporterKey, now: Date) {
  const signingKeys = held(key)
  const created = signingKeys.getCreationTime().getTime()
  const hers = created === REPORTER_KEY_CREATED.getTime()
  return { signingKeys, date: hers ? REPORTER_KEY_CREATED : now }
}
