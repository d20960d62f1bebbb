import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, type Role } from '#db/roles/role.ts'
import type { CaseStatus } from '#domain/case/case-status.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { Act, CaseEvent } from '#domain/case/event.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { TERMS, TODAY } from '../fixtures/noon.ts'
import { freshStore, type Held } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'
import { WRITES } from '../fixtures/writes.ts'

/** An officer's acts that never store a message. With every other act of `WRITES` one is stored. */
const WITHOUT_MESSAGE: readonly Act[] = ['identity_asked', 'set_aside', 'brought_back']
/** What may have happened before; between them every act moves all that it can move. */
const BEFORE: readonly (readonly Act[])[] = [
  [],
  ['asked'],
  ['asked', 'lapsed'],
  ['answered'],
  ['closed'],
  ['acknowledged', 'closed'],
]

let held: Held
let given: ReturnType<typeof filing>
beforeAll(async () => {
  held = await freshStore({ clock: { now: () => new Date() } })
  given = filing({ terms: TERMS, channel: 'teams_card', readers: [officerA] })
  await held.store.intake.file(given)
})
afterAll(() => held.end())

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
  const answer = await looking(held.superuser, (sql) =>
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

test.each(WRITES.aside_desk?.acts ?? [])('of an officer, %s: with its message', async (act) => {
  const message = `insert into message (id, case_id, n, dir, seq, kind, day)
    values (repeat('m', 22), '${given.id}', 90, 'o>r', 90, 'answer', '${TODAY}')`
  const refused = WITHOUT_MESSAGE.includes(act) ? 'message: it comes with an act' : null
  expect(await stored('aside_desk', act, computeCaseStatus(TERMS, []), message)).toBe(refused)
})

const ACTS_OF = ROLES.flatMap((role) => (WRITES[role]?.acts ?? []).map((act) => ({ role, act })))

test.each(ACTS_OF)('$role, $act: with what it does to the deadline', async ({ role, act }) => {
  for (const acts of BEFORE) {
    const history = acts.map(happened)
    const before = computeCaseStatus(TERMS, history)
    const after = computeCaseStatus(TERMS, [...history, happened(act)])
    // Time alone changes the state only, of a case that waits (`case_lapses`).
    if (role === 'aside_duty' && before.state !== 'waiting') continue
    expect([acts, await stored(role, act, before, moved(before, after))]).toEqual([acts, null])
  }
})
