import { inTime } from '../pool.ts'
import { postgres } from '../postgres-driver.ts'
import { connectionOf } from './logins.ts'

/** Whether a login can bypass row-level security. Outside the demo the server refuses to start with one. */
export async function isSuperuser(url: string): Promise<boolean> {
  const sql = postgres({ ...connectionOf(url), max: 1, connect_timeout: 2, fetch_types: false })
  try {
    const [row] = await inTime(
      sql<
        { mighty: boolean }[]
      >`select rolsuper or rolbypassrls as mighty from pg_roles where rolname = session_user`,
    )
    return row?.mighty ?? true
  } finally {
    await sql.end({ timeout: 1 })
  }
}
