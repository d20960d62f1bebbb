import { asc, gt } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { toAppError } from '../error-mapping.ts'
import { ledger } from '../schema/ledger.ts'
import { BEGINNING, lineHash } from './ledger-line.ts'

const AT_ONCE = 5_000

/** How far the chain holds. `head` is what an outside checkpoint compares. */
export type ChainVerdict =
  | { readonly sound: true; readonly lines: number; readonly head: string }
  | { readonly sound: false; readonly brokenAt: number }

export interface Ledger {
  /** Counts the whole chain anew and names the first line that does not follow from the one before. */
  verify(): Promise<ChainVerdict>
}

export function ledgerOf(db: Database): Ledger {
  return {
    verify: async () => {
      try {
        return await verify(db)
      } catch (thrown) {
        throw toAppError(thrown)
      }
    },
  }
}

async function verify(db: Database): Promise<ChainVerdict> {
  let expected = { n: 1, prev: BEGINNING }
  for (;;) {
    const lines = await db
      .select()
      .from(ledger)
      .where(gt(ledger.n, expected.n - 1))
      .orderBy(asc(ledger.n))
      .limit(AT_ONCE)
    for (const line of lines) {
      const follows = line.n === expected.n && line.prev === expected.prev
      if (!follows || lineHash(line) !== line.hash) return { sound: false, brokenAt: expected.n }
      expected = { n: line.n + 1, prev: line.hash }
    }
    if (lines.length < AT_ONCE) return { sound: true, lines: expected.n - 1, head: expected.prev }
  }
}
