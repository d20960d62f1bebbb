import type { CaseColumns } from '#domain/case/case-columns.ts'
import type { CaseStatus, PromisedTerms } from '#domain/case/case-status.ts'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent, IdentityReason } from '#domain/case/event.ts'
import type { CaseId, MessageId, OfficerId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Pile, QueueCursor } from '#domain/case/pile.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'

/** One row of the queue. No narrative, no name. */
export interface QueuedCase
  extends Pick<CaseColumns, 'id' | 'reference' | 'office' | 'category' | 'channel'> {
  /** `null` on anonymous channels. */
  readonly leaf: LeafId | null
  readonly terms: PromisedTerms
  readonly status: CaseStatus
  /** Danger that nobody has confirmed yet. */
  readonly danger: boolean
  /** The last letter is the reporter's, and this officer's browser has not reported opening it. */
  readonly unread: boolean
  /** Who acted last; `null` when nobody has. */
  readonly heldBy: OfficerId | null
  /** Marked as spam: kept, and listed apart. */
  readonly isSpam: boolean
}

/** Open cases of one pile whose clock stands alike. */
export interface CountedCases {
  readonly pile: Pile
  readonly office: Office
  readonly status: Pick<CaseStatus, 'state' | 'dueOn' | 'dueAt' | 'pausedOn'>
  readonly count: number
}

/** Everything the desk fetches of one case for one officer: her own key packets only. */
export interface CaseRecord extends QueuedCase, CaseColumns {
  readonly passOn: boolean
  /** Answers to consent requests, as the database holds them. The proof is the signed letter. */
  readonly consents: readonly GivenConsent[]
  readonly events: readonly CaseEvent[]
  readonly letters: readonly (Pick<SealedLetter, 'id' | 'dir' | 'seq' | 'kind' | 'on' | 'data'> & {
    readonly key: Uint8Array<ArrayBuffer> | null
    /** The half of a name that a custodian disclosed to the officer; `null` otherwise. */
    readonly disclosedHalf: Uint8Array<ArrayBuffer> | null
    /** For whom it was sealed, so that "cannot open" can say so. */
    readonly sealedTo: readonly { readonly role: string; readonly reader: string }[]
  })[]
  readonly readers: readonly OfficerId[]
  /** Identity request to a custodian with its decision: the open one, or else the last. */
  readonly nameAsked: { readonly on: Day; readonly decision: 'released' | 'refused' | null } | null
}

/** What an officer's act changes. */
export interface Change {
  readonly event: CaseEvent
  readonly letter?: SealedLetter
  /** A request to the custodians: the letter that holds the name, and why it is needed. */
  readonly nameRequest?: {
    readonly id: string
    readonly letter: MessageId
    readonly reason: IdentityReason
  }
}

export interface SealedLabel {
  readonly id: CaseId
  readonly data: Uint8Array<ArrayBuffer>
  readonly key: Uint8Array<ArrayBuffer>
}

/** Reads under row-level security: an officer without access gets the same `null` as for no case. */
export interface DeskStore {
  /**
   * Open cases of these piles, each by the clock and behind that place: of each pile a page, and one more where there is
   * one. What it costs does not grow with the number of cases.
   */
  queue(
    officer: OfficerId,
    piles?: readonly Pile[],
    after?: QueueCursor | null,
  ): Promise<readonly QueuedCase[]>
  /** The first `MOST_COUNTED` of each pile, by the clock: how many of them stand alike. */
  countOpen(officer: OfficerId): Promise<readonly CountedCases[]>
  /** Number of readable cases that ended since that day, late and without an answer; counted to `MOST_COUNTED`. */
  endedLate(officer: OfficerId, since: Day): Promise<number>
  /** Sealed labels of these cases for this officer: what their rows show. Reads no letter, so nothing is ledgered. */
  labels(officer: OfficerId, ids: readonly CaseId[]): Promise<readonly SealedLabel[]>
  /** Fetching is ledgered. */
  open(officer: OfficerId, id: CaseId): Promise<CaseRecord | null>
  /**
   * Records that the officer's browser reports opening this letter of the reporter's; that is not proved.
   * @returns whether the letter exists and this officer fetched it
   */
  opened(officer: OfficerId, id: CaseId, letter: OpenedMessage): Promise<boolean>
  /**
   * Locks the case, calls `decide`, stores event, letter, status and ledger row in one transaction.
   * @throws CASE_UNKNOWN; CASE_CHANGED when the letter's `seq` is taken; whatever `decide` throws.
   */
  change(
    officer: OfficerId,
    id: CaseId,
    decide: (caseRecord: CaseRecord) => Change | Promise<Change>,
  ): Promise<CaseRecord>
  /**
   * Writes a refused act to the ledger; nothing for an officer excluded from the case.
   * @param id the case id as requested; `null` for an act on no case
   */
  refused(officer: OfficerId, act: string, id: CaseId | null): Promise<void>
}
