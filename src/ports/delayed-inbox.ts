import type { Day } from '#domain/case/day.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Filing } from './intake.ts'
import type { LetterWith, ReporterStore, ReportersCase, Size, WithLetters } from './reporter.ts'

/** What is used up with a filing, besides its nonce. */
export interface LinkUse {
  /** HMAC of the link's secret: says only that it was used. */
  readonly mark: Uint8Array<ArrayBuffer>
  /** The same under the server's secret before this one: used then is used. */
  readonly marksBefore: readonly Uint8Array<ArrayBuffer>[]
  /** What the row of a link that an office handed out may be found by; `null` for one that the page made itself. */
  readonly handedOut: readonly Uint8Array<ArrayBuffer>[] | null
}

/** A case as its person finds it, what still waits for its office with it. */
export interface DelayedInboxCase extends ReportersCase {
  readonly channel: Channel
  readonly category: Category
  /** Her letters that nobody at the office can see before the next release. */
  readonly waiting: readonly MessageId[]
}

/** The same without the bytes of its letters: all that an act has to know, at a price that does not grow with them. */
export type CaseHeads = WithLetters<DelayedInboxCase, LetterWith<Size>>

/**
 * The store of the anonymous channel. What comes through it waits, and becomes visible to its office in one release a
 * day, in an order that tells nothing; so nothing that is kept says at what minute it came. To the
 * person it is as if it had arrived: she finds it, adds to it, takes it back. What says that somebody is in danger,
 * and what belongs to a case on an hour's clock or of the card channel, does not wait. Rows are found by the hash of what only she derives.
 */
export interface DelayedInbox
  extends Pick<
    ReporterStore,
    'add' | 'consent' | 'settle' | 'takeBack' | 'undoTakeBack' | 'keepOut'
  > {
  /**
   * `already`: the same nonce was filed before, and nothing was done. `sent_before`: her receipt leads to something else
   * already. `taken`: the reference is another case's, try again with another.
   * @throws LINK_OVER where it was used, too; DATABASE_AWAY
   */
  file(filing: Filing, link: LinkUse | null): Promise<'filed' | 'already' | 'sent_before' | 'taken'>
  find(lookup: Uint8Array): Promise<DelayedInboxCase | null>
  heads(lookup: Uint8Array): Promise<CaseHeads | null>
  /** What was taken back and can still be undone; the others do not find it. */
  locked(lookup: Uint8Array): Promise<DelayedInboxCase | null>
}

/** The daily turn. */
export interface Releases {
  /**
   * Everything that came before this day, for one office, in one shuffled turn: its filings in one transaction. @returns how many acts
   * @param zone of the office, in which the database counts its own days: none that is not over is released
   */
  release(office: Office, before: Day, zone?: string): Promise<number>
  /** What an operator should know: what could not be released, and since when the order of the rest may show. */
  trouble(today: Day): Promise<{
    readonly parked: number
    /** Of the others, how many came before yesterday: their morning is over, whether they were tried or not. */
    readonly overdue: number
    /** Cases that were taken back and should have been erased before today. */
    readonly unerased: number
    /** The last day on which what waits was written anew. */
    readonly settled: Day | null
    readonly waits: boolean
    /** Lines that cannot join the ledger. */
    readonly unchained: number
    /** The last day whose end was whole. */
    readonly dayEnd: Day | null
    /** Is there a case of a day before yesterday? Then a day's end must have been. */
    readonly old: boolean
  }>
}

/**
 * Which part of what may be left open of a day's limit is left open on this day: from 0 to below 1, so that nobody knows
 * when he is about to reach it.
 */
export type DayEdge = (what: 'files' | 'letters', on: Day) => Promise<number>

/** Counts of whole days, from everybody together. They decide what the day after asks of everybody. */
export interface DailyCounts {
  /** Counts one more, exactly, however many ask at once. */
  count(what: 'filed' | 'missed', on: Day): Promise<void>
  of(what: 'filed' | 'missed' | 'kib', day: Day): Promise<number>
}
