import { type Day, dayIn, daysBetween, later, plusDays } from './day.ts'
import type { CaseEvent } from './event.ts'

const HOUR = 3_600_000

/** A question to the person stops the clock for at most this long; then the case lapses and may be reopened. */
export const LONGEST_PAUSE_DAYS = 14
/** After a pause an officer always has at least this long: the person may answer on the last day. */
export const LEAST_DAYS_AFTER_PAUSE = 2

/** What was promised when the concern came in. */
export interface Terms {
  readonly receivedOn: Day
  /** Only on hour clocks and while a danger alert is open. */
  readonly receivedAt: Date | null
  readonly replyDays: number
  readonly replyHours: number | null
  /** The receiving office's IANA zone; never the person's, which would tell where she is. */
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
export interface Reckoning {
  readonly state: State
  /** The last day on which an answer is on time; `null` while the office owes none. */
  readonly dueOn: Day | null
  /** The last instant, on hour clocks only. */
  readonly dueAt: Date | null
  /** Since when we wait for the person; `null` while the clock runs. */
  readonly pausedOn: Day | null
  readonly pausedDays: number
  /** A person of the office said that they have it. Never counts as the answer. */
  readonly acknowledgedOn: Day | null
  /** The first answer by a person. */
  readonly respondedOn: Day | null
  /** Was the first answer in time? `null` until there is one. Later turns do not change it. */
  readonly outcome: 'on_time' | 'late' | null
  readonly closedOn: Day | null
}

interface Running {
  owed: boolean
  dueOn: Day
  dueAt: Date | null
  pausedOn: Day | null
  pausedAt: Date | null
  pausedDays: number
  lapsed: boolean
  acknowledgedOn: Day | null
  respondedOn: Day | null
  outcome: 'on_time' | 'late' | null
  closedOn: Day | null
}

/**
 * The clock of one case (`design.md` §6 and §10, `domain.md` §4.2): calendar days in the office's zone, the day of
 * receipt is day 0, due at the end of day `replyDays`; only a person's answer is an answer.
 */
export function reckon(terms: Terms, history: readonly CaseEvent[]): Reckoning {
  const correction = history.findLast((event) => event.act === 'corrected')?.corrects
  const clock = start({ ...terms, receivedOn: correction ?? terms.receivedOn })
  for (const event of history) step(clock, event, terms)
  return {
    state: stateOf(clock),
    dueOn: clock.owed ? dueNow(clock) : null,
    dueAt: clock.owed && clock.pausedOn === null ? clock.dueAt : null,
    pausedOn: clock.pausedOn,
    pausedDays: clock.pausedDays,
    acknowledgedOn: clock.acknowledgedOn,
    respondedOn: clock.respondedOn,
    outcome: clock.outcome,
    closedOn: clock.closedOn,
  }
}

function start(terms: Terms): Running {
  const dueAt =
    terms.replyHours === null || terms.receivedAt === null
      ? null
      : new Date(terms.receivedAt.getTime() + terms.replyHours * HOUR)
  return {
    owed: true,
    dueOn: dueAt === null ? plusDays(terms.receivedOn, terms.replyDays) : dayIn(terms.zone, dueAt),
    dueAt,
    pausedOn: null,
    pausedAt: null,
    pausedDays: 0,
    lapsed: false,
    acknowledgedOn: null,
    respondedOn: null,
    outcome: null,
    closedOn: null,
  }
}

function step(clock: Running, event: CaseEvent, terms: Terms): void {
  switch (event.act) {
    case 'acknowledged':
      clock.acknowledgedOn ??= event.on
      return
    case 'asked':
    case 'consent_asked':
      clock.acknowledgedOn ??= event.on
      if (clock.pausedOn === null) {
        clock.pausedOn = event.on
        clock.pausedAt = event.at
      }
      return
    case 'added':
    case 'consented':
    case 'declined':
      hearFromPerson(clock, event, terms)
      return
    case 'answered':
      answer(clock, event)
      return
    case 'lapsed':
      clock.lapsed = clock.pausedOn !== null
      return
    case 'closed':
    case 'settled':
    case 'withdrawn':
      clock.owed = false
      clock.pausedOn = null
      clock.lapsed = false
      clock.closedOn = event.on
      return
    case 'reopened':
      clock.closedOn = null
      clock.owed = clock.respondedOn === null
      return
    case 'received':
    case 'corrected':
    case 'noted':
    case 'referral_proposed':
    case 'referred':
    case 'referral_lapsed':
      return
    default:
      event.act satisfies never
  }
}

/** The person wrote: a pause ends, and an office that owed nothing owes an answer again. */
function hearFromPerson(clock: Running, event: CaseEvent, terms: Terms): void {
  if (clock.owed && clock.pausedOn !== null) resume(clock, event, terms)
  if (!clock.owed) {
    clock.owed = true
    clock.dueOn = plusDays(event.on, terms.replyDays)
    clock.dueAt = null
  }
  clock.pausedOn = null
  clock.pausedAt = null
  clock.lapsed = false
}

/** A question asked when the answer was already late does not make it early again. */
function resume(clock: Running, event: CaseEvent, terms: Terms): void {
  if (clock.pausedOn === null) return
  const paused = daysBetween(clock.pausedOn, event.on)
  clock.pausedDays += paused
  if (askedTooLate(clock)) return
  const least = plusDays(event.on, LEAST_DAYS_AFTER_PAUSE)
  if (clock.dueAt !== null && clock.pausedAt !== null && event.at !== null) {
    const moved = clock.dueAt.getTime() + (event.at.getTime() - clock.pausedAt.getTime())
    const leastAt = event.at.getTime() + LEAST_DAYS_AFTER_PAUSE * 24 * HOUR
    clock.dueAt = new Date(Math.max(moved, leastAt))
    clock.dueOn = dayIn(terms.zone, clock.dueAt)
    return
  }
  clock.dueOn = later(plusDays(clock.dueOn, paused), least)
}

function answer(clock: Running, event: CaseEvent): void {
  clock.acknowledgedOn ??= event.on
  if (clock.respondedOn === null) {
    clock.respondedOn = event.on
    clock.outcome = inTime(clock, event) ? 'on_time' : 'late'
  }
  if (clock.pausedOn !== null) clock.pausedDays += daysBetween(clock.pausedOn, event.on)
  clock.owed = false
  clock.pausedOn = null
  clock.pausedAt = null
  clock.lapsed = false
}

function inTime(clock: Running, event: CaseEvent): boolean {
  if (clock.pausedOn !== null) return !askedTooLate(clock)
  if (clock.dueAt !== null && event.at !== null) return event.at <= clock.dueAt
  return event.on <= clock.dueOn
}

function askedTooLate(clock: Running): boolean {
  if (clock.dueAt !== null && clock.pausedAt !== null) return clock.pausedAt > clock.dueAt
  return clock.pausedOn !== null && clock.pausedOn > clock.dueOn
}

/** While paused the due day stands where the question found it: what is left then is what is left afterwards. */
function dueNow(clock: Running): Day {
  return clock.dueOn
}

function stateOf(clock: Running): State {
  if (clock.closedOn !== null) return 'closed'
  if (clock.lapsed) return 'lapsed'
  if (clock.pausedOn !== null) return 'waiting'
  if (!clock.owed) return 'answered'
  return clock.acknowledgedOn === null ? 'received' : 'acknowledged'
}
