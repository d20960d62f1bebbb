import type { Envelope, Recipient, SealedLetter } from '../case/envelope.ts'
import { newMessageId } from '../case/ids.ts'
import type { Kind } from '../case/letter.ts'
import type { Concern } from '../concern/concern.ts'
import type { Confidential } from '../concern/confidential.ts'
import { AsideError } from '../errors.ts'
import type { Letter, ReportersCase, World } from '../ports.ts'
import type { Own } from './own-case.ts'
import { recipient } from './seal-concern.ts'

/** What a person says later, signed with the key of her case. */
export interface Said {
  readonly kind: Extract<Kind, 'addition' | 'consent' | 'identity'>
  readonly text: Confidential
  readonly form: Readonly<Record<string, unknown>>
  readonly on: SealedLetter['on']
  readonly language: string
  /** Her files, each sealed apart; what is here of one stands in the form as well. */
  readonly attachments?: Concern['attachments']
}

/** Seals to her and to everybody who reads the case now. @throws NO_READER when no reader could open it */
export async function sealOwn(
  world: Pick<World, 'chance' | 'sealer' | 'readership'>,
  own: Own,
  said: Said,
): Promise<SealedLetter> {
  const { certificate } = own.key
  const readers = await readersNow(world, own.held)
  const to: readonly Recipient[] = [
    ...readers,
    { role: 'reporter', reader: 'reporter', certificate },
  ]
  return sealNext(world, own, said, (letter) => world.sealer.seal(letter, to, own.key))
}

/** Puts what she says behind what she said before. */
export async function sealNext(
  world: Pick<World, 'chance' | 'sealer'>,
  { held }: Own,
  { kind, text, form, on, language, attachments = [] }: Said,
  seal: (letter: Letter) => Promise<Envelope>,
): Promise<SealedLetter> {
  const earlier = held.letters.filter((letter) => letter.head.dir === 'r>o')
  const last = earlier.at(-1)
  const seq = (last?.head.seq ?? 0) + 1
  const prev = last === undefined ? null : await world.sealer.hash(last.data)
  const msg = newMessageId(world.chance)
  const envelope = await seal({
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
    form: attachments.length === 0 ? form : { ...form, attachments },
  })
  const files = attachments.length === 0 ? {} : { attachments: attachments.map(({ id }) => id) }
  return { id: msg, case: held.id, dir: 'r>o', seq, kind, on, ...envelope, ...files }
}

/** Who reads the case now, each by the roster's certificate and no other. @throws NO_READER */
export async function readersNow(
  world: Pick<World, 'readership'>,
  held: ReportersCase,
): Promise<readonly Recipient[]> {
  const officers = await world.readership.usable(held.office)
  const readers = officers.filter((officer) => held.readers.includes(officer.id))
  if (readers.length === 0) throw new AsideError('NO_READER', { case: held.id })
  return readers.map(recipient)
}
