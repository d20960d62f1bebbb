import { SignedAct } from '#domain/case/act.ts'
import type { CaseStatus, PromisedTerms } from '#domain/case/case-status.ts'
import type { Day } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { cases } from '../schema/case.ts'
import type { events } from '../schema/event.ts'

type CaseRow = typeof cases.$inferSelect
export type TermsRow = Pick<
  CaseRow,
  'receivedOn' | 'receivedAt' | 'replyDays' | 'replyHours' | 'zone'
>
type StatusColumns = Pick<
  CaseRow,
  | 'state'
  | 'dueOn'
  | 'dueAt'
  | 'pausedOn'
  | 'pausedDays'
  | 'acknowledgedOn'
  | 'respondedOn'
  | 'outcome'
  | 'closedOn'
>

export function termsOf(row: TermsRow): PromisedTerms {
  return {
    receivedOn: row.receivedOn as Day,
    receivedAt: row.receivedAt,
    replyDays: row.replyDays,
    replyHours: row.replyHours,
    zone: row.zone,
  }
}

export function caseStatusOf(row: StatusColumns): CaseStatus {
  return {
    state: row.state,
    dueOn: row.dueOn as Day | null,
    dueAt: row.dueAt,
    pausedOn: row.pausedOn as Day | null,
    pausedDays: row.pausedDays,
    acknowledgedOn: row.acknowledgedOn as Day | null,
    respondedOn: row.respondedOn as Day | null,
    outcome: row.outcome,
    closedOn: row.closedOn as Day | null,
  }
}

export function eventOf(row: typeof events.$inferSelect): CaseEvent {
  const signedAct = signedActOf(row.signedAct)
  return {
    act: row.act,
    by: row.actor,
    on: row.day as Day,
    at: row.at,
    reason: row.reason,
    corrects: row.corrects as Day | null,
    ...(signedAct && { signedAct }),
  }
}

/** A signed act as it is stored; `null` where there is none, and where it is none. */
export function signedActOf(stored: string | null): SignedAct | null {
  try {
    return SignedAct.parse(JSON.parse(stored ?? 'null'))
  } catch {
    return null
  }
}

/** Status columns, computed from terms and events. */
export function recounted(row: TermsRow, history: readonly CaseEvent[]): StatusColumns {
  return { ...computeCaseStatus(termsOf(row), history) }
}
