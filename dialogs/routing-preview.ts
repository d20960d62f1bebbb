import { type Day, plusDays } from '#domain/case/day.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { type ConcernRoute, routeConcern } from '#domain/concern/routing.ts'
import type { Facts } from './facts.ts'
import { leafOf } from './leaf-rules.ts'
import { type Journey, type JourneyStep, START } from './steps.ts'

type Officers = readonly { readonly id: string; readonly label: string }[]

/** Whether an office has too few usable keys to receive securely. */
export function cannotReceive(office: Office, facts: Facts): boolean {
  return (facts.officers[office] ?? []).length === 0
}

/**
 * Whether a leaf needs a name: declarations, whose deadlines are in hours and which belong to a person. The page shows
 * contacts instead.
 */
export function onlyByName(journey: Journey, facts: Facts): boolean {
  const leaf = leafOf(journey, facts.policy)
  return isSealedOnDevice(facts) && leaf !== null && leaf.replyHours !== null && !leaf.anonymous
}

/** Possible readers at an office: usable officers without the excluded ones. */
export function readersAt(office: Office, journey: Journey, facts: Facts): Officers {
  return (facts.officers[office] ?? []).filter(({ id }) => !journey.keptOut.includes(id))
}

/**
 * Receiving office: the leaf's, or the next one that is not excluded, receives here and has a reader left. An office
 * that cannot receive securely now is not skipped. `null` when there is none.
 */
export function routeOf(journey: Journey, facts: Facts): ConcernRoute | null {
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null) return null
  const receiving = OFFICES.filter(
    (office) =>
      facts.policy.offices[office].receives === 'receives' &&
      (cannotReceive(office, facts) || readersAt(office, journey, facts).length > 0),
  )
  return routeConcern(leaf, journey.about, receiving)
}

/** Content of the promise screen: office, number of readers, deadline. */
export function promiseOf(
  journey: Journey,
  facts: Facts,
): { office: Office; readers: number; dueOn: Day } | null {
  const leaf = leafOf(journey, facts.policy)
  const route = routeOf(journey, facts)
  if (leaf === null || route === null || cannotReceive(route.office, facts)) return null
  return {
    office: route.office,
    readers: readersAt(route.office, journey, facts).length,
    dueOn: plusDays(facts.todayIn(route.office), leaf.replyDays),
  }
}

/** Reason why another office than the leaf's receives it; `null` when that one does. */
export type Detour = 'about' | 'kept_out' | 'contact_card' | 'head'

/** The leaf's office and the reason why it does not receive; `null` where it does. */
export function detourOf(
  journey: Journey,
  leaf: Leaf,
  facts: Facts,
): { from: Office; why: Detour } | null {
  const route = routeOf(journey, facts)
  const home = leaf.office
  if (route === null || home === null || route.office === home) return null
  if (journey.about.includes(home)) return { from: home, why: 'about' }
  if (facts.policy.offices[home].receives === 'contact_card') {
    return { from: home, why: 'contact_card' }
  }
  if (readersAt(home, journey, facts).length === 0) return { from: home, why: 'kept_out' }
  return { from: home, why: 'head' }
}

/**
 * Officers who can be excluded individually: those of the receiving office, and of each office that was skipped because
 * all of its officers are excluded.
 */
export function offeredOfficers(journey: Journey, facts: Facts): Officers {
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null) return []
  const able = OFFICES.filter(
    (office) =>
      facts.policy.offices[office].receives === 'receives' &&
      (facts.officers[office]?.length ?? 0) > 0,
  )
  const offered: { id: string; label: string }[] = []
  const passed: Office[] = []
  for (;;) {
    const next = routeConcern(
      leaf,
      journey.about,
      able.filter((office) => !passed.includes(office)),
    )
    if (next === null) return offered
    offered.push(...(facts.officers[next.office] ?? []))
    if (readersAt(next.office, journey, facts).length > 0) return offered
    passed.push(next.office)
  }
}

const AFTER_THE_LEAF: readonly JourneyStep[] = ['keep_out', 'nobody_left', 'by_name']
const AT_THE_PROMISE: readonly JourneyStep[] = ['door', 'protects_me']
const PAST_THE_PROMISE: readonly JourneyStep[] = ['identity', 'consent', 'check', 'account']

/**
 * Current step. When office or readers differ from the promise, it is the promise step again: nothing is sent on an
 * outdated promise.
 */
export function settleJourney(journey: Journey, facts: Facts): Journey {
  const { step } = journey
  const past = PAST_THE_PROMISE.includes(step)
  if (!past && !AT_THE_PROMISE.includes(step) && !AFTER_THE_LEAF.includes(step)) return journey
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null || leaf.office === null) return START
  if (onlyByName(journey, facts)) return { ...journey, step: 'by_name', promised: null }
  if (step === 'keep_out') return journey
  const promise = promiseOf(journey, facts)
  if (promise === null) return { ...journey, step: 'nobody_left', promised: null }
  if (step === 'nobody_left' || step === 'by_name')
    return { ...journey, step: 'door', promised: null }
  if (!past) return journey
  const { promised } = journey
  if (promised?.office !== promise.office || promised.readers !== promise.readers) {
    return { ...journey, step: 'door' }
  }
  if (step !== 'identity' && !stillOffered(journey, facts)) {
    return { ...journey, identity: null, step: 'identity' }
  }
  return journey
}

/** Available identity levels, the most protective first. */
export function levelsOffered({ custodians }: Pick<Facts, 'custodians'>): readonly IdentityLevel[] {
  return custodians ? ['not_told', 'confidential', 'named'] : ['not_told', 'named']
}

/** Whether an identity level is chosen and still offered; *confidential* is not without a usable custodian. */
function stillOffered({ identity }: Journey, facts: Facts): boolean {
  return identity !== null && levelsOffered(facts).includes(identity)
}
