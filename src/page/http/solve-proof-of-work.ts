import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { AppError, codeOf } from '#errors.ts'
import { nothingSent } from './unsent.ts'

/** Timeout in ms, above what any phone needs. */
const LONGEST_MS = 90_000

/**
 * Solves a proof of work: on average half a second on a phone, more after a busy day. Runs on the main thread in short slices,
 * without a worker.
 * @param challenge as the server sent it
 * @param stop aborts it
 * @returns the solution for the request @throws PROOF_NEEDED when it was stopped, or took too long
 */
export async function solve(challenge: string, stop?: AbortController): Promise<string> {
  const asked = JSON.parse(challenge) as Challenge
  const solution = await solveChallenge({
    challenge: asked,
    deriveKey,
    timeout: LONGEST_MS,
    ...(stop !== undefined && { controller: stop }),
  })
  if (solution === null) throw new AppError('PROOF_NEEDED')
  return btoa(JSON.stringify({ challenge: asked, solution }))
}

/**
 * Sends a request with a solution; once more when the solution was refused, as after a duplicated request.
 * @throws DATABASE_AWAY that `isUnsent` where no work could be had
 */
export async function withWork<Value>(
  work: () => Promise<string>,
  send: (proof: string) => Promise<Value>,
): Promise<Value> {
  const once = async () => send(await work().catch(nothingSent))
  try {
    return await once()
  } catch (thrown) {
    if (codeOf(thrown) !== 'PROOF_NEEDED') throw thrown
    return once()
  }
}
