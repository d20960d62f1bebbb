import { toAppError } from './error-mapping.ts'
import { pool } from './pool.ts'

/** What time it is where the database is. */
export async function databaseTime(url: string): Promise<Date> {
  const sql = pool(url, 'aside_register', 1)
  try {
    const [row] = await sql<{ ms: string }[]>`
      select extract(epoch from clock_timestamp()) * 1000 as ms`
    return new Date(Number(row?.ms))
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
