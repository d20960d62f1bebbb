import type { Day } from '../case/day.ts'
import type { Recipient, SealedLetter } from '../case/envelope.ts'
import { type CaseId, newMessageId } from '../case/ids.ts'
import type { Head } from '../case/letter.ts'
import type { Concern } from '../concern/concern.ts'
import type { Confidential } from '../concern/confidential.ts'
import type { Route } from '../concern/route.ts'
import type { ReporterKey, World } from '../ports.ts'
import type { Reader } from './choose-readers.ts'

interface ToSeal {
  readonly id: CaseId
  readonly concern: Concern
  readonly route: Route
  readonly readers: readonly Reader[]
  readonly key: ReporterKey
  readonly on: Day
}

type SealingWorld = Pick<World, 'chance' | 'sealer' | 'policyHash' | 'readership'>

/**
 * The letters a case begins with: the account, and the name apart from it where one was given. On the card door
 * neither is sealed to the reporter's own key: what she wrote there is not shown back.
 */
export async function sealConcern(world: SealingWorld, given: ToSeal): Promise<SealedLetter[]> {
  const to = given.readers.map(recipient)
  const account = await sealNext(world, given, to, 'concern', null, given.concern.account, {
    ...(await formOf(world, given)),
  })
  if (given.concern.name === null) return [account]
  const prev = await world.sealer.hash(account.data)
  return [account, await sealNext(world, given, to, 'identity', prev, given.concern.name, {})]
}

export function recipient(officer: Reader): Recipient {
  return { role: 'officer', reader: officer.id, certificate: officer.certificate }
}

async function sealNext(
  world: SealingWorld,
  { id, concern, route, on }: ToSeal,
  to: readonly Recipient[],
  kind: 'concern' | 'identity',
  prev: string | null,
  text: Confidential,
  form: Record<string, unknown>,
): Promise<SealedLetter> {
  const msg = newMessageId(world.chance)
  const seq = kind === 'concern' ? 1 : 2
  const head: Head = {
    v: 1,
    typ: kind,
    case: id,
    msg,
    seq,
    prev,
    dir: 'r>o',
    office: route.office,
    day: on,
    lang: concern.language,
  }
  const envelope = await world.sealer.seal({ ...head, text, form }, to)
  return { id: msg, case: id, dir: 'r>o', seq, kind, on, ...envelope }
}

/** How the person got here and what was agreed: sealed with the account, because it says whom she fears. */
async function formOf(world: SealingWorld, { concern, route, key }: ToSeal) {
  return {
    leaf: concern.leaf,
    taps: concern.taps,
    about: concern.about,
    keptOut: concern.keptOut,
    flags: route.flags,
    identity: concern.identity,
    passOn: concern.passOn,
    when: concern.when,
    where: concern.where,
    reporter: key.fingerprint,
    rosterVersion: (await world.readership.roster()).version,
    policy: world.policyHash,
  }
}
