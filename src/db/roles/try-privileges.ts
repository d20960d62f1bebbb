import { type CaseId, newCaseId, systemChance } from '#domain/case/ids.ts'
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
 * to list receipts, to put anything into a case that is there. Whatever goes through is undone and named.
 */
export async function trespasses(url: string): Promise<readonly Trespass[]> {
  const owner = await asked<{ owner: string }>(
    url,
    'aside_register',
    `select tableowner as owner from pg_tables where schemaname = 'public' and tablename = 'case'`,
  )
  const others = [...ROLES, 'aside_keeper', ...owner.map((row) => row.owner)]
  const tries: Trespass[] = [
    ...ROLES.flatMap((role) =>
      others
        .filter((other) => other !== role)
        .map((other) => ({ role, what: `set role "${other.replaceAll('"', '""')}"` })),
    ),
    { role: 'aside_intake', what: 'select lookup from receipt limit 1' },
    { role: 'aside_desk', what: 'select lookup from receipt limit 1' },
    { role: 'aside_register', what: 'select id from "case" limit 1' },
    ...additions(newCaseId(systemChance)),
  ]
  return withRoles(url, tries)
}

/**
 * A case is made by the intake itself, and is there when its part of the transaction is over; all of it is undone. So it
 * is tried on an empty database too, and on nobody's case.
 */
function additions(id: CaseId): readonly (Trespass & { readonly first: string })[] {
  const today = `(now() at time zone 'UTC')::date`
  const first = `savepoint made;
    insert into "case" (id, reference, office, category, channel, identity, flags, policy, reporter_certificate,
      received_on, reply_days, zone, state, paused_days)
    values ('${id}', '${id}', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'check', 'check',
      ${today}, 7, 'UTC', 'received', 0);
    release savepoint made`
  return [
    `insert into reader (case_id, officer, since, reason) values ('${id}', 'check', ${today}, 'filed')`,
    `insert into event (case_id, n, day, act, actor) values ('${id}', 1, ${today}, 'received', 'reporter')`,
    `insert into message (id, case_id, n, dir, seq, kind, day) values ('${id}', '${id}', 1, 'r>o', 1, 'concern', ${today})`,
    `insert into exclusion (case_id, tag) values ('${id}', '\\x00')`,
    `insert into receipt (lookup, case_id, kind, locked_key) values (sha256('${id}'), '${id}', 'words', '\\x00')`,
  ].map((what) => ({ role: 'aside_intake', first, what }))
}

async function withRoles(
  url: string,
  tries: readonly (Trespass & { readonly first?: string })[],
): Promise<readonly Trespass[]> {
  const through: Trespass[] = []
  for (const role of ROLES) {
    const sql = pool(url, role, 1)
    try {
      for (const { first, what } of tries.filter((each) => each.role === role)) {
        const undone = new Error('undone')
        const outcome = await sql
          .begin(async (tx) => {
            if (first !== undefined) await tx.unsafe(first).catch(unprepared)
            await tx.unsafe(what)
            throw undone
          })
          .catch((thrown: unknown) => thrown)
        if (outcome === undone) through.push({ role, what })
        else if (!REFUSED.includes(sqlStateOf(outcome) ?? '')) throw toAppError(outcome)
      }
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  return through
}

/** A refusal of what comes before the try is none of the try. */
function unprepared(thrown: unknown): never {
  throw toAppError(thrown)
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
