import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, type Role } from '#db/roles/role.ts'
import type { CaseStatus } from '#domain/case/case-status.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { Act, CaseEvent } from '#domain/case/event.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { givenRequests, letterRows, rowsOfAct } from '../fixtures/letter-rows.ts'
import { TERMS, TODAY } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { WRITES } from '../fixtures/writes.ts'

/** What may have happened before; between them every act moves all that it can move. */
const BEFORE: readonly (readonly Act[])[] = [
  [],
  ['asked'],
  ['asked', 'lapsed'],
  ['answered'],
  ['closed'],
  ['acknowledged', 'closed'],
]

let db: TestDatabase
let given: ReturnType<typeof filing>
/** The acts that come with something, by the database's own list. */
let bring: readonly string[]
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  given = filing({ terms: TERMS, channel: 'teams_card', readers: [officerA] })
  await db.store.intake.file(given)
  await givenRequests(db.superuser, given.id, TODAY)
  bring = await looking(db.superuser, async (sql) => {
    const rows = await sql<
      { act: string }[]
    >`select distinct act from rows_by_act() where at_least > 0`
    return ['reopened', ...rows.map(({ act }) => act)]
  })
})
afterAll(() => db.end())

const happened = (act: Act): CaseEvent => ({
  ...{ act, by: 'officer', on: TODAY, at: null, reason: null, corrects: null },
})
const quoted = (value: unknown) => (value === null ? 'null' : `'${String(value)}'`)
const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The change of the row as a statement; `undefined` where nothing changes. */
function moved(from: CaseStatus | null, to: CaseStatus): string | undefined {
  const set = Object.entries(to)
    .filter(([field, value]) => from === null || from[field as keyof CaseStatus] !== value)
    .map(([field, value]) => `${column(field)} = ${quoted(value)}`)
  return set.length === 0 ? undefined : `update "case" set ${set} where id = '${given.id}'`
}

/** The refusal of an act and what is written with it in one transaction; `null` when it would be stored. */
async function stored(role: Role, act: Act, status: CaseStatus, beside: string | undefined) {
  const by = WRITES[role]?.by ?? 'duty'
  const lookups = given.receipt.lookups.map((one) => Buffer.from(one).toString('hex')).join(',')
  const undone = new Error('undone')
  const answer = await looking(db.superuser, (sql) =>
    sql
      .begin(async (tx) => {
        await tx.unsafe(moved(null, status) ?? '')
        await tx.unsafe(`set local role ${role}`)
        await tx`select set_config('aside.officer', ${officerA}, true), set_config('aside.lookups', ${lookups}, true)`
        await tx.unsafe(`insert into event (case_id, n, day, act, actor, officer)
          values ('${given.id}', 900, '${TODAY}', '${act}', '${by}', ${by === 'officer' ? quoted(officerA) : 'null'})`)
        if (beside !== undefined) await tx.unsafe(beside)
        await tx.unsafe('set constraints all immediate')
        throw undone
      })
      .catch((thrown: unknown) => thrown),
  )
  return answer === undone ? null : (answer as postgres.PostgresError).message
}

const ACTS_OF = ROLES.flatMap((role) => (WRITES[role]?.acts ?? []).map((act) => ({ role, act })))
const OF_PERSONS = ACTS_OF.filter(({ role }) => role !== 'aside_duty')
const rowsOf = (act: Act) => rowsOfAct(act, given.id, TODAY, officerA)

test.each(OF_PERSONS)('T-102 $role, $act: with what it brings, and nothing else', async (one) => {
  const { role, act } = one
  const status = computeCaseStatus(TERMS, [])
  const alone = 'event: an act and what it brings come together'
  expect(await stored(role, act, status, rowsOf(act))).toBeNull()
  expect(await stored(role, act, status, 'select')).toBe(bring.includes(act) ? alone : null)
  const dir = role === 'aside_desk' ? 'o>r' : 'r>o'
  const kind = role === 'aside_desk' ? 'sanitised' : 'concern'
  const more = `${rowsOf(act)}; ${letterRows(`'${given.id}'`, dir, kind, TODAY)}`
  expect(await stored(role, act, status, more)).toBe(alone)
  const inPart = `savepoint part; ${more}; release savepoint part`
  expect(await stored(role, act, status, inPart)).not.toBeNull()
})

test.each(ACTS_OF)('$role, $act: with what it does to the deadline', async ({ role, act }) => {
  for (const acts of BEFORE) {
    const history = acts.map(happened)
    const before = computeCaseStatus(TERMS, history)
    const after = computeCaseStatus(TERMS, [...history, happened(act)])
    const moves = moved(before, after) ?? 'select'
    const all = role === 'aside_duty' ? moves : `${rowsOf(act)}; ${moves}`
    // Time alone changes the state only, of a case that waits (`case_lapses`).
    if (role === 'aside_duty' && before.state !== 'waiting') continue
    expect([acts, await stored(role, act, before, all)]).toEqual([acts, null])
  }
})
