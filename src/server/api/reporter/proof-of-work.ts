import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod'
import type { Clock } from '#clock.ts'
import type { Proofs } from '#ports.ts'

/** What one piece of work is: so many turns of one derivation each. */
export interface Work {
  readonly cost: number
  readonly turns: { readonly least: number; readonly most: number }
}

/** About half a second on a phone, and a thousandth of that here. */
const WORK: Work = { cost: 5_000, turns: { least: 200, most: 400 } }
/** Lifetime of a solution, so that none are stockpiled (case 53). */
const MINUTES = 20

/** As altcha writes a solved challenge. Everything in `parameters` is under our own signature. */
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
 * Challenges that this server signs and does not keep: nothing says who asked for one. Which were used is known in
 * memory until they end by themselves, and stands nowhere: a row would say that somebody looked. Each server of several
 * takes one once.
 * @param key 32 bytes of the server's secret, for this alone
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
        // More turns, not dearer ones: looking at what was solved costs the server what it always does.
        counter: randomInt(work.turns.most * price, work.turns.least * price),
        deriveKey,
        // Not altcha's own end, which is reckoned by the machine's clock instead of ours.
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
