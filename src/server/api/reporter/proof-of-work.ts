import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod'
import type { Clock } from '#clock.ts'
import type { Proofs } from '#ports.ts'

/**
 * Size of one proof of work: iterations of a derivation, and the most derivations that are needed. How many are, is drawn
 * from one on: a lower bound would be work that a program of one's own leaves out.
 */
export interface Work {
  readonly cost: number
  readonly most: number
}

/**
 * On average half a second on a phone. Checking it takes the server a thousandth of that; a look at a case that is filled to its
 * limit (`MAX_CASE_BYTES`) a sixth of what the work takes on the same machine.
 */
const WORK: Work = { cost: 5_000, most: 600 }
/** Minutes until a challenge expires, so that no solutions are stockpiled (case 53). */
const MINUTES = 20

/** A solved challenge in altcha's format; the server's signature covers everything in `parameters`. */
const Solution = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      data: z.object({ until: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

/**
 * Proofs of work. The server signs challenges and does not store them, so nothing tells who asked for one. Used
 * challenges are kept in memory until they expire and never in the database: a row would tell that somebody looked up a
 * case. With several server processes, each accepts a solution once.
 * @param key 32 bytes derived from the server's secret for this alone
 */
export function proofs(key: Uint8Array, clock: Clock, work = WORK): Proofs {
  const secrets = {
    hmacSignatureSecret: `${hex(key)}/challenge`,
    hmacKeySignatureSecret: `${hex(key)}/solution`,
  }
  const seconds = () => Math.floor(clock.now().getTime() / 1_000)
  const used = new Map<string, number>()
  const forgetOver = () => {
    for (const [one, until] of used) if (until < seconds()) used.delete(one)
  }
  return {
    async ask(price) {
      const challenge = await createChallenge({
        ...secrets,
        algorithm: 'PBKDF2/SHA-256',
        cost: work.cost,
        // A higher price means more derivations, not costlier ones: verifying a solution costs the server the same.
        counter: randomInt(work.most * price, 1),
        deriveKey,
        // Not altcha's own expiry: that one is compared with the machine's clock and not with ours.
        data: { until: seconds() + MINUTES * 60 },
      })
      return JSON.stringify(challenge)
    },
    async accept(solved) {
      const parsing = Solution.safeParse(parse(solved))
      if (!parsing.success) return false
      const { challenge, solution } = parsing.data
      const { until } = challenge.parameters.data
      const { verified } = await verifySolution({ ...secrets, challenge, solution, deriveKey })
      if (!verified || until < seconds() || used.has(challenge.signature)) return false
      forgetOver()
      used.set(challenge.signature, until)
      return true
    },
  }
}

function parse(solved: string): unknown {
  try {
    return JSON.parse(atob(solved))
  } catch {
    return null
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
