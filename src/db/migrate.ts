import { join } from 'node:path'
import { sql as raw } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'
import { AppError } from '#errors.ts'
import { recountAll } from './cases/recount-deadlines.ts'
import { toAppError } from './error-mapping.ts'
import { applyFunctions, staleFunctions } from './functions.ts'
import { installJobs } from './job-queue.ts'
import { postgres } from './postgres-driver.ts'
import { connectionOf, ensureLogins } from './roles/logins.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations')
/** Any number, the same in every instance. */
const LOCK = 20_871_001

/**
 * The queue of the duties is the duties' to use, and the owner's to change. Which migrations ran may be seen by a login
 * that cannot run them.
 */
const OTHERS_MAY = `
  grant usage on schema drizzle to aside_register;
  grant select on all tables in schema drizzle to aside_register;
  grant usage on schema pgboss to aside_duty;
  grant select, insert, update, delete on all tables in schema pgboss to aside_duty;
  grant usage on all sequences in schema pgboss to aside_duty;
  grant execute on all functions in schema pgboss to aside_duty;
`

/**
 * Brings the database to the newest shape, as its owner. Instances that start together wait for each other; where
 * there is nothing to do, nothing is done. A login that may not change the shape only looks whether it is the newest.
 * @throws CONFIG_INVALID when it is not, and the owner has to come first
 */
export function migrate(url: string): Promise<void> {
  return connected(url, async (sql) => {
    if (!(await owns(sql))) return refuseOlder(sql)
    await sql.unsafe(`select pg_advisory_lock(${LOCK})`)
    await applyAll(drizzle(sql), { migrationsFolder: FOLDER })
    await applyFunctions(sql, newestMigration())
    await recountOnce(sql)
    await installJobs(url)
    await sql.unsafe(OTHERS_MAY)
    await ensureLogins(url)
  })
}

/** Looks whether the database has the newest shape, by whatever login. @throws CONFIG_INVALID when it has not */
export function checkMigrated(url: string): Promise<void> {
  return connected(url, refuseOlder)
}

async function connected(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres({
    ...connectionOf(url),
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
  })
  try {
    await work(sql)
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** By what rules the stored clocks are counted. One more whenever `computeCaseStatus()` says something else of the same events. */
const RULES_OF_THE_CLOCK = 3

/** Under the lock of the migrations, in the name of the keeper: no login of the server may write all of a clock. */
async function recountOnce(sql: Sql): Promise<void> {
  await drizzle(sql).transaction(async (tx) => {
    await tx.execute(raw`create table if not exists drizzle.clock_rules (version int primary key)`)
    const done = await tx.execute(raw`
      insert into drizzle.clock_rules (version) values (${RULES_OF_THE_CLOCK})
      on conflict do nothing returning version`)
    if (done.length === 0) return
    await tx.execute(raw`set local role aside_keeper`)
    await recountAll(tx)
  })
}

async function owns(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ owns: boolean }[]>`
    select has_database_privilege(current_database(), 'CREATE') as owns`
  return row?.owns === true
}

function newestMigration(): string {
  return readMigrationFiles({ migrationsFolder: FOLDER }).at(-1)?.hash ?? ''
}

async function refuseOlder(sql: Sql): Promise<void> {
  // The roles are made by the first migration, and given to the server's login by hand.
  const [role] = await sql<{ given: boolean }[]>`
    select pg_has_role(session_user, oid, 'MEMBER') as given from pg_roles where rolname = 'aside_register'`
  if (role?.given === false) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'roles_not_granted' })
  }
  const newest = newestMigration()
  const current = await sql
    .begin(async (tx) => {
      await tx.unsafe('set local role aside_register')
      const ran = await tx`select from drizzle.__drizzle_migrations where hash = ${newest}`
      return ran.length > 0 && (await staleFunctions(tx, newest)).length === 0
    })
    .catch((thrown: unknown) => {
      if (toAppError(thrown).code === 'DATABASE_AWAY') throw thrown
      return false
    })
  if (!current) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'owner_migrates_first' })
  }
}
