import { dayIn } from '../case/day.ts'
import type { SealedLetter } from '../case/envelope.ts'
import type { Confidential } from '../concern/confidential.ts'
import type { IdentityLevel } from '../concern/identity.ts'
import { AsideError } from '../errors.ts'
import type { CardHolder, ReportersCase, World } from '../ports.ts'
import { openOwn } from './conversation.ts'
import { custodians } from './seal-concern.ts'
import { type Own, readersNow, type Said, sealNext } from './seal-own.ts'

/** Somebody else writing at the same moment takes the place in the order; then we take the next one. */
const TRIES = 5

export type Told = Exclude<IdentityLevel, 'not_told'>

/**
 * The person says who she is after all: to the office, or locked between the office and a custodian. The name is a
 * letter of its own, signed with the key of her case, and not sealed to it: she knows it. A clock that waited for it
 * goes on. The same nonce again does nothing.
 * @throws CASE_UNKNOWN when it is not hers; CASE_CLOSED; NO_READER, NO_CUSTODIAN when nobody could open it;
 * ANSWERS_INVALID when the office knows already what is to be locked
 */
export async function sayWho(
  world: World,
  holder: CardHolder,
  id: string,
  given: { readonly identity: Told; readonly name: Confidential; readonly language: string },
  nonce: Uint8Array<ArrayBuffer>,
): Promise<ReportersCase> {
  const { identity, name: text, language } = given
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const own = await openOwn(world, holder, id)
    if (own === null) throw new AsideError('CASE_UNKNOWN')
    if (own.held.identity === 'named' && identity !== 'named') {
      throw new AsideError('ANSWERS_INVALID')
    }
    const on = dayIn(own.held.terms.zone, world.clock.now())
    const letter = await sealName(world, own, identity, {
      kind: 'identity',
      text,
      form: {},
      on,
      language,
    })
    await world.gate.check(letter)
    const at = own.held.terms.replyHours === null ? null : world.clock.now()
    const event = { act: 'named', by: 'reporter', on, at, reason: null, corrects: null } as const
    const added = { nonce, letter, event, identity }
    const result = await world.reporters.add(own.held.lookup, added)
    if (result === 'closed') throw new AsideError('CASE_CLOSED')
    if (result !== 'changed') return (await openOwn(world, holder, id))?.held ?? own.held
  }
  throw new AsideError('CASE_CHANGED')
}

async function sealName(world: World, own: Own, identity: Told, said: Said): Promise<SealedLetter> {
  const readers = await readersNow(world, own.held)
  const keepers = identity === 'confidential' ? await custodians(world) : null
  return sealNext(world, own, said, (letter) =>
    keepers === null
      ? world.sealer.seal(letter, readers, own.key)
      : world.sealer.sealShared(letter, [readers, keepers], own.key),
  )
}
