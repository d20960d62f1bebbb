import type { Day } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'

/** An announced file, as whoever sends it shows it with every piece. */
export interface UploadHandle {
  /** The id of its row: random, and never said to anybody. */
  readonly id: string
  readonly size: number
  /** Nothing came in time: it cannot begin any more. */
  readonly isExpired: boolean
}

export interface UploadHandles {
  make(size: number): Promise<string>
  /** `null` for what this server did not make. */
  open(handle: string): Promise<UploadHandle | null>
}

/**
 * Sealed files on their way in. A row begins with the first bytes; it has no time and no address, and without a letter
 * that names it, it is swept within a day.
 */
export interface Uploads {
  /**
   * The same piece again is no harm. @throws UPLOAD_REFUSED when another piece is there, or a letter named the file;
   * FILES_FULL when more came today than one day may bring
   */
  put(
    upload: Pick<UploadHandle, 'id' | 'size'>,
    n: number,
    piece: Uint8Array,
    on: Day,
  ): Promise<void>
  /** The pieces that are here; `null` when nothing came yet, it was swept, or a letter named it. */
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
