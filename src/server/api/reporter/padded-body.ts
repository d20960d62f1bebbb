import { createHash, randomBytes } from 'node:crypto'
import type * as z from 'zod'
import type { FoundCase, PageCase } from '#wire/reporter.ts'

const KIB = 1024
/** Bytes to whose multiple the reporter's letters are rounded up: the length of a signature varies by a byte. */
const STEP = 4 * KIB
/**
 * Bytes reserved for everything that the office wrote, used or not: about seven answers. What exceeds them takes as
 * many bytes again.
 */
const ALLOWANCE = 48 * KIB
/** Bytes of the shortest possible account. */
const LEAST = 2 * STEP

/**
 * Response body for a valid receipt. While what the office wrote fits into `ALLOWANCE`, its length depends only on the
 * reporter's letters: an observer of the connection does not learn whether there is an answer.
 */
export function caseResponse(pageCase: PageCase): string {
  const bare = JSON.stringify({ case: pageCase, fill: '' } satisfies z.infer<typeof FoundCase>)
  const reporterBytes = pageCase.letters
    .filter(({ dir }) => dir === 'r>o')
    .reduce((sum, one) => sum + JSON.stringify(one).length, 0)
  const least = Math.max(LEAST, Math.ceil(reporterBytes / STEP) * STEP)
  const ours = bare.length - reporterBytes
  const length = least + ALLOWANCE * Math.max(1, Math.ceil(ours / ALLOWANCE))
  return JSON.stringify({ case: pageCase, fill: noise(length - bare.length) } satisfies z.infer<
    typeof FoundCase
  >)
}

/** Response body for an unknown receipt: as long as the shortest for a valid one, and always the same bytes. */
export function missedResponse(code: string): string {
  const bare = JSON.stringify({ code, fill: '' })
  return JSON.stringify({ code, fill: sameNoise(LEAST + ALLOWANCE - bare.length) })
}

function noise(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length)
}

/** Filling that does not compress and is the same on every server. */
function sameNoise(length: number): string {
  let letters = ''
  for (let at = 0; letters.length < length; at += 1) {
    letters += createHash('sha512').update(`aside/fill/${at}`).digest('base64url')
  }
  return letters.slice(0, length)
}
