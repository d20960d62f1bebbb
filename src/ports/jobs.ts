import type { Day } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'

/** A case that waits for its person, as a duty sees it: no word, no name. */
export interface PausedCase {
  readonly id: CaseId
  readonly zone: string
  readonly pausedOn: Day
}

/** What the duties ask of the store. They see dates and states only. */
export interface JobStore {
  /** Cases whose clock stands still since a day or longer. */
  waitingSince(day: Day): Promise<readonly PausedCase[]>
  /**
   * Writes what time did to a case, unless it is in another state by now, or a letter of a day before waits for it.
   * @returns whether it was written
   */
  record(id: CaseId, event: CaseEvent, still: 'waiting'): Promise<boolean>
  /**
   * Counts clocks anew: of open cases and of those to which something happened since yesterday.
   * @returns the cases whose row says something else than their events
   */
  movedClocks(): Promise<readonly CaseId[]>
  /** Chains the acts of reporters of the days before; how many. */
  chainWaiting(before: Day): Promise<number>
  /** Separates the nonces of the days before from the cases they were used for; how many. */
  detachNonces(before: Day): Promise<number>
  /** Brings facts to count out of the order and the transactions in which they came; how many were written anew. */
  settleStatistics(): Promise<number>
  /**
   * Writes cases in which a person did something at once, and whoever is kept out of them, anew: no row says in which
   * minute. @returns how many cases
   */
  settleExclusions(): Promise<number>
  /** Writes reminders anew, all together, so that no row says beside what it was first written. */
  settleReminders(): Promise<void>
  /**
   * Forgets links whose days are over, and writes the others anew, so that no row says beside what it was written.
   * @returns how many went
   */
  settleOfficeLinks(before: Day): Promise<number>
  /** Forgets the instants of dangers that somebody has taken on, where no hours are promised; how many. */
  forgetInstants(): Promise<number>
  /**
   * What the ombudsman closed before this day, also long before, and still keeps. Not while a letter of its person
   * waits: that opens it again.
   */
  endedAtOmbudsman(before: Day): Promise<readonly CaseId[]>
  /**
   * Destroys everything sealed of a case, its keys and the case, and leaves an office, a day and a count. There is no
   * way back, so the database counts again whether it is one of those that `endedAtOmbudsman` names today.
   * @returns whether it was
   */
  shred(id: CaseId, on: Day): Promise<boolean>
  /** What was taken back two days before this day or longer ago, at this office. */
  takenBack(office: Office, today: Day): Promise<readonly string[]>
  /** Erases one of those, and counts again whether it is one. @returns whether it was */
  eraseTakenBack(erasure: string, today: Day): Promise<boolean>
  /** Writes what waits in the delayed inbox anew, and leaves nothing of what is gone from it; the next turn does when somebody is at it. */
  settleDelayedInbox(on: Day): Promise<void>
  /** Writes anew how much came on the days from which today's work follows somewhere, and forgets those before. */
  settleCounts(today: Day): Promise<void>
  /** Writes down that a day's end was whole; `Releases.trouble` says when the last one was. */
  recordDayEnd(today: Day): Promise<void>
  /** Ends sessions that are over; how many. */
  sweepSessions(now: Date): Promise<number>
}
