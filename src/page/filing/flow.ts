import type { Facts } from '#dialogs/facts.ts'
import type { Journey, JourneyStep } from '#dialogs/steps.ts'
import type { PageContext } from '../context.ts'
import type { Files } from '../files/files.ts'
import { filesFor } from '../files/files-for.ts'
import { policyFor } from '../links/policy-for.ts'
import type { View } from '../view.ts'
import { type Attempt, newAttempt } from './attempt.ts'

/** How screens lead to one another: each knows the ways on, and none the others. */
export interface Flow {
  begin(context: PageContext): Promise<View>
  /** The screen of where she stands. @throws ROSTER_REFUSED, DATABASE_AWAY where it must know who reads */
  at(telling: FilingFlow): Promise<View>
  /** The same, where who reads is known. */
  drawn(telling: FilingFlow, facts: Facts): View
}

/** One telling: where she stands, and what goes with her from screen to screen. All of it is in memory alone. */
export interface FilingFlow {
  readonly context: PageContext
  readonly journey: Journey
  readonly files: Files
  readonly attempt: Attempt
  readonly flow: Flow
}

export function newFilingFlow(context: PageContext, journey: Journey, flow: Flow): FilingFlow {
  return { context, journey, files: filesFor(context), attempt: newAttempt(), flow }
}

/** Screens that need no key and no office: they are there before sealing has loaded, and when it cannot load. */
const BEFORE_SEALING: readonly JourneyStep[] = [
  'tree',
  'numbers',
  'self_harm',
  'information',
  'by_name',
  'who_does_what',
  'done',
]

export function needsReaders({ step }: Journey): boolean {
  return !BEFORE_SEALING.includes(step)
}

/** What a screen is drawn from before anybody is known who reads. */
export function factsNow({ link, policy, factsNow }: PageContext): Facts {
  return { ...factsNow(), policy: policyFor(link, policy) }
}

/** @throws ROSTER_REFUSED, DATABASE_AWAY when it is not known who could read */
export async function factsWithReaders({ link, policy, facts }: PageContext): Promise<Facts> {
  return { ...(await facts()), policy: policyFor(link, policy) }
}

/** What her screen is drawn from: where it tells who reads, that is asked first. */
export function factsFor({ context, journey }: FilingFlow): Facts | Promise<Facts> {
  return needsReaders(journey) ? factsWithReaders(context) : factsNow(context)
}
