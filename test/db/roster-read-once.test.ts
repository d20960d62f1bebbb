import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes, filing, officerA, officerB } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const DANGER = { category: 'safety', leaf: 'safety.immediate_danger', triageHours: 1 } as const
let database: TestDatabase
beforeAll(async () => {
  database = await freshStore()
  const now = new Date(`${ON}T08:00:00Z`)
  for (const id of [officerA, officerB]) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await database.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
    const code = bytes(32)
    await database.store.officerAddresses.offer(code, id, new Date(now.getTime() + 60_000))
    await database.store.officerAddresses.pair(code, bytes(64), now, ON)
  }
  const officers = [officerA, officerB].map((id) => ({ id, office: 'ethics' }))
  const roster = JSON.stringify({ officers, custodians: [] })
  await database.store.directory.publish({
    root: 'root',
    roster,
    signature: 'signature',
    certificates: [],
  })
})
afterAll(() => database.end())

async function cases(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await database.store.intake.file(filing(DANGER))
}

/** How often each of our functions was called; what the planner writes into a statement is not called. */
function calls(
  statement: string,
  role = 'none',
  officer: string = officerA,
): Promise<Record<string, number>> {
  return looking(database.superuser, async (sql) => {
    await sql`set track_functions = 'all'`
    await sql`begin`
    await sql.unsafe(EVERYTHING_IS_LATE)
    await sql`select set_config('aside.officer', ${officer}, true)`
    await sql.unsafe(`set local role ${role}`)
    await sql.unsafe(statement)
    await sql`reset role`
    const rows = await sql<{ name: string; calls: number }[]>`
      select funcname as name, calls::int from pg_stat_xact_user_functions`
    await sql`rollback`
    return Object.fromEntries(rows.map(({ name, calls }) => [name, calls]))
  })
}

const EVERYTHING_IS_LATE = `
  set local session_replication_role = replica;
  update "case" set due_on = current_date, received_at = now() - interval '90 minutes';
  insert into outbox (id, notification_channel, address, day, causes)
  select uuid_send(gen_random_uuid()), 'teams', a.address, current_date, array['\\x00'::bytea] from officer_address a, "case";
  set local session_replication_role = origin`

const STATEMENTS = {
  due: `select notify_due_dates(array['Europe/Paris'], current_date)`,
  danger: `select notify_unconfirmed_danger(now() - interval '1 day', now(), current_date)`,
  roster: `insert into directory (n, root, roster, signature, certificates, previous, hash)
    select n + 1, root, roster, signature, certificates, hash, 'next' from directory`,
}

test('the newest roster is read as often for many rows as for one, and a queue calls nothing for each of its cases', async () => {
  const read = async () => {
    const all = Object.values(STATEMENTS).map((statement) => calls(statement))
    return (await Promise.all(all)).map((called) => called['newest_roster'])
  }
  const queue = () => calls('select count(*) from "case"', 'aside_desk')
  await cases(1)
  const few = [await read(), await queue()]
  expect(few).toEqual([[2, 2, 2], { offices_of: 1, roster_offices: 1, newest_roster: 1 }])
  await cases(9)
  expect([await read(), await queue()]).toEqual(few)
})

test('T-106 for whoever is kept out of a case the roster is read as often as for one that never was', async () => {
  const there = filing({ ...DANGER, readers: [officerA], exclusions: [bytes(32)] })
  await database.store.intake.file(there)
  const read = async (id: string) => {
    const all = [
      `select id from "case" where id = '${id}' for key share`,
      `select id from "case" where id = '${id}' for update`,
      `select count(*) from "case" c join message m on m.case_id = c.id where c.id = '${id}'`,
      `select n from attachment_piece where case_id = '${id}'`,
      `select audit_refusal('opened', now(), '${id}', '{}')`,
    ].map((statement) => calls(statement, 'aside_desk', officerB))
    return (await Promise.all(all)).map((called) => called['newest_roster'] ?? 0)
  }
  const none = await read('A'.repeat(22))
  expect(none).toEqual([0, 0, 0, 0, 1])
  expect(await read(there.id)).toEqual(none)
})

test('T-24 a reader carries the office of the case, whoever writes', async () => {
  await cases(1)
  const statements = [
    `insert into reader (case_id, officer, since, reason, office)
      select id, 'another', current_date, 'joined', 'hr' from "case" limit 1`,
    `update "case" set office = 'hr'`,
  ]
  for (const statement of statements) {
    expect(await refusedWith(database.superuser, statement)).toBe('23503')
  }
})
