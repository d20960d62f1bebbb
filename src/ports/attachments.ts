import type { Day } from '../case/day.ts'
import type { CaseId, OfficerId } from '../case/ids.ts'

/**
 * Sealed files on their way in. An upload is a random id that only whoever made it knows; its row has no time and no
 * address, and without a letter that names it, it is swept within a day.
 */
export interface Uploads {
  /** The same again is no harm. @throws UPLOAD_REFUSED for another size under the same id */
  begin(upload: { readonly id: string; readonly size: number }, on: Day): Promise<void>
  /**
   * The same piece again is no harm. @throws UPLOAD_REFUSED when there is no such upload, another piece is there, or
   * more lies here unclaimed than one day may bring
   */
  put(id: string, n: number, piece: Uint8Array): Promise<void>
  /** `null` when there is no such upload, or a letter named it already. */
  sizeOf(id: string): Promise<number | null>
  /** The pieces that are here; `null` when there is no such upload. */
  has(id: string): Promise<readonly number[] | null>
  /** What no letter named, from before this day. @returns how many went */
  sweep(before: Day): Promise<number>
}

/** Looks at what calls itself a sealed file before it is kept: nothing readable gets by. */
export interface FileGate {
  /** Is it the length of one sealed file of at most so many bytes? @throws UPLOAD_REFUSED */
  checkSize(size: number, most: number): void
  /** @throws UPLOAD_REFUSED */
  checkPiece(piece: Uint8Array, n: number, size: number): void
}

/** Sealed files at the desk, by row-level security like every letter. */
export interface Attachments {
  /**
   * Fetching is ledgered. @returns `null` when there is none, or it is none of this officer's
   * @throws ENVELOPE_BROKEN when it is hers, and not all of it is here
   */
  open(officer: OfficerId, caseId: CaseId, id: string): Promise<Uint8Array<ArrayBuffer> | null>
}
