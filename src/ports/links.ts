import type { Day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'

/** Links that an office hands out. Kept: a hash, the office and the last day. Not kept: who made it, or who has it. */
export interface OfficeLinks {
  /**
   * The same link again is the same link.
   * @param hash of the link, under the server's secret (`IdempotencyMarks.officeLink`)
   * @returns `too_many`: the officer gave as many today as one may, and this one was not kept
   */
  give(
    officer: OfficerId,
    link: { readonly hash: Uint8Array<ArrayBuffer>; readonly office: Office; readonly until: Day },
    at: { readonly on: Day; readonly now: Date; readonly most: number },
  ): Promise<'given' | 'too_many'>
}
