import { type Day, plusDays } from '#domain/case/day.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { type ConcernRoute, route } from '#domain/concern/routing.ts'
import type { Facts } from './facts.ts'
import { leafOf } from './leaf.ts'
import { type Journey, type JourneyStep, START } from './steps.ts'

type Officers = readonly { readonly id: string; readonly label: string }[]

/** Too few of its keys can be used: it cannot receive securely now. */
export function cannotReceive(office: Office, facts: Facts): boolean {
  return (facts.officers[office] ?? []).length === 0
}

/**
 * Declarations: hours are counted from a minute that the page must never know, and they belong to a person. The page
 * shows whom to turn to instead. Everything else that needs a name one day is taken without one.
 */
export function onlyByName(journey: Journey, facts: Facts): boolean {
  const leaf = leafOf(journey, facts.policy)
  return isSealedOnDevice(facts) && leaf !== null && leaf.replyHours !== null && !leaf.anonymous
}

/** Who could open it at an office: its usable officers without those kept out. */
export function readersAt(office: Office, journey: Journey, facts: Facts): Officers {
  return (facts.officers[office] ?? []).filter(({ id }) => !journey.keptOut.includes(id))
}

/**
 * Where it goes: to the leaf's office, or to the next one that is not kept out, receives here and has a reader left.
 * An office that cannot receive securely now is not passed over: what was meant for it waits, with the person told.
 * `null` when there is none.
 */
export function routeOf(journey: Journey, facts: Facts): ConcernRoute | null {
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null) return null
  const receiving = OFFICES.filter(
    (office) =>
      facts.policy.offices[office].receives === 'receives' &&
      (cannotReceive(office, facts) || readersAt(office, journey, facts).length > 0),
  )
  return route(leaf, journey.about, receiving)
}

/** What the promise screen promises: who reads, how many, by when an answer comes. */
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

/** Why another office than the leaf's own receives it; `null` when its own does. */
export type Detour = 'about' | 'kept_out' | 'contact_card' | 'head'

/** Where it would have gone, and why it does not; `null` where it goes there. */
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
 * The officers who can be kept out one by one: those of the receiving office, and of every office that was passed
 * over because all of its officers are kept out.
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
    const next = route(
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
 * Where she really stands now. When offices or readers are no longer what the promise screen said, it is the promise
 * again: nobody sends on a promise that has changed.
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

/** What she can choose, what shows least of her first. */
export function levelsOffered({ custodians }: Pick<Facts, 'custodians'>): readonly IdentityLevel[] {
  return custodians ? ['not_told', 'confidential', 'named'] : ['not_told', 'named']
}

/** Where nobody is left to keep the other half of a name, the level is chosen anew. */
function stillOffered({ identity }: Journey, facts: Facts): boolean {
  return identity !== null && levelsOffered(facts).includes(identity)
}
