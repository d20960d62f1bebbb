import { connectionTo } from './connection.ts'
import { postgres } from './driver.ts'
import { refusal } from './refusal.ts'

/**
 * Can the login of this address take every role, the owner's among them? Then a break-in at the server may do what
 * migrations may. `check` warns of it.
 */
export async function oneLoginCanDoAll(url: string): Promise<boolean> {
  const sql = postgres({ ...connectionTo(url), max: 1, fetch_types: false })
  try {
    const [found] = await sql<{ all: boolean }[]>`
      select coalesce(bool_and(pg_has_role(current_user, oid, 'MEMBER')), false) as all
      from pg_roles where rolname like 'aside\_%'`
    const [owner] = await sql<{ owns: boolean }[]>`
      select tableowner = current_user as owns from pg_tables where tablename = 'case'`
    return found?.all === true && owner?.owns === true
  } catch (thrown) {
    throw refusal(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
