import { join } from 'node:path'
import { sql as raw } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'
import { AppError, TRANSIENT } from '#errors.ts'
import { recountAll } from './cases/recount-deadlines.ts'
import { toAppError } from './error-mapping.ts'
import { applyFunctions, staleFunctions } from './functions.ts'
import { installJobs } from './job-queue.ts'
import { postgres } from './postgres-driver.ts'
import { connectionOf, ensureLogins } from './roles/logins.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations')
/** Advisory lock key; arbitrary, equal in all instances. */
const LOCK = 20_871_001

/**
 * Grants: the duty role may use the job queue, the owner may change it; every login may read which migrations ran.
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
 * Migrates the database to the newest schema, as its owner, under an advisory lock. A login without that right only
 * checks the version.
 * @throws CONFIG_INVALID when the schema is outdated and the login may not migrate
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

/** Checks that the schema is the newest; needs no right to change it. @throws CONFIG_INVALID when it is not */
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

/** Version of the deadline rules. Incremented when `computeCaseStatus()` changes its result for the same events. */
const RULES_OF_THE_CLOCK = 4

/** Runs under the migration lock as `aside_keeper`: no login of the server may write all deadline columns. */
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
  // The first migration creates the roles; the administrator grants them to the server's login.
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
      if (TRANSIENT.includes(toAppError(thrown).code)) throw thrown
      return false
    })
  if (!current) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'owner_migrates_first' })
  }
}
