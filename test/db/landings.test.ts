import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import type { Store } from '#db/open-store.ts'
import { day } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { describeDatabase, readDescription } from '../../migrations/schema.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { ofAnyDay, ofItsDay } from '../fixtures/any-day.ts'
import { bytes, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { leftBefore, type Rows } from '../fixtures/older-database.ts'
import { linkOf, pageFiling } from '../fixtures/page-filing.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

type Row = Rows[string][number]

/**
 * What three earlier programs left behind: a case of a card that was answered and added to, one that somebody is kept
 * out of, what was counted, sent and reminded; since the page, what waits there and a link that was handed out.
 */
const LANDINGS = [
  { newest: '0005', next: '_bot_complete' },
  { newest: '0011', next: '_told_daily' },
  { newest: '0024', next: '_late_stays_late' },
]

/** What their tables and columns are called today. */
const TABLES: Readonly<Record<string, string>> = {
  letterbox: 'delayed_inbox',
  settled: 'table_rewrite',
  spent: 'idempotency_key',
  told_daily: 'daily_notification',
  door_count: 'daily_count',
  mark: 'environment_marker',
  ledger_waiting: 'pending_ledger_line',
}
const COLUMNS: Readonly<Record<string, string>> = {
  'environment_marker.only': 'singleton',
  'reader.why': 'reason',
  'shred.why': 'reason',
  '"case".set_aside': 'is_spam',
  '"case".door': 'channel',
  'officer_address.channel': 'notification_channel',
  'outbox.channel': 'notification_channel',
}
/** Values that changed with their name, by their column of today. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'table_rewrite.what': { letterbox: 'delayed_inbox' },
  '"case".channel': { card: 'teams_card', page: 'web_page' },
}
const today = (table: string, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([before, value]) => {
      const name = COLUMNS[`${table}.${before}`] ?? before
      return [name, VALUES[`${table}.${name}`]?.[String(value)] ?? value]
    }),
  )

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

describe.each(LANDINGS)('a database that was migrated to $newest', ({ newest, next }) => {
  let rows: Rows
  let store: Store
  beforeEach(async () => {
    const file = join(import.meta.dirname, 'landings', `${newest}.json`)
    rows = JSON.parse(await readFile(file, 'utf8'))
    await leftBefore(database, next, rows)
    await migrate(database.url)
    await ofAnyDay(database.url)
    store = await openAt(database.url)
  })
  afterEach(() => store.close())

  const bytesOf = (value: unknown) => new Uint8Array(Buffer.from(String(value).slice(2), 'hex'))
  const ofTable = (name: string) => rows[name] ?? []
  /** The one that was answered. */
  const answered = () => {
    const id = ofTable('event').find(({ act }) => act === 'answered')?.['case_id'] as CaseId
    const lookup = ofTable('receipt').find((one) => one['case_id'] === id && one['kind'] === 'card')
    return { id, lookup: bytesOf(lookup?.['lookup']) }
  }

  /** The roster of the copies says of nobody at which office, as the first versions of these tests did. */
  const allAtEthics = () => {
    const officers = [officerA, 'officer-b'].map((id) => ({ id, office: 'ethics' }))
    const roster = JSON.stringify({ officers, custodians: [] })
    const unsigned = { root: 'root', roster, signature: 'signature', certificates: [] }
    return store.directory.publish(unsigned)
  }

  test('keeps every row, with every column that it had', async () => {
    await looking(database.superuser, async (sql) => {
      await sql`set timezone = 'UTC'`
      for (const [before, each] of Object.entries(rows)) {
        const table = TABLES[before] ?? before
        const now = await sql.unsafe<{ row: Row }[]>(`select to_jsonb(t) as row from ${table} t`)
        expect([table, now.length]).toEqual([table, each.length])
        expect(now.map(({ row }) => row)).toEqual(
          expect.arrayContaining(each.map((row) => expect.objectContaining(today(table, row)))),
        )
      }
    })
    expect(
      ofTable('"case"').length + ofTable('message').length + ofTable('ledger').length,
    ).toBeGreaterThan(9)
  })

  test('is what migrations/schema.sql says', async () => {
    await ofItsDay(database.url)
    expect(await looking(database.url, describeDatabase)).toEqual(readDescription())
  })

  test('has a ledger that holds, before and after the next act', async () => {
    const lines = ofTable('ledger').length
    const head = ofTable('ledger').find(({ n }) => n === lines)?.['hash']
    expect(await store.ledger.verify()).toEqual({ sound: true, lines, head })
    await store.jobs.chainWaiting(day('2026-11-12'))
    expect(await store.ledger.verify()).toMatchObject({
      sound: true,
      lines: lines + ofTable('ledger_waiting').length,
    })
  })

  test('is read by its receipt and by its officers, and goes on from there', async () => {
    await allAtEthics()
    const { id, lookup } = answered()
    const letters = ofTable('message').filter((one) => one['case_id'] === id)
    const stored = letters.map((one) =>
      bytesOf(ofTable('envelope').find((each) => each['message_id'] === one['id'])?.['data']),
    )
    const [reportersCase] = await store.reporters.find([lookup])
    expect(reportersCase?.id).toBe(id)
    expect(reportersCase?.letters.map(({ data }) => new Uint8Array(data))).toEqual(
      expect.arrayContaining(stored),
    )
    expect(reportersCase?.letters).toHaveLength(letters.length)

    const add = (seq: number) => ({
      nonce: bytes(32),
      letter: sealedLetter({
        case: id,
        dir: 'r>o',
        seq,
        kind: 'addition',
        on: day('2026-11-12'),
        officers: [officerA, officerB],
        reporter: true,
      }),
      event: byReporter('added', '2026-11-12'),
    })
    expect(await store.reporters.add(lookup, add(3))).toBe('added')

    for (const officer of [officerA, officerB]) {
      expect((await store.desk.queue(officer)).map((one) => one.id)).toContain(id)
      const caseRecord = await store.desk.open(officer, id)
      expect(caseRecord?.letters).toHaveLength(letters.length + 1)
      expect(caseRecord?.letters.every(({ key }) => key !== null)).toBe(true)
      expect(caseRecord?.readers).toEqual([officerA, officerB])
    }
    await store.desk.change(officerA, id, () => ({
      event: byOfficer('answered', '2026-11-12'),
      letter: sealedLetter({
        case: id,
        dir: 'o>r',
        seq: 2,
        kind: 'answer',
        on: day('2026-11-12'),
        officers: [officerA, officerB],
        reporter: true,
      }),
    }))
    const [again] = await store.reporters.find([lookup])
    expect(again?.letters).toHaveLength(letters.length + 2)
    expect(await store.ledger.verify()).toMatchObject({ sound: true })

    // The other case has one reader, and is there for nobody else.
    const [other] = ofTable('"case"').filter((one) => one['id'] !== id)
    expect(await store.desk.open(officerA, other?.['id'] as CaseId)).not.toBeNull()
    expect(await store.desk.open('officer-b' as OfficerId, other?.['id'] as CaseId)).toBeNull()
  })

  test('gives what waited on the page to its person, and at the release to its office', async () => {
    const [first] = ofTable('letterbox').filter(({ act }) => act === 'received')
    if (newest < '0014') return expect(first).toBeUndefined()
    const lookup = bytesOf(first?.['lookup'])
    await allAtEthics()
    const ownCase = await store.delayedInbox.find(lookup)
    expect(ownCase?.letters).toHaveLength(2)
    expect(ownCase?.waiting).toHaveLength(2)
    expect(await store.releases.release('ethics', day('2026-11-10'))).toBe(2)
    expect((await store.delayedInbox.find(lookup))?.waiting).toEqual([])
    const caseRecord = await store.desk.open(officerA, ownCase?.id as CaseId)
    expect(caseRecord?.letters).toHaveLength(2)
  })

  test('keeps the way back open where somebody has words for the page', async () => {
    expect(await store.policies.openedPage()).toBe(newest !== '0005')
  })

  test('knows its receipts of words, its used cards and its office links', async () => {
    const words = ofTable('receipt').filter(({ kind }) => kind === 'words')
    for (const { lookup, case_id } of words) {
      expect((await store.reporters.find([bytesOf(lookup)])).map(({ id }) => id)).toEqual([case_id])
    }
    const used = ofTable('spent').map(({ nonce }) => bytesOf(nonce))
    expect(used.length).toBeGreaterThan(2)
    for (const nonce of used) expect(await store.intake.filed(nonce)).toBe(true)

    for (const { hash, office } of ofTable('office_link')) {
      const file = (at: Partial<Filing>) =>
        store.delayedInbox.file(pageFiling(at).filing, linkOf(bytesOf(hash)))
      const given = office as Filing['office']
      expect(await file({ office: given })).toBe('filed')
      await expect(file({ office: 'hr' })).rejects.toMatchObject({ code: 'LINK_OVER' })
    }
    expect([words.length, ofTable('office_link').length]).toEqual(
      { '0005': [0, 0], '0011': [1, 0], '0024': [1, 1] }[newest],
    )
  })
})
