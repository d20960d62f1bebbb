import type { FiledColumns } from '#domain/case/case-columns.ts'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import type { Day } from '#domain/case/day.ts'
import type { Envelope, SealedLetter } from '#domain/case/envelope.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import type { Category, LeafId } from '#domain/concern/leaf.ts'
import type { StatisticFact } from '#domain/concern/statistic.ts'
import type { ReporterKey } from './sealing.ts'

/** Makes the receipt of a channel. The card channel's takes the card's share and the person; the page's comes sealed. */
export interface ReceiptPress {
  press(id: CaseId): Promise<{ readonly receipt: NewReceipt; readonly key: ReporterKey }>
}

/** One acknowledged submission: everything in it is stored in one transaction or nothing is. */
export interface Filing extends FiledColumns {
  /** HMAC of the dialog's nonce. Stored apart from the case, so that the two cannot be joined later. */
  readonly nonce: Uint8Array<ArrayBuffer>
  /** What is known of a Send until its day is over; absent where one nonce is one body. */
  readonly sent?: SendRecord | null
  /** `null` on anonymous channels, where the leaf is inside the seal only. */
  readonly leaf: LeafId | null
  readonly passOn: boolean
  readonly terms: PromisedTerms
  readonly receipt: NewReceipt
  readonly letters: readonly SealedLetter[]
  /** What a row shows; absent on a channel that says it in the clear, and from a page of before. */
  readonly label?: Envelope | undefined
  readonly readers: readonly OfficerId[]
  /** HMAC(secret, case ‖ officer) of each who was kept out: lets the server refuse without telling whom. */
  readonly exclusions: readonly Uint8Array<ArrayBuffer>[]
}

/** Of a Send, as it is stored: neither part can be read without the nonce and the server's key. */
export interface SendRecord {
  /** HMAC of what was written: other words under the same nonce are known by it. */
  readonly content: Uint8Array<ArrayBuffer>
  /** The id of the case, hidden. */
  readonly caseRef: Uint8Array<ArrayBuffer>
}

export interface IntakeStore {
  /**
   * `already`: the same nonce was filed before, and nothing was done. `taken`: a random reference or every lookup is
   * in use; try again with another. @throws DATABASE_AWAY
   */
  file(filing: Filing): Promise<'filed' | 'already' | 'taken'>
  /** Was this nonce filed? A retry must hear so even when the offices have changed since. @throws DATABASE_AWAY */
  filed(nonce: Uint8Array<ArrayBuffer>): Promise<boolean>
  /** What that nonce was used for; `null` where it was not, or its day is over. @throws DATABASE_AWAY */
  sent(nonce: Uint8Array<ArrayBuffer>): Promise<SendRecord | null>
  /** Information that somebody served herself: a count by quarter, without a case. */
  countSelfServed(category: Category, on: Day): Promise<void>
  /** Facts that somebody agreed to be counted with: a row each, without a case. `already`: the nonce was used. */
  countAgreed(counted: {
    readonly nonce: Uint8Array<ArrayBuffer>
    readonly category: Category
    /** In an order that tells nothing. */
    readonly facts: readonly StatisticFact[]
    readonly on: Day
  }): Promise<'counted' | 'already'>
}
