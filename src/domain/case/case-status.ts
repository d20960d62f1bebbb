import type { Day } from './day.ts'

/** A question to the person stops the clock for at most this long; then the case lapses and may be reopened. */
export const LONGEST_PAUSE_DAYS = 14
/** After a pause an officer always has at least this long: the person may answer on the last day. */
export const LEAST_DAYS_AFTER_PAUSE = 2

/** What was promised when the concern came in. */
export interface PromisedTerms {
  readonly receivedOn: Day
  /** Only on hour clocks and while a danger alert is open. */
  readonly receivedAt: Date | null
  readonly replyDays: number
  readonly replyHours: number | null
  /** IANA zone of the office; never the reporter's, which would reveal a location. */
  readonly zone: string
}

export const STATES = [
  'received',
  'acknowledged',
  'waiting',
  'lapsed',
  'answered',
  'closed',
] as const
export type State = (typeof STATES)[number]

/** Where a case stands. A cache of this is stored; it can always be recounted from terms and events. */
export interface CaseStatus {
  readonly state: State
  /** The last day on which an answer is on time; `null` while the office owes none. */
  readonly dueOn: Day | null
  /** The last instant, on hour clocks only. */
  readonly dueAt: Date | null
  /** Start of the pause; `null` while the deadline runs. */
  readonly pausedOn: Day | null
  readonly pausedDays: number
  /** A person of the office said that they have it. Never counts as the answer. */
  readonly acknowledgedOn: Day | null
  /** The first answer by a person. */
  readonly respondedOn: Day | null
  /**
   * Was the first answer in time? `late` too when the case ended after the day without one; `null` until then, and when
   * it ended before. Nothing that comes later changes it.
   */
  readonly outcome: 'on_time' | 'late' | null
  readonly closedOn: Day | null
}

/** What the clock says where a case stands. `owed`: an answer is; kept while the case is closed. */
export function caseStateOf(
  clock: Pick<CaseStatus, 'acknowledgedOn' | 'closedOn' | 'pausedOn'> & {
    readonly lapsed: boolean
    readonly owed: boolean
  },
): State {
  if (clock.closedOn !== null) return 'closed'
  if (clock.lapsed) return 'lapsed'
  if (clock.pausedOn !== null) return 'waiting'
  if (!clock.owed) return 'answered'
  return clock.acknowledgedOn === null ? 'received' : 'acknowledged'
}
