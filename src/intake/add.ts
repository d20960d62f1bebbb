import { dayIn } from '../case/day.ts'
import type { Recipient, SealedLetter } from '../case/envelope.ts'
import { newMessageId } from '../case/ids.ts'
import type { Confidential } from '../concern/confidential.ts'
import { AsideError } from '../errors.ts'
import type { CardHolder, ReporterKey, ReportersCase, World } from '../ports.ts'
import { openOwn } from './conversation.ts'
import { recipient } from './seal-concern.ts'

/** Somebody else writing at the same moment takes the place in the order; then we take the next one. */
const TRIES = 5

/**
 * The person adds something, or answers a question: sealed to her and to everybody who reads the case now, signed
 * with the key of her case. The same nonce again does nothing.
 * @throws CASE_UNKNOWN when it is not hers; CASE_CLOSED; NO_READER when no reader could open it
 */
export async function add(
  world: World,
  holder: CardHolder,
  id: string,
  text: Confidential,
  nonce: Uint8Array<ArrayBuffer>,
  language: string,
): Promise<ReportersCase> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const own = await openOwn(world, holder, id)
    if (own === null) throw new AsideError('CASE_UNKNOWN')
    const on = dayIn(own.held.terms.zone, world.clock.now())
    const letter = await sealAddition(world, own.held, own.key, text, on, language)
    await world.gate.check(letter)
    const at = own.held.terms.replyHours === null ? null : world.clock.now()
    const event = { act: 'added', by: 'reporter', on, at, reason: null, corrects: null } as const
    const result = await world.reporters.add(own.held.lookup, { nonce, letter, event })
    if (result === 'closed') throw new AsideError('CASE_CLOSED')
    if (result !== 'changed') return (await openOwn(world, holder, id))?.held ?? own.held
  }
  throw new AsideError('CASE_CHANGED')
}

async function sealAddition(
  world: World,
  held: ReportersCase,
  key: ReporterKey,
  text: Confidential,
  on: SealedLetter['on'],
  language: string,
): Promise<SealedLetter> {
  const earlier = held.letters.filter((letter) => letter.head.dir === 'r>o')
  const last = earlier.at(-1)
  const seq = (last?.head.seq ?? 0) + 1
  const prev = last === undefined ? null : await world.sealer.hash(last.data)
  const msg = newMessageId(world.chance)
  const envelope = await world.sealer.seal(
    {
      v: 1,
      typ: 'addition',
      case: held.id,
      msg,
      seq,
      prev,
      dir: 'r>o',
      office: held.office,
      day: on,
      lang: language,
      text,
      form: {},
    },
    await readersOf(world, held, key),
    key,
  )
  return { id: msg, case: held.id, dir: 'r>o', seq, kind: 'addition', on, ...envelope }
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
