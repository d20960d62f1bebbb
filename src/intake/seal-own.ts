import type { Recipient, SealedLetter } from '../case/envelope.ts'
import { newMessageId } from '../case/ids.ts'
import type { Kind } from '../case/letter.ts'
import type { Confidential } from '../concern/confidential.ts'
import { AsideError } from '../errors.ts'
import type { ReporterKey, ReportersCase, World } from '../ports.ts'
import { recipient } from './seal-concern.ts'

/** What a person says later: sealed to her and to everybody who reads the case now, signed with the key of her case. */
export interface Said {
  readonly kind: Extract<Kind, 'addition' | 'consent'>
  readonly text: Confidential
  readonly form: Readonly<Record<string, unknown>>
  readonly on: SealedLetter['on']
  readonly language: string
}

/** @throws NO_READER when no reader could open it */
export async function sealOwn(
  world: Pick<World, 'chance' | 'sealer' | 'readership'>,
  { held, key }: { readonly held: ReportersCase; readonly key: ReporterKey },
  { kind, text, form, on, language }: Said,
): Promise<SealedLetter> {
  const earlier = held.letters.filter((letter) => letter.head.dir === 'r>o')
  const last = earlier.at(-1)
  const seq = (last?.head.seq ?? 0) + 1
  const prev = last === undefined ? null : await world.sealer.hash(last.data)
  const msg = newMessageId(world.chance)
  const envelope = await world.sealer.seal(
    {
      v: 1,
      typ: kind,
      case: held.id,
      msg,
      seq,
      prev,
      dir: 'r>o',
      office: held.office,
      day: on,
      lang: language,
      text,
      form,
    },
    await readersOf(world, held, key),
    key,
  )
  return { id: msg, case: held.id, dir: 'r>o', seq, kind, on, ...envelope }
}

/** Who reads the case now, each by the roster's certificate and no other, and the person herself. */
async function readersOf(
  world: Pick<World, 'readership'>,
  held: ReportersCase,
  key: ReporterKey,
): Promise<readonly Recipient[]> {
  const officers = await world.readership.usable(held.office)
  const readers = officers.filter((officer) => held.readers.includes(officer.id))
  if (readers.length === 0) throw new AsideError('NO_READER', { case: held.id })
  const self: Recipient = { role: 'reporter', reader: 'reporter', certificate: key.certificate }
  return [...readers.map(recipient), self]
}
