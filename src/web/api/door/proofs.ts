import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod'
import type { Clock } from '../../../clock.ts'
import type { DoorMarks, Proofs } from '../../../ports.ts'

/** About half a second on a phone, and a thousandth of that here. */
const COST = 5_000
const TURNS = { least: 200, most: 400 }
/** So long a solved one counts: nobody keeps them in store (case 53). */
const MINUTES = 20

/** As altcha writes a solved challenge. Everything in `parameters` is under our own signature. */
const Solved = z.object({
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
 * Challenges that this server signs and does not keep: nothing says who asked for one. Only that one was used is
 * stored, under a mark and for a day.
 * @param key 32 bytes of the server's secret, for this alone
 */
export function proofs(key: Uint8Array, clock: Clock, marks: Pick<DoorMarks, 'proof'>): Proofs {
  const secrets = {
    hmacSignatureSecret: `${hex(key)}/challenge`,
    hmacKeySignatureSecret: `${hex(key)}/solution`,
  }
  const seconds = () => Math.floor(clock.now().getTime() / 1_000)
  return {
    async ask() {
      const challenge = await createChallenge({
        ...secrets,
        algorithm: 'PBKDF2/SHA-256',
        cost: COST,
        counter: randomInt(TURNS.most, TURNS.least),
        deriveKey,
        // Not altcha's own end, which is reckoned by the machine's clock instead of ours.
        data: { until: seconds() + MINUTES * 60 },
      })
      return JSON.stringify(challenge)
    },
    async judge(solved) {
      const found = Solved.safeParse(parse(solved))
      if (!found.success) return null
      const { challenge, solution } = found.data
      const { verified } = await verifySolution({ ...secrets, challenge, solution, deriveKey })
      const isOver = challenge.parameters.data.until < seconds()
      return verified && !isOver ? marks.proof(challenge.signature) : null
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
