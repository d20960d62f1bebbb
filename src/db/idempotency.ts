import { sql } from 'drizzle-orm'
import { rowsOf, type Transaction } from './database.ts'
import type { Pool } from './pool.ts'

// Idempotency: each act of a reporter has a key of its own, and a key is claimed once. A filing in Teams claims it inside
// the one statement that stores the case: FILE_CASE in cases/insert-case.ts.

/** @returns `false` when the key was claimed before, even at the same moment; the caller then stores nothing */
export async function claimIdempotencyKey(
  pool: Pick<Pool, 'unsafe'>,
  key: Uint8Array,
  on: string,
): Promise<boolean> {
  const claimed = await pool.unsafe(
    'insert into idempotency_key (nonce, day) values ($1, $2) on conflict (nonce) do nothing returning 1',
    [Buffer.from(key), on],
    { prepare: true },
  )
  return claimed.length > 0
}

/** The same within a transaction: what is undone claims nothing. */
export async function claimWithin(tx: Transaction, key: Uint8Array, on: string): Promise<boolean> {
  const claimed = await rowsOf(
    tx,
    sql`insert into idempotency_key (nonce, day) values (${Buffer.from(key)}::bytea, ${on}) on conflict (nonce) do nothing returning 1`,
  )
  return claimed.length > 0
}
