import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '#cli/ledger.ts'
import { plusDays } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { officerA } from '../fixtures/filing.ts'
import { TODAY } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'
import { waitingFor } from '../fixtures/waiting-for.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
})
afterAll(() => db.end())

const LAPSED: CaseEvent = {
  ...{ act: 'lapsed', by: 'duty', on: TODAY, at: null, reason: null, corrects: null },
}
const lapses = (id: CaseId) => db.store.jobs.record(id, LAPSED, 'waiting')
const stateOf = async (id: CaseId) => (await db.store.desk.open(officerA, id))?.status.state

test('T-102 the login of the duties lets no question lapse before its fourteen days are over', async () => {
  for (const days of [0, 1, 14]) {
    const { id } = await waitingFor(db, days, officerA)
    await expect(lapses(id)).rejects.toMatchObject({ code: 'CLOCKS_APART' })
    expect(await stateOf(id)).toBe('waiting')
  }
  const { id } = await waitingFor(db, 15, officerA)
  expect(await lapses(id)).toBe(true)
  expect(await stateOf(id)).toBe('lapsed')
})

/** Acts behind the question of fifteen days ago, each so many days ago. */
const BETWEEN: readonly (readonly [
  what: string,
  acts: readonly (readonly [act: string, by: string, days: number])[],
  refused: string | null,
])[] = [
  ['a second question does not begin anew', [['asked', 'officer', 3]], null],
  ['a note changes nothing', [['noted', 'officer', 3]], null],
  ['nothing is asked once she wrote', [['added', 'reporter', 3]], 'AS001'],
  [
    'nor of the question before, once she was asked again',
    [
      ['added', 'reporter', 9],
      ['asked', 'officer', 3],
    ],
    'AS001',
  ],
  [
    'nor of a question that no pause followed: the case was closed',
    [
      ['closed', 'officer', 15],
      ['asked', 'officer', 15],
      ['reopened', 'reporter', 2],
      ['asked', 'officer', 1],
    ],
    'AS001',
  ],
]

test.each(BETWEEN)('T-102 counted from what was done: %s', async (_, acts, refused) => {
  const { id } = await waitingFor(db, 15, officerA)
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    for (const [at, [act, by, days]] of acts.entries()) {
      await sql`insert into event (case_id, n, day, act, actor)
        values (${id}, ${at + 3}, ${plusDays(TODAY, -days)}, ${act}, ${by})`
    }
  })
  const lapsed = `insert into event (case_id, n, day, act, actor) values ('${id}', 90, '${TODAY}', 'lapsed', 'duty')`
  expect(await refusedWith(db.url, lapsed, 'aside_duty')).toBe(refused)
})

test('T-102 a question that was said to have lapsed too early is named at night and by ledger verify', async () => {
  const [early, fair] = [
    await waitingFor(db, 14, officerA),
    await waitingFor(db, 15, officerA),
  ] as const
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    for (const { id } of [early, fair]) {
      await sql`insert into event (case_id, n, day, act, actor, recorded)
        values (${id}, 3, ${TODAY}, 'lapsed', 'duty', ${TODAY})`
      await sql`update "case" set state = 'lapsed' where id = ${id}`
    }
  })
  const named = await db.store.jobs.movedClocks()
  expect(named).toContain(early.id)
  expect(named).not.toContain(fair.id)
  const findings = (await verifyLedger(db.url)).map(({ what }) => what).join(' ')
  expect(findings).toContain(early.reference)
  expect(findings).not.toContain(fair.reference)
})
