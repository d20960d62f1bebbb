import {
  type CaseStatus,
  caseStateOf,
  LONGEST_PAUSE_DAYS,
  type PromisedTerms,
} from './case-status.ts'
import { type Day, dayIn, daysBetween, later, plusDays } from './day.ts'
import type { Act, CaseEvent } from './event.ts'
import { askedTooLate, type ClockState, endPause, HOUR } from './pause.ts'

/** A letter of the person's: the office owes an answer to it. */
const LETTERS: readonly Act[] = ['added', 'named', 'consented', 'declined']

/**
 * Status of a case: calendar days in the office's zone, receipt is day 0, due at the end of day `replyDays`.
 * @param history in the order in which it was written. It is counted in the order of days, because what the person did
 * on the page is written after what the office did until the release; what is of one day stays in its order
 */
export function computeCaseStatus(terms: PromisedTerms, history: readonly CaseEvent[]): CaseStatus {
  const correction = history.findLast((event) => event.act === 'corrected')?.corrects
  const clock = start({ ...terms, receivedOn: correction ?? terms.receivedOn })
  const inOrder = history
    .map((event, at) => ({ event, unseen: unseenAt(history, at), on: countedOn(history, at) }))
    .toSorted((a, b) => daysBetween(b.on, a.on))
  for (const { event, unseen } of inOrder) step(clock, event, terms, unseen)
  return {
    state: caseStateOf(clock),
    // A pause keeps the days that were left.
    dueOn: owes(clock) ? clock.dueOn : null,
    // A pause has no hour, but one that began behind it.
    dueAt: owes(clock) && (clock.pausedOn === null || askedTooLate(clock)) ? clock.dueAt : null,
    pausedOn: clock.pausedOn,
    pausedDays: clock.pausedDays,
    acknowledgedOn: clock.acknowledgedOn,
    respondedOn: clock.respondedOn,
    outcome: clock.outcome,
    closedOn: clock.closedOn,
  }
}

/**
 * The day in whose order an event is counted. She settled what its office closed before it could see that: her end comes
 * behind that closing, so that one that was late stays late, and behind what opened the case again for a letter of hers.
 */
function countedOn(history: readonly CaseEvent[], at: number): Day {
  const event = history[at] as CaseEvent
  if (event.act !== 'settled') return event.on
  const office = history.slice(0, at).filter(({ act }) => act === 'closed' || act === 'reopened')
  return office.reduce((last, { on }) => later(last, on), event.on)
}

/** First letter unknown to an answer: dated before it and stored after it. */
function unseenAt(history: readonly CaseEvent[], at: number): CaseEvent | undefined {
  const answer = history[at]
  if (answer?.act !== 'answered') return undefined
  return history.slice(at + 1).find(({ act, on }) => LETTERS.includes(act) && on < answer.on)
}

function owes({ owed, closedOn }: ClockState): boolean {
  return owed && closedOn === null
}

function start(terms: PromisedTerms): ClockState {
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

function step(
  clock: ClockState,
  event: CaseEvent,
  terms: PromisedTerms,
  unseen: CaseEvent | undefined,
): void {
  switch (event.act) {
    case 'acknowledged':
      clock.acknowledgedOn ??= event.on
      return
    case 'asked':
    case 'consent_asked':
      clock.acknowledgedOn ??= event.on
      if (clock.pausedOn === null && clock.closedOn === null) {
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
      answer(clock, event, terms)
      if (unseen !== undefined) owe(clock, unseen, terms)
      return
    case 'lapsed':
      clock.lapsed = clock.pausedOn !== null
      return
    case 'closed':
    case 'settled':
    case 'withdrawn':
      // Ending a case is no answer: one that was owed and late stays late (T-151). Before its day nothing was late.
      if (owes(clock) && clock.respondedOn === null && !inTime(clock, event)) clock.outcome = 'late'
      endPause(clock, event, terms)
      clock.closedOn = event.on
      return
    case 'reopened':
      clock.closedOn = null
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
function hearFromPerson(clock: ClockState, event: CaseEvent, terms: PromisedTerms): void {
  endPause(clock, event, terms)
  if (!clock.owed) owe(clock, event, terms)
}

function owe(clock: ClockState, letter: CaseEvent, terms: PromisedTerms): void {
  clock.owed = true
  clock.dueOn = plusDays(letter.on, terms.replyDays)
  clock.dueAt = null
}

/** Behind a lapse (`LONGEST_PAUSE_DAYS`), or an end that its office may not have seen (T-151), neither in time nor late. */
function answer(clock: ClockState, event: CaseEvent, terms: PromisedTerms): void {
  clock.acknowledgedOn ??= event.on
  if (clock.respondedOn === null && clock.closedOn === null) {
    const { pausedOn } = clock
    const lapsed = pausedOn !== null && daysBetween(pausedOn, event.on) > LONGEST_PAUSE_DAYS
    clock.respondedOn = event.on
    if (!inTime(clock, event)) clock.outcome = 'late'
    else if (!lapsed) clock.outcome ??= 'on_time'
  }
  endPause(clock, event, terms)
  clock.owed = false
}

function inTime(clock: ClockState, event: CaseEvent): boolean {
  if (clock.pausedOn !== null) return !askedTooLate(clock)
  if (clock.dueAt !== null && event.at !== null) return event.at <= clock.dueAt
  return event.on <= clock.dueOn
}
