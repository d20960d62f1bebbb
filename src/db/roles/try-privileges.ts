import { type CaseId, newCaseId, systemChance } from '#domain/case/ids.ts'
import { sqlStateOf, toAppError } from '../error-mapping.ts'
import { pool } from '../pool.ts'
import { ROLES, type Role } from './role.ts'

/** SQLSTATE codes of a refusal by privileges or by a trigger. */
const REFUSED = ['42501', 'AS001']

/** A statement that a connection must not be able to run. */
export interface Trespass {
  readonly role: Role
  readonly what: string
}

/**
 * Tries forbidden statements with the server's connections: change to another role or the owner, list receipts, write
 * into an existing case. Those that succeed are rolled back and reported.
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
 * Runs a try against a case that the intake role creates in the same transaction, which is rolled back. So it works on
 * an empty database and touches no real case.
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
    `insert into reader (case_id, officer, since, reason, office) values ('${id}', 'check', ${today}, 'filed', 'ethics')`,
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

/** An error in the preparation is thrown, and does not count as a refusal of the try. */
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
