import { type Day, dayIn, daysBetween, later, plusDays } from './day.ts'
import type { CaseEvent } from './event.ts'
import { LEAST_DAYS_AFTER_PAUSE, type Reckoning, type State, type Terms } from './terms.ts'

export {
  LEAST_DAYS_AFTER_PAUSE,
  LONGEST_PAUSE_DAYS,
  type Reckoning,
  STATES,
  type State,
  type Terms,
} from './terms.ts'

const HOUR = 3_600_000

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
 * The clock of one case: calendar days in the office's zone, the day of
 * receipt is day 0, due at the end of day `replyDays`; only a person's answer is an answer.
 */
export function reckon(terms: Terms, history: readonly CaseEvent[]): Reckoning {
  const correction = history.findLast((event) => event.act === 'corrected')?.corrects
  const clock = start({ ...terms, receivedOn: correction ?? terms.receivedOn })
  for (const event of history) step(clock, event, terms)
  return {
    state: stateOf(clock),
    // While paused it stands where the question found it: what is left then is what is left afterwards.
    dueOn: clock.owed ? clock.dueOn : null,
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
    case 'named':
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
      // Ending a case is no answer: one that was owed and late stays late (T-151). Before its day nothing was late.
      if (clock.owed && clock.respondedOn === null && !inTime(clock, event)) clock.outcome = 'late'
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
    case 'identity_asked':
    case 'identity_released':
    case 'identity_refused':
    case 'set_aside':
    case 'brought_back':
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
    clock.outcome ??= inTime(clock, event) ? 'on_time' : 'late'
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

function stateOf(clock: Running): State {
  if (clock.closedOn !== null) return 'closed'
  if (clock.lapsed) return 'lapsed'
  if (clock.pausedOn !== null) return 'waiting'
  if (!clock.owed) return 'answered'
  return clock.acknowledgedOn === null ? 'received' : 'acknowledged'
}
