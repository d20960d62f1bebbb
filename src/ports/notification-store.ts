import type { Day } from '#domain/case/day.ts'
import type { SealedAddress } from '#ports.ts'

/** A notice that still has to leave: where to, and no more. */
export interface PendingNotification {
  readonly id: Uint8Array<ArrayBuffer>
  readonly address: SealedAddress
  readonly attempt: number
}

/** What the duties ask of the store to have people told. None of it answers which case, or how many. */
export interface NotificationStore {
  /** In an order that tells nothing. */
  due(urgent: boolean, now: Date): Promise<readonly PendingNotification[]>
  /**
   * Those of them that are still to be sent there: whom a case was kept from meanwhile is told of it no more, and what
   * moved to another chat waits for that.
   */
  stillPending(
    notifications: readonly PendingNotification[],
  ): Promise<readonly PendingNotification[]>
  /** They left, or never will. What moved to another chat meanwhile stays. */
  drop(notifications: readonly PendingNotification[]): Promise<void>
  /** Puts them off, for a day at most. */
  later(notifications: readonly PendingNotification[], at: Date): Promise<void>
  /** Writes all that wait for persons anew, together: the transaction of none is the next after its answer's. */
  rewrite(): Promise<void>
  /** Nothing arrives there any more. */
  lose(address: SealedAddress, on: Day): Promise<void>
  /** Puts in what the readers of cases in these zones are told of that are due by the day after, or late: once a day for each. */
  queueDeadlines(zones: readonly string[], on: Day): Promise<void>
  /** Zones in which a case is open. */
  zones(): Promise<readonly string[]>
  /**
   * Danger that nobody has confirmed within its hour is told to all its readers again, four times. What fell into a time
   * in which nobody looked is told with the next look, together: a server that was away forgets no danger.
   */
  queueUnconfirmed(): Promise<void>
  /** Puts in one notice for this officer when somewhere an answer was due by a day and nobody did anything since; once a day. */
  notifyLastAddress(officer: string, dueBy: Day, on: Day): Promise<void>
  /** Puts in the reminders of a day; the same day again does nothing. */
  queueReminders(on: Day): Promise<void>
}
