import type { Day } from '../case/day.ts'
import type { OfficerId } from '../case/ids.ts'
import type { Office } from '../concern/office.ts'

/** Links that an office hands out. Kept: a hash, the office and the last day. Not kept: who made it, or who has it. */
export interface OfficeLinks {
  /** @param hash SHA-256 of the secret, which only the officer's browser has */
  give(
    officer: OfficerId,
    link: { readonly hash: Uint8Array<ArrayBuffer>; readonly office: Office; readonly until: Day },
  ): Promise<void>
}
