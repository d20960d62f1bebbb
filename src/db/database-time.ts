import { toAppError } from './error-mapping.ts'
import { arrayLiteral } from './literal.ts'
import { type Pool, pool } from './pool.ts'

/** What time it is where the database is. */
export async function databaseTime(url: string): Promise<Date> {
  const [row] = await askDatabase(
    url,
    (sql) => sql<{ ms: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as ms`,
  )
  return new Date(Number(row?.ms))
}

/** Those of the zones in which the database can count no day: its list is its machine's, and ours is Node's. */
export async function unknownZones(
  url: string,
  zones: readonly string[],
): Promise<readonly string[]> {
  const rows = await askDatabase(
    url,
    (sql) => sql<{ zone: string }[]>`
      select zone from unnest(${arrayLiteral([...new Set(zones)])}::text[]) zone
      where lower(zone) not in (select lower(name) from pg_timezone_names)`,
  )
  return rows.map(({ zone }) => zone)
}

async function askDatabase<T>(url: string, ask: (sql: Pool) => Promise<T>): Promise<T> {
  const sql = pool(url, 'aside_register', 1)
  try {
    return await ask(sql)
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
