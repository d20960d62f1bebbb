import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { connectionTo } from './connection.ts'
import { installJobs } from './jobs.ts'
import { refusal } from './refusal.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations')
/** Any number, the same in every instance. */
const LOCK = 20_871_001

/** The queue of the duties is the duties' to use, and the owner's to change. */
const DUTIES_JOBS = `
  grant usage on schema pgboss to aside_duty;
  grant select, insert, update, delete on all tables in schema pgboss to aside_duty;
  grant usage on all sequences in schema pgboss to aside_duty;
  grant execute on all functions in schema pgboss to aside_duty;
`

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
    await installJobs(url)
    await sql.unsafe(DUTIES_JOBS)
  } catch (thrown) {
    throw refusal(thrown)
  } finally {
    await sql.end({ timeout: 2 })
  }
}
