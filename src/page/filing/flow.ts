import type { Facts } from '#dialogs/facts.ts'
import type { Journey, JourneyStep } from '#dialogs/steps.ts'
import type { PageContext } from '../context.ts'
import type { Files } from '../files/files.ts'
import { filesFor } from '../files/files-for.ts'
import { policyFor } from '../links/policy-for.ts'
import type { View } from '../view.ts'
import { type Attempt, newAttempt } from './attempt.ts'

/** Navigation between the views of a filing, without imports among them. */
export interface Flow {
  begin(context: PageContext): Promise<View>
  /** View of the current step. @throws ROSTER_REFUSED, DATABASE_AWAY where it needs the readers */
  at(telling: FilingFlow): Promise<View>
  /** The same with known readers. */
  drawn(telling: FilingFlow, facts: Facts): View
}

/** State of a filing across views, in memory only. */
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

/** Steps without readers, available before the sealing code is loaded. */
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

/** Facts without readers. */
export function factsNow({ link, policy, factsNow }: PageContext): Facts {
  return { ...factsNow(), policy: policyFor(link, policy) }
}

/** Facts with readers. @throws ROSTER_REFUSED, DATABASE_AWAY when they cannot be loaded */
export async function factsWithReaders({ link, policy, facts }: PageContext): Promise<Facts> {
  return { ...(await facts()), policy: policyFor(link, policy) }
}

/** Facts of a step, with the readers where it shows them. */
export function factsFor({ context, journey }: FilingFlow): Facts | Promise<Facts> {
  return needsReaders(journey) ? factsWithReaders(context) : factsNow(context)
}
