import { createHash, randomBytes } from 'node:crypto'
import type * as z from 'zod'
import type { FoundCase, PageCase } from '#wire/reporter.ts'

const KIB = 1024
/** The reporter's part is rounded up to this: signatures vary by a byte. */
const STEP = 4 * KIB
/** Room for everything of ours, used or not: seven answers of usual length. When it is full there is more, at once. */
const ALLOWANCE = 48 * KIB
/** The account as short as can be, and nothing else. */
const LEAST = 2 * STEP

/**
 * Response to a valid receipt. Its length depends only on the reporter's letters: an observer of the connection does
 * not learn whether there is an answer, while those fit into the allowance, nor what was released.
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

/** Response to an invalid receipt: as long as the shortest valid one, always the same bytes. */
export function missedResponse(code: string): string {
  const bare = JSON.stringify({ code, fill: '' })
  return JSON.stringify({ code, fill: sameNoise(LEAST + ALLOWANCE - bare.length) })
}

function noise(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length)
}

/** Cannot be squeezed by anything on the way, and is the same on every server. */
function sameNoise(length: number): string {
  let letters = ''
  for (let at = 0; letters.length < length; at += 1) {
    letters += createHash('sha512').update(`aside/fill/${at}`).digest('base64url')
  }
  return letters.slice(0, length)
}
