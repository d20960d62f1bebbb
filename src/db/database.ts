import { type SQL, sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { type Pool, TIME_LIMIT_WITH_FILES } from './pool.ts'

export type Database = PostgresJsDatabase
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

export function database(pool: Pool): Database {
  return drizzle(pool)
}

/** Says for this transaction alone who is reading: row-level security goes by it. */
export async function reading(
  tx: Transaction,
  who: { readonly officer: string } | { readonly lookups: readonly Uint8Array[] },
): Promise<void> {
  await tx.execute(
    'officer' in who
      ? sql`select set_config('aside.officer', ${who.officer}, true)`
      : sql`select set_config('aside.lookups', ${who.lookups.map((lookup) => Buffer.from(lookup).toString('hex')).join(',')}, true)`,
  )
}

/**
 * A transaction of the person who holds this receipt.
 * @param limit of its statements: whoever waits for an answer waits as long, and the release has none; `null` as in any other
 */
export function asPerson<T>(
  db: Database,
  lookup: Uint8Array,
  act: (tx: Transaction) => Promise<T>,
  limit: string | null = TIME_LIMIT_WITH_FILES,
): Promise<T> {
  return db.transaction(async (tx) => {
    if (limit !== null) await tx.execute(limit)
    await reading(tx, { lookups: [lookup] })
    return act(tx)
  })
}

/** The rows of a question that Drizzle cannot type. */
export async function rowsOf<T extends Record<string, unknown>>(
  tx: Transaction | Database,
  question: SQL,
): Promise<readonly T[]> {
  return (await tx.execute<T>(question)) as readonly unknown[] as readonly T[]
}
