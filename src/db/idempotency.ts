import type { Pool } from './pool.ts'

/** A mark is spent once, whoever spends it at the same moment. @returns `false` when it was spent before */
export async function claimIdempotencyKey(
  sql: Pick<Pool, 'unsafe'>,
  mark: Uint8Array,
  on: string,
): Promise<boolean> {
  const spent = await sql.unsafe(
    'insert into idempotency_key (nonce, day) values ($1, $2) on conflict (nonce) do nothing returning 1',
    [Buffer.from(mark), on],
    { prepare: true },
  )
  return spent.length > 0
}
