import type { CaseColumns } from '#domain/case/case-columns.ts'
import type { CaseStatus, Terms } from '#domain/case/case-status.ts'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent, IdentityReason } from '#domain/case/event.ts'
import type { CaseId, MessageId, OfficerId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { LeafId } from '#domain/concern/leaf.ts'

/** One row of the queue. No narrative, no name. */
export interface QueuedCase
  extends Pick<CaseColumns, 'id' | 'reference' | 'office' | 'category' | 'channel'> {
  /** `null` on anonymous channels. */
  readonly leaf: LeafId | null
  readonly terms: Terms
  readonly status: CaseStatus
  /** Danger that nobody has confirmed yet. */
  readonly danger: boolean
  /** The last letter is the person's, and this officer's machine has not said that it opened it. */
  readonly unread: boolean
  /** Who acted last; `null` when nobody has. */
  readonly heldBy: OfficerId | null
  /** Spam that was put aside: it is there, and out of the way. */
  readonly isSpam: boolean
}

/** Everything the desk fetches of one case for one officer: her own key packets only. */
export interface CaseRecord extends QueuedCase, CaseColumns {
  readonly passOn: boolean
  /** What the database says she answered when she was asked. The proof is her signed letter. */
  readonly consents: readonly GivenConsent[]
  readonly events: readonly CaseEvent[]
  readonly letters: readonly (Pick<SealedLetter, 'id' | 'dir' | 'seq' | 'kind' | 'on' | 'data'> & {
    readonly key: Uint8Array<ArrayBuffer> | null
    /** The other half of a name that a custodian released to her; `null` for every other letter. */
    readonly released: Uint8Array<ArrayBuffer> | null
    /** For whom it was sealed, so that "cannot open" can say so. */
    readonly sealedTo: readonly { readonly role: string; readonly reader: string }[]
  })[]
  readonly readers: readonly OfficerId[]
  /** Was a custodian asked who this is, and what did he say? The open request, or else the last one. */
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

/** All of it goes through row-level security by reader: an officer who is none gets the same `null` as for no case. */
export interface DeskStore {
  queue(officer: OfficerId): Promise<readonly QueuedCase[]>
  /** How many that she may read ended since that day, late and without an answer. */
  endedLate(officer: OfficerId, since: Day): Promise<number>
  /** Fetching is ledgered. */
  open(officer: OfficerId, id: CaseId): Promise<CaseRecord | null>
  /**
   * The officer's machine says that it opened this letter of the person's; that it did cannot be known here.
   * @returns whether there is such a letter, and this officer fetched it
   */
  opened(officer: OfficerId, id: CaseId, letter: OpenedMessage): Promise<boolean>
  /**
   * Locks the case, asks `decide`, stores event, letter, recounted clock and ledger row in one transaction.
   * @throws CASE_UNKNOWN; CASE_CHANGED when the letter's `seq` is taken; whatever `decide` throws.
   */
  change(officer: OfficerId, id: CaseId, decide: (found: CaseRecord) => Change): Promise<CaseRecord>
  /**
   * A refused act, for the ledger. Of an officer who is kept out of the case nothing is written.
   * @param id the case it was tried on, as it was asked for; `null` for what is of no case
   */
  refused(officer: OfficerId, act: string, id: CaseId | null): Promise<void>
}
