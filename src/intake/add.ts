import { dayIn } from '../case/day.ts'
import type { Confidential } from '../concern/confidential.ts'
import { AsideError } from '../errors.ts'
import type { CardHolder, ReportersCase, World } from '../ports.ts'
import { openOwn } from './conversation.ts'
import { sealOwn } from './seal-own.ts'

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
    const said = { kind: 'addition', text, form: {}, on, language } as const
    const letter = await sealOwn(world, own, said)
    await world.gate.check(letter)
    const at = own.held.terms.replyHours === null ? null : world.clock.now()
    const event = { act: 'added', by: 'reporter', on, at, reason: null, corrects: null } as const
    const result = await world.reporters.add(own.held.lookup, { nonce, letter, event })
    if (result === 'closed') throw new AsideError('CASE_CLOSED')
    if (result !== 'changed') return (await openOwn(world, holder, id))?.held ?? own.held
  }
  throw new AsideError('CASE_CHANGED')
}
