import { sqlStateOf, toAppError } from '../error-mapping.ts'
import { pool } from '../pool.ts'
import { ROLES, type Role } from './role.ts'

/** Refused for want of a right, or by a rule of the database. */
const REFUSED = ['42501', 'AS001']

/** What a connection of the server could do and must not. */
export interface Trespass {
  readonly role: Role
  readonly what: string
}

/**
 * Tries, with the connections that the server would use, what no part of it may do: to become another role or the owner,
 * to list receipts, to put a reader into a case that is there. Whatever goes through is undone and named.
 */
export async function trespasses(url: string): Promise<readonly Trespass[]> {
  const owner = await asked<{ owner: string }>(
    url,
    'aside_register',
    `select tableowner as owner from pg_tables where schemaname = 'public' and tablename = 'case'`,
  )
  const others = [...ROLES, 'aside_keeper', ...owner.map((row) => row.owner)]
  const [found] = await asked<{ id: string }>(url, 'aside_duty', 'select id from "case" limit 1')
  const tries: Trespass[] = [
    ...ROLES.flatMap((role) =>
      others
        .filter((other) => other !== role)
        .map((other) => ({ role, what: `set role "${other.replaceAll('"', '""')}"` })),
    ),
    { role: 'aside_intake', what: 'select lookup from receipt limit 1' },
    { role: 'aside_desk', what: 'select lookup from receipt limit 1' },
    { role: 'aside_register', what: 'select id from "case" limit 1' },
    ...(found === undefined ? [] : [{ role: 'aside_intake' as const, what: newReader(found.id) }]),
  ]
  return withRoles(url, tries)
}

function newReader(id: string): string {
  return `insert into reader (case_id, officer, since, reason) values ('${id}', 'check', current_date, 'filed')`
}

async function withRoles(url: string, tries: readonly Trespass[]): Promise<readonly Trespass[]> {
  const through: Trespass[] = []
  for (const role of ROLES) {
    const sql = pool(url, role, 1)
    try {
      for (const one of tries.filter((each) => each.role === role)) {
        const undone = new Error('undone')
        const outcome = await sql
          .begin(async (tx) => {
            await tx.unsafe(one.what)
            throw undone
          })
          .catch((thrown: unknown) => thrown)
        if (outcome === undone) through.push(one)
        else if (!REFUSED.includes(sqlStateOf(outcome) ?? '')) throw toAppError(outcome)
      }
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  return through
}

async function asked<T extends object>(
  url: string,
  role: Role,
  question: string,
): Promise<readonly T[]> {
  const sql = pool(url, role, 1)
  try {
    return await sql.unsafe<T[]>(question)
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
