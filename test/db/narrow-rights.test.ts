import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWaiting } from '#cli/check-waiting.ts'
import { plusDays } from '#domain/case/day.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { ofAnyDay, ofItsDay } from '../fixtures/any-day.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { TERMS, TODAY } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const DENIED = '42501'
const REFUSED = 'AS001'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
})
afterAll(() => db.end())

const as = (role: string, text: string) => refusedWith(db.url, text, role)

async function danger() {
  const given = filing({
    category: 'safety',
    leaf: 'safety.immediate_danger',
    channel: 'web_page',
    triageHours: 1,
    terms: { ...TERMS, receivedAt: new Date() },
    readers: [officerA],
  })
  await db.store.intake.file(given)
  return given.id
}

async function row(id: CaseId) {
  const [caseRow] = await looking(
    db.superuser,
    (sql) => sql<{ minute: boolean; state: string }[]>`
      select received_at is not null as minute, state from "case" where id = ${id}`,
  )
  return caseRow
}

test.each([
  'received_at = null',
  'acknowledged_on = current_date',
  'closed_on = current_date',
  'responded_on = current_date',
  "outcome = 'on_time'",
  "due_on = '2031-01-01'",
  'due_at = null',
  'paused_on = null',
  'paused_days = 9',
  'is_spam = true',
])('T-102 the login of the duties moves no clock of a case: %s', async (change) => {
  const id = await danger()
  const before = await looking(db.superuser, (sql) => sql`select * from "case" where id = ${id}`)
  expect(await as('aside_duty', `update "case" set ${change} where id = '${id}'`)).toBe(DENIED)
  const after = await looking(db.superuser, (sql) => sql`select * from "case" where id = ${id}`)
  expect([...after]).toEqual([...before])
})

test.each(['closed', 'waiting', 'lapsed', 'acknowledged'])(
  'T-102 nor its state, but from a question that waits to one that lapsed: %s',
  async (state) => {
    const id = await danger()
    const to = `update "case" set state = '${state}' where id = '${id}'`
    expect(await as('aside_duty', to)).toBe(REFUSED)
    expect(await row(id)).toEqual({ minute: true, state: 'received' })
  },
)

test('T-102 the minute of a danger stays until somebody did take it on, whichever login says so', async () => {
  const id = await danger()
  expect(await db.store.jobs.forgetInstants()).toBe(0)
  // The desk may write the column, and an anonymous channel's minute goes with it: not without the act.
  const first = `set aside.officer = '${officerA}'; `
  const statement = `update "case" set acknowledged_on = '${TODAY}' where id = '${id}'`
  expect(await as('aside_desk', first + statement)).toBe(REFUSED)
  expect(await row(id)).toEqual({ minute: true, state: 'received' })
  await db.store.desk.change(officerA, id, () => ({
    event: { ...byOfficer('acknowledged', TODAY), at: null },
  }))
  expect((await row(id))?.minute).toBe(false)
})

test('T-112 a line that cannot be chained stops no other, and check says that it is there', async () => {
  const old = plusDays(TODAY, -5)
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`alter table pending_ledger_line drop constraint pending_ledger_line_plain_act`
    await sql`alter table pending_ledger_line drop constraint pending_ledger_line_plain_ref`
    for (const [n, day, act, ref] of [
      [0, old, 'received', 'not a ref'],
      [1, old, 'X', 'ab'.repeat(32)],
      [2, '-infinity', 'added', 'ab'.repeat(32)],
      [3, '9999-01-01', 'added', 'ab'.repeat(32)],
      [4, old, 'added', 'cd'.repeat(32)],
    ] as const) {
      await sql`insert into pending_ledger_line (id, day, act, ref) values (${Buffer.alloc(16, n)}, ${day}::text::date, ${act}, ${ref})`
    }
  })
  await ofAnyDay(db.url)
  expect(await db.store.jobs.chainWaiting(plusDays(TODAY, -1))).toBe(1)
  await ofItsDay(db.url)
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
  const policy = { offices: { ethics: { zone: 'UTC' } } }
  const services = { clock: { now: () => new Date() }, policy }
  const findings = await checkWaiting({ services, store: db.store } as never)
  expect(findings.map(({ level, what }) => [level, what.slice(0, 7)])).toContainEqual([
    'warn',
    '4 lines',
  ])
})

test('T-103 the count of a day is no answer to a question, and is not lowered', async () => {
  await looking(
    db.superuser,
    (sql) => sql`
      insert into daily_count (day, what, n) values (${TODAY}, 'letter_kib', 7)
      on conflict (day, what) do update set n = 7`,
  )
  for (const role of ['aside_intake', 'aside_reporter']) {
    const asked = (kib: number, most: number) =>
      looking(
        db.url,
        async (sql) =>
          (await sql`select accept_letters(${TODAY}::date, ${kib}, ${most}) as done`)[0]?.['done'],
        role,
      )
    for (const most of [0, 6, 8, 4_194_304]) expect(await asked(0, most)).toBe(false)
    expect(await asked(-5, 2_147_483_647)).toBe(false)
    expect([await asked(1, 7), await asked(1, 100)]).toEqual([false, false])
  }
  const [left] = await looking(
    db.superuser,
    (sql) => sql`select n from daily_count where day = ${TODAY} and what = 'letter_kib'`,
  )
  expect(left?.['n']).toBe(7)
})

test('T-103 who reads a case is said to nobody who only knows its id', async () => {
  const given = filing({ terms: TERMS, readers: [officerA] })
  await db.store.intake.file(given)
  const asked = (role: string, first: string) =>
    looking(
      db.url,
      async (sql) => {
        await sql.unsafe(first)
        const [row] =
          await sql`select may_be_sealed_to(${given.id}, 'officer', ${officerA}) as reads`
        return row?.['reads']
      },
      role,
    )
  const lookup = Buffer.from(given.receipt.lookups[0] ?? []).toString('hex')
  expect(await asked('aside_reporter', 'select 1')).toBe(false)
  expect(await asked('aside_reporter', `set aside.lookups = '${lookup}'`)).toBe(true)
  expect(await asked('aside_desk', "set aside.officer = 'officer-z'")).toBe(false)
  expect(await asked('aside_desk', `set aside.officer = '${officerA}'`)).toBe(true)
})

test.each(['aside_desk', 'aside_duty', 'aside_intake', 'aside_register', 'aside_reporter'])(
  'T-103 %s reads no key by which a line of the ledger is tied to its case',
  async (role) => {
    expect(await as(role, 'select key from case_key')).toBe(DENIED)
  },
)

test.each(['XXX-99:00', 'XXX+167:00', 'A-24B', 'Foo/GMT-99', 'Etc/GMT-99', 'Etc/GMT+13'])(
  'T-102 no day is counted in a zone that there is not: %s',
  async (zone) => {
    const [there] = await looking(
      db.superuser,
      (sql) => sql<{ on: string }[]>`select (now() at time zone ${zone})::date::text as on`,
    )
    const given = filing({ terms: { ...TERMS, zone, receivedOn: (there?.on ?? TODAY) as never } })
    await expect(db.store.intake.file(given)).rejects.toThrow()
  },
)

test('T-102 every zone of a place, and of Etc by hours, is one', async () => {
  const refused = await looking(
    db.superuser,
    (sql) => sql<{ name: string }[]>`
      select name from pg_timezone_names
      where name ~ '/' and name !~ '^(posix|right)/' and name <> 'Etc/GMT0'
        and name !~ '^([A-Za-z_]+(/[A-Za-z_-]+){0,2}|Etc/GMT([+](1[0-2]|[0-9])|-(1[0-4]|[0-9])))$'`,
  )
  expect(refused.map(({ name }) => name)).toEqual([])
})

test.each([
  ['aside_intake', 'idempotency_key', 'day'],
  ['aside_reporter', 'idempotency_key', 'day'],
  ['aside_register', 'filing_key', 'since'],
])('T-102 %s writes %s of the day that the database says', async (role, table, column) => {
  const of = table === 'filing_key' ? 'id' : 'nonce'
  const rest = table === 'filing_key' ? ", '\\x01'" : ''
  const columns = table === 'filing_key' ? 'id, since, public_key' : 'nonce, day'
  for (const [at, given] of [plusDays(TODAY, 9), plusDays(TODAY, -9), TODAY].entries()) {
    const key = `\\x${Buffer.from(`${role}-${at}`).toString('hex')}`
    const write = `insert into ${table} (${columns}) values ('${key}', '${given}'${rest})`
    expect(await as(role, write)).toBeNull()
    const [row] = await looking(db.superuser, (sql) =>
      sql.unsafe<{ day: string; today: string }[]>(
        `select ${column}::text as day, (now() at time zone 'UTC')::date::text as today from ${table} where ${of} = '${key}'`,
      ),
    )
    expect(row?.day).toBe(given === TODAY ? TODAY : row?.today)
  }
})
