import { afterAll, beforeAll, expect, test } from 'vitest'
import { officerA } from '../../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking, refusedWith } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, type WaitingReporter } from '../../fixtures/waiting.ts'

const DENIED = '42501'
const REFUSED = 'AS001'
let db: TestDatabase
let person: WaitingReporter

beforeAll(async () => {
  db = await freshStore()
  person = await fileInDelayedInbox(db)
  await person.add(2)
})
afterAll(() => db.end())

test.each([
  ['the desk sees nothing that waits', 'aside_desk', 'select * from delayed_inbox'],
  ['whoever lets it in does not see it again', 'aside_intake', 'select * from delayed_inbox'],
  ['duties do not see what waits', 'aside_duty', 'select body from delayed_inbox'],
  ['duties take nothing out', 'aside_duty', 'delete from delayed_inbox'],
  ['the register sees nothing that waits', 'aside_register', 'select * from delayed_inbox'],
  ['the way back counts nobody', 'aside_reporter', 'select * from daily_count'],
  ['the desk counts nobody', 'aside_desk', 'select * from daily_count'],
  ['duties read no count', 'aside_duty', 'select n from daily_count'],
  ['the desk counts no letter', 'aside_desk', 'select accept_letters(now()::date, 1, 1)'],
  [
    'the desk takes back nothing that waits',
    'aside_desk',
    "select withdraw_delayed_case(now()::date, 'x')",
  ],
  [
    'nobody writes the delayed inbox anew but the duty',
    'aside_reporter',
    "select rewrite_delayed_inbox('2026-11-09', true, '')",
  ],
  [
    'nobody tells officers by hand',
    'aside_reporter',
    "select notify_officers_once('{a}', '{c}', now()::date)",
  ],
  ['nobody empties it', 'aside_reporter', 'truncate delayed_inbox'],
])('T-103 %s', async (_, role, statement) => {
  expect(await refusedWith(db.url, statement, role)).toBe(DENIED)
})

test('T-103 without her receipt the way back finds nothing that waits, changes nothing and ends nothing', async () => {
  const counts = await looking(
    db.url,
    async (sql) => [
      (await sql`select id from delayed_inbox`).length,
      (await sql`update delayed_inbox set body = ''`).count,
      (await sql`delete from delayed_inbox`).count,
      (await sql`select withdraw_delayed_case('2026-11-09', 'withdrawn') as done`)[0]?.['done'],
    ],
    'aside_reporter',
  )
  expect(counts).toEqual([0, 0, 0, false])
  expect((await person.find())?.waiting.length).toBe(2)
})

test('T-103 with another receipt neither', async () => {
  const other = await fileInDelayedInbox(db)
  expect((await other.find())?.waiting.length).toBe(1)
  expect(
    await db.store.delayedInbox.takeBack(other.lookup, '2026-11-09' as never, 'withdrawn'),
  ).toBe(true)
  expect((await person.find())?.waiting.length).toBe(2)
})

/** Tried as superuser: who may do everything may not do these by mistake either. */
test.each([
  ['the day on which it came stays', "update delayed_inbox set day = '2026-01-01'"],
  ['the office it came for stays', "update delayed_inbox set office = 'hr'"],
  ['the order in which one person did things stays', 'update delayed_inbox set n = n + 7'],
  ['what waits does not just disappear', 'delete from delayed_inbox'],
  ['nobody empties it', 'truncate delayed_inbox'],
])('%s', async (_, statement) => {
  expect(await refusedWith(db.superuser, statement)).toBe(REFUSED)
})

test('an instant on an anonymous channel is refused by the database, but for somebody in danger', async () => {
  const refused = await refusedWith(
    db.superuser,
    `insert into "case" select (json_populate_record(null::"case", json_build_object(
      'id', 'aaaaaaaaaaaaaaaaaaaaaa', 'reference', 'AAA-AAA', 'office', 'ethics', 'category', 'advice', 'channel', 'web_page',
      'identity', 'not_told', 'flags', array[]::text[], 'policy', 'p', 'reporter_certificate', 'c',
      'received_on', '2026-11-09', 'received_at', '2026-11-09T09:00:00Z', 'reply_days', 7, 'zone', 'UTC',
      'state', 'received', 'paused_days', 0, 'is_spam', false))).*`,
  )
  expect(refused).toBe('23514')
  expect(await db.store.desk.queue(officerA)).toEqual([])
})
