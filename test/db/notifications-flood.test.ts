import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { bytes, filing, officerA, officerB, officerC } from '../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const NOW = new Date(`${ON}T08:00:00Z`)
const FLOOD = 20_000
const ALL = [officerA, officerB, officerC]
let db: TestDatabase
let made: Filing

beforeAll(async () => {
  db = await freshStore()
  for (const id of ALL) {
    const offices = [{ office: 'ethics', role: 'officer' }] as const
    await db.store.people.upsert({ id, issuer: 'idp', subject: id, offices }, ON)
    const code = bytes(32)
    await db.store.officerAddresses.offer(code, id, new Date(NOW.getTime() + 60_000))
    await db.store.officerAddresses.pair(code, bytes(64), NOW, ON)
  }
  await published(ALL.map((id) => [id, 'ethics']))
  made = filing({ readers: [officerA, officerB] })
  await db.store.intake.file(made)
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`create temp table one as select * from "case"`
    await sql.unsafe(`
      insert into "case" select (jsonb_populate_record(one,
        jsonb_build_object('id', lpad(g::text, 22, 'f'), 'reference', 'F' || g))).*
      from one, generate_series(1, ${FLOOD}) g`)
    await sql`insert into case_key (case_id, key)
      select id, sha256(convert_to(id, 'UTF8')) from "case" on conflict do nothing`
    await sql`insert into reader (case_id, officer, since, reason, office)
      select c.id, o, ${ON}::date, 'filed', 'ethics'
      from "case" c, unnest(array[${officerA}::text, ${officerB}::text]) o on conflict do nothing`
    await sql`select notify_officers(array_agg(officer), array_agg(case_id), ${ON}::date, false)
      from reader where case_id <> ${made.id}`
    await sql`analyze`
  })
}, 120_000)
afterAll(() => db.end())

function published(officers: readonly (readonly [OfficerId, string])[]): Promise<unknown> {
  const named = officers.map(([id, office]) => ({ id, office }))
  return db.store.directory.publish({
    root: 'root',
    roster: JSON.stringify({ officers: named, custodians: [] }),
    signature: 'signature',
    certificates: [],
  })
}

/** How many cases wait to be told to each. */
async function waiting(): Promise<Record<string, number>> {
  const rows = await looking(
    db.superuser,
    (sql) => sql<{ officer: OfficerId; cases: number }[]>`
      select a.officer, sum(cardinality(o.causes))::int as cases
      from outbox o join officer_address a on a.address = o.address group by 1`,
  )
  return Object.fromEntries(rows.map(({ officer, cases }) => [officer, cases]))
}

/** How many words for a case a statement computes; it is taken back. */
function computed(statement: string): Promise<number> {
  return looking(db.superuser, async (sql) => {
    await sql`set track_functions = 'all'`
    await sql`begin`
    await sql.unsafe(statement)
    const [row] = await sql<{ calls: number }[]>`
      select calls::int from pg_stat_xact_user_functions where funcname = 'notification_cause'`
    await sql`rollback`
    return row?.calls ?? 0
  })
}

const again = (roster: string) => `
  insert into directory (n, root, roster, signature, certificates, previous, hash)
  select n + 1, root, ${roster}, signature, certificates, hash, 'next' from directory`

test('T-150 after a flood a roster and keeping out cost what they drop, and no more for each row that waits', async () => {
  expect(await waiting()).toEqual({ [officerA]: FLOOD + 1, [officerB]: FLOOD + 1 })
  expect(await computed(again('roster'))).toBe(0)
  expect(await computed(again(`replace(roster, '${officerB}', 'x')`))).toBe(0)
  const drop = `select drop_notifications('${made.id}', array['${officerA}'])`
  expect(await computed(drop)).toBe(2)
  const urgent = `update outbox set urgent = true, attempt = 1;
    select any_officer_reachable(array['${officerA}'], '${ON}', '${made.id}')`
  expect(await computed(urgent)).toBe(1)
})

test('T-10 after a flood whoever must be out is put out, and told of nothing that waits', async () => {
  const out = [{ officer: officerB, tag: await exclusions.tag(made.id, officerB) }]
  await db.store.reporters.keepOut(made.receipt.lookups[0] ?? bytes(1), out)
  expect(await waiting()).toEqual({ [officerA]: FLOOD + 1, [officerB]: FLOOD })
  await published([
    [officerA, 'ethics'],
    [officerC, 'ethics'],
  ])
  expect(await waiting()).toEqual({ [officerA]: FLOOD + 1 })
})

test('T-10 after a flood whoever changes office is told of nothing of the office before', async () => {
  await published([
    [officerA, 'hr'],
    [officerC, 'ethics'],
  ])
  expect(await waiting()).toEqual({})
})
