import { AppError } from '#errors.ts'
import type { LetterWith, Size } from '#ports.ts'

/**
 * Limit of sealed bytes of the reporter's letters in a case, on every channel: 400 letters of usual length. Each look
 * loads all of them, in one thread for everybody; at this limit it costs the server a sixth of what its proof of work
 * costs the sender (T-08, T-150).
 */
export const MAX_CASE_BYTES = 2 << 20

/** Refuses a further letter of a full case: she is told to begin another. @throws CASE_FULL */
export function refuseFull(letters: readonly LetterWith<Size>[], added: Size): void {
  const whole = letters
    .filter(({ head }) => head.dir === 'r>o')
    .reduce((sum, { data }) => sum + data.length, added.length)
  if (whole > MAX_CASE_BYTES) throw new AppError('CASE_FULL')
}
