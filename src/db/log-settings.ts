import type { Sql } from 'postgres'
import { toAppError } from './error-mapping.ts'
import { arrayLiteral } from './literal.ts'
import { postgres } from './postgres-driver.ts'
import { connectionAs, connectionOf } from './roles/logins.ts'
import { ROLES } from './roles/role.ts'

const OFF = ['off', 'false', 'no', '0']
/** What each setting must be, so that the database's own log and files tell no more of an act than its day. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  // Each says how much was written in the five minutes before: on a quiet server, that somebody told something then.
  log_checkpoints: OFF,
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_min_duration_sample: ['-1'],
  log_min_error_statement: ['panic', 'fatal'],
  log_parameter_max_length_on_error: ['0'],
  log_transaction_sample_rate: ['0'],
  track_commit_timestamp: OFF,
  // A line for each statement, with or without its words.
  log_duration: OFF,
  log_statement_stats: OFF,
  log_parser_stats: OFF,
  log_planner_stats: OFF,
  log_executor_stats: OFF,
  debug_print_parse: OFF,
  debug_print_raw_parse: OFF,
  debug_print_rewritten: OFF,
  debug_print_plan: OFF,
  // `debug1` and below: a line for each transaction.
  log_min_messages: ['info', 'notice', 'warning', 'error', 'log', 'fatal', 'panic'],
  // A pool opens a connection when somebody comes, and closes it when nobody does.
  log_connections: ['off', ''],
  log_disconnections: OFF,
  log_lock_waits: OFF,
  log_lock_failures: OFF,
  log_temp_files: ['-1'],
  // Only what takes ten minutes, as Postgres has it: none of our tables does on a quiet day.
  log_autovacuum_min_duration: ['-1', '600000'],
  log_autoanalyze_min_duration: ['-1', '600000'],
}

/** Libraries that write statements or their numbers down; each has settings of its own name where it is loaded. */
const WRITERS = [
  'auto_explain',
  'pg_log_userqueries',
  'pg_qualstats',
  'pg_show_plans',
  'pg_stat_kcache',
  'pg_stat_monitor',
  'pg_stat_statements',
  'pg_store_plans',
  'pg_wait_sampling',
  'pgaudit',
  'pgsentinel',
]

/**
 * The names of settings and libraries by which the database writes down what is asked of it, or when; with the logins
 * for which it does, where it is not all of them.
 */
export async function talkativeSettings(url: string): Promise<readonly string[]> {
  const ofLogins = await ofEachLogin(url, async (sql) => {
    const rows = await sql<Setting[]>`
      select name, setting from pg_settings where name = any (${arrayLiteral(Object.keys(WANTED))}::text[])`
    const loaded = await sql<{ name: string }[]>`
      select distinct split_part(name, '.', 1) as name from pg_settings where name like '%.%'`
    return [
      ...rows.flatMap(talkative),
      ...loaded.filter(({ name }) => WRITERS.includes(name)).map(({ name }) => name),
    ]
  })
  const ofOwner = await asked(connectionOf(url), ownerSettings)
  const owners = ofOwner.filter(({ name }) => !ofLogins.includes(name))
  return [...ofLogins, ...owners.map(({ name, role }) => `${name} (${role})`)].toSorted()
}

interface Setting {
  readonly name: string
  readonly setting: string
}

function talkative({ name, setting }: Setting): readonly string[] {
  if (name.endsWith('_preload_libraries')) return WRITERS.filter((one) => setting.includes(one))
  return WANTED[name]?.includes(setting.toLowerCase()) === false ? [name] : []
}

/** What is set for the owner of the tables alone, who comes in for `migrate` and `export`. */
async function ownerSettings(sql: Sql): Promise<readonly { name: string; role: string }[]> {
  const rows = await sql<(Setting & { role: string })[]>`
    select r.rolname as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as setting
    from pg_db_role_setting s
    join pg_roles r on r.oid = s.setrole and r.oid = (select relowner from pg_class where oid = '"case"'::regclass)
    cross join unnest(s.setconfig) c
    where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))`
  return rows.flatMap((row) => talkative(row).map((name) => ({ name, role: row.role })))
}

/** The names of settings by which the database calls something stored before it is on the disk. */
export function unsafeSettings(url: string): Promise<readonly string[]> {
  return ofEachLogin(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select name from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`
    return rows.map(({ name }) => name)
  })
}

/** Is the write-ahead log kept elsewhere? It tells the minute of each act, for as long as it is kept. */
export function keepsOldLog(url: string): Promise<boolean> {
  return asked(connectionOf(url), async (sql) => {
    const [row] = await sql<{ mode: string }[]>`select current_setting('archive_mode') as mode`
    return row?.mode !== 'off'
  })
}

/** A setting can be another for each login: as each of the server's parts comes in, so it is asked. */
async function ofEachLogin(
  url: string,
  question: (sql: Sql) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const logins = new Map(ROLES.map((role) => [role, connectionAs(url, role)] as const))
  const names = new Map<string, string[]>()
  for (const [role, connection] of logins) {
    for (const name of await asked(connection, question)) {
      names.set(name, [...(names.get(name) ?? []), role])
    }
  }
  return [...names].map(([name, roles]) =>
    roles.length === logins.size ? name : `${name} (${roles.join(', ')})`,
  )
}

/** One question over a connection of its own. */
async function asked<T>(
  connection: ReturnType<typeof connectionOf>,
  question: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({ ...connection, max: 1, fetch_types: false })
  try {
    return await question(sql)
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
