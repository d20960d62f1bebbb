import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { connectionTo } from './connection.ts'
import { refusal } from './refusal.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations')
/** Any number, the same in every instance. */
const LOCK = 20_871_001

/**
 * Brings the database to the newest shape, as its owner. Instances that start together wait for each other; where
 * there is nothing to do, nothing is done.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres({
    ...connectionTo(url),
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
  })
  try {
    await sql.unsafe(`select pg_advisory_lock(${LOCK})`)
    await applyAll(drizzle(sql), { migrationsFolder: FOLDER })
  } catch (thrown) {
    throw refusal(thrown)
  } finally {
    await sql.end({ timeout: 2 })
  }
}
