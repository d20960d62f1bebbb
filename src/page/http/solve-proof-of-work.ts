import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { AppError, codeOf } from '#errors.ts'

/** Longer than any phone takes: after this the page says that it did not work, and she can try again. */
const LONGEST_MS = 90_000

/**
 * The work that every request takes: half a second on a phone, more after a day on which much arrived. It goes on beside the screen, in
 * short turns, without a worker and without anything from elsewhere.
 * @param challenge as the server asked it
 * @param stop ends it when she goes elsewhere
 * @returns what goes back with the request @throws PROOF_NEEDED when it was stopped, or took too long
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

/** Sends something with solved work; once more when it did not count, as after a line that sent it twice. */
export async function withWork<Value>(
  work: () => Promise<string>,
  send: (proof: string) => Promise<Value>,
): Promise<Value> {
  const once = async () => send(await work())
  try {
    return await once()
  } catch (thrown) {
    if (codeOf(thrown) !== 'PROOF_NEEDED') throw thrown
    return once()
  }
}
