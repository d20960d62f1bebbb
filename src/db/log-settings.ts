import type { Sql } from 'postgres'
import { toAppError } from './error-mapping.ts'
import { arrayLiteral } from './literal.ts'
import { postgres } from './postgres-driver.ts'
import { connectionOf } from './roles/logins.ts'

/** What each setting must be, so that the database's own log and files tell no more of an act than its day. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  // Each says how much was written in the five minutes before: on a quiet server, that somebody told something then.
  log_checkpoints: ['off'],
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_min_duration_sample: ['-1'],
  log_min_error_statement: ['panic', 'fatal'],
  log_parameter_max_length_on_error: ['0'],
  log_transaction_sample_rate: ['0'],
  track_commit_timestamp: ['off'],
}

/** Parts of Postgres that write statements or their numbers down. */
const WRITERS = ['auto_explain', 'pgaudit', 'pg_stat_statements']

/** The names of settings by which the database writes down what is asked of it, or when. */
export function talkativeSettings(url: string): Promise<readonly string[]> {
  return asked(url, async (sql) => {
    const rows = await sql<{ name: string; setting: string }[]>`
      select name, setting from pg_settings
      where name = any (${arrayLiteral([...Object.keys(WANTED), 'shared_preload_libraries'])}::text[]) order by name`
    return rows.flatMap(({ name, setting }) =>
      name === 'shared_preload_libraries'
        ? WRITERS.filter((writer) => setting.includes(writer))
        : WANTED[name]?.includes(setting) === false
          ? [name]
          : [],
    )
  })
}

/** The names of settings by which the database calls something stored before it is on the disk. */
export function unsafeSettings(url: string): Promise<readonly string[]> {
  return asked(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select name from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`
    return rows.map(({ name }) => name)
  })
}

/** Is the write-ahead log kept elsewhere? It tells the minute of each act, for as long as it is kept. */
export function keepsOldLog(url: string): Promise<boolean> {
  return asked(url, async (sql) => {
    const [row] = await sql<{ mode: string }[]>`select current_setting('archive_mode') as mode`
    return row?.mode !== 'off'
  })
}

/** One question over a connection of its own. */
async function asked<T>(url: string, question: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connectionOf(url), max: 1, fetch_types: false })
  try {
    return await question(sql)
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
