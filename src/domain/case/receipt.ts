/** What a person keeps to come back. `card`: the three shares of the Teams channel; `words`: twelve words on the page. */
export const RECEIPT_KINDS = ['card', 'words'] as const
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]

/** How many cases one first card can lead one person back to. */
export const CASES_PER_CARD = 64

/** A receipt's row, before it is stored. */
export interface NewReceipt {
  readonly kind: ReceiptKind
  /**
   * Candidates in order; the first free one is taken. Words: SHA-256 of what only the holder can derive and sends.
   * Card: derived from its share, the person and the server's secret, and never sent.
   */
  readonly lookups: readonly Uint8Array<ArrayBuffer>[]
  /** The reporter's private key of this case, locked; opens only with all shares together. */
  readonly lockedKey: Uint8Array<ArrayBuffer>
  /** The share that stands in the case's row; `null` for words. */
  readonly serverShare: Uint8Array<ArrayBuffer> | null
  /** HMAC over tenant and person under a key derived from the card's share; `null` for words. */
  readonly bind: Uint8Array<ArrayBuffer> | null
  /** What the id of a case of the page follows from, beside what is shown. It stands here only, and goes with the row. */
  readonly salt?: Uint8Array<ArrayBuffer>
  /** Which of the server's secrets has the third share: 0 is the current one at the time. */
  readonly secretEpoch: string | null
}
