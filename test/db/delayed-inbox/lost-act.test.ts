import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytes, officerA, officerB } from '../../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  TUESDAY,
  type WaitingReporter,
  WEDNESDAY,
} from '../../fixtures/waiting.ts'

let db: TestDatabase
let person: WaitingReporter
beforeAll(async () => {
  db = await freshStore()
  person = await fileInDelayedInbox(db, { readers: [officerA, officerB] })
  await db.store.releases.release('ethics', TUESDAY)
  expect(await person.add(2, TUESDAY)).toBe('added')
})
afterAll(() => db.end())

const BODY = `convert_from(body, 'UTF8')::jsonb`
const body = (changed: string) =>
  `update delayed_inbox set body = convert_to((${changed})::text, 'UTF8')`
const event = (act: string) =>
  `insert into event (case_id, n, day, act, actor) values ('$id', 900, '${TUESDAY}', '${act}', 'reporter')`
const letter = (data: string) => `
  insert into message (id, case_id, n, dir, seq, kind, day)
  select l->>'id', '$id', 900, 'r>o', 2, 'addition', '${TUESDAY}'
  from delayed_inbox, jsonb_array_elements(${BODY}->'letters') l;
  insert into envelope (case_id, message_id, data)
  select '$id', l->>'id', ${data} from delayed_inbox, jsonb_array_elements(${BODY}->'letters') l`
const ITS_BYTES = `decode(translate(l->>'data', '-_', '+/') || repeat('=', (4 - length(l->>'data') % 4) % 4), 'base64')`
const GONE = `delete from delayed_inbox where act = 'added'`
const keys = (readers: string) =>
  body(
    `jsonb_set(${BODY}, '{letters,0,keys}', (select coalesce(jsonb_agg(k), '[]') from jsonb_array_elements(${BODY} #> '{letters,0,keys}') k where ${readers}))`,
  )

/** With the login of whoever writes, and her receipt: the SQLSTATE, or `null` when it would go through. */
async function tried(statement: string, who = person): Promise<string | null> {
  const undone = new Error('undone')
  return looking(
    db.url,
    (sql) =>
      sql
        .begin(async (tx) => {
          const lookup = Buffer.from(who.lookup).toString('hex')
          await tx`select set_config('aside.lookups', ${lookup}, true)`
          await tx.unsafe(statement.replaceAll('$id', who.filing.id))
          await tx.unsafe('set constraints all immediate')
          throw undone
        })
        .catch((thrown) => (thrown === undone ? null : (thrown.code ?? 'none'))),
    'aside_reporter',
  )
}

test.each([
  ['goes without an act', GONE],
  ['goes with an act that is not its own', `${event('settled')}; ${GONE}`],
  ['goes with its act and without its letter', `${event('added')}; ${GONE}`],
  ['goes with other bytes', `${letter("'\\x00'")}; ${event('added')}; ${GONE}`],
  ['is emptied', body(`'{}'`)],
  ['loses its letters', body(`jsonb_set(${BODY}, '{letters}', '[]')`)],
  ['is of other bytes', body(`jsonb_set(${BODY}, '{letters,0,data}', '"AAAA"')`)],
  ['is another act', body(`jsonb_set(${BODY}, '{event,act}', '"settled"')`)],
  ['is readable by nobody', keys('false')],
  ['is not readable by one who reads', keys(`k->>'reader' <> '${officerA}'`)],
  ['is not readable by her', keys(`k->>'role' <> 'reporter'`)],
  ['is readable by somebody else', body(`jsonb_set(${BODY}, '{letters,0,keys,0,reader}', '"x"')`)],
])('T-102 no letter that was acknowledged quietly %s while it waits', async (_, statement) => {
  expect(await tried(statement)).toBe('AS001')
})

test('T-102 with its act and its letter it goes', async () => {
  expect(await tried(`${letter(ITS_BYTES)}; ${event('added')}; ${GONE}`)).toBeNull()
})

test('T-102 what no office has seen keeps a reader, and whoever it was kept from', async () => {
  const other = await fileInDelayedInbox(db, { readers: [officerA, officerB] })
  const filing = (path: string, value: string) =>
    tried(body(`jsonb_set(${BODY}, '{filing,${path}}', '${value}')`), other)
  expect(await filing('readers', '[]')).toBe('AS001')
  expect(await filing('readers', '["x"]')).toBe('AS001')
  expect(await filing('office', '"hr"')).toBe('AS001')
  const out = [{ officer: officerB, tag: bytes(32) }]
  expect(await db.store.delayedInbox.keepOut(other.lookup, out)).toBe(1)
  expect(await filing('exclusions', '[]')).toBe('AS001')
})

test('T-102 whoever lets in makes no case of other letters than those that waited', async () => {
  const other = await fileInDelayedInbox(db)
  const [row] = await looking(
    db.superuser,
    (sql) => sql`select id from delayed_inbox where lookup = ${Buffer.from(other.lookup)}`,
  )
  const [mine] = other.filing.letters
  const done = looking(
    db.url,
    (sql) =>
      sql.begin(async (tx) => {
        await tx`
          insert into "case" (id, reference, office, category, channel, identity, flags, policy, reporter_certificate,
            received_on, reply_days, zone, paused_days, state)
          values (${other.filing.id}, 'NNN-NNN', 'ethics', 'advice', 'web_page', 'not_told', '{}', 'p', 'c',
            '2026-11-09', 7, 'UTC', 0, 'received')`
        await tx`
          insert into message (id, case_id, n, dir, seq, kind, day)
          values (${mine?.id ?? ''}, ${other.filing.id}, 1, 'r>o', 1, 'concern', '2026-11-09')`
        await tx`select take_delayed_filing(${row?.['id']}, ${Buffer.from(other.lookup)})`
      }),
    'aside_intake',
  )
  await expect(done).rejects.toMatchObject({ code: 'AS001' })
  expect(await db.store.releases.release('ethics', WEDNESDAY)).toBeGreaterThan(0)
  expect((await other.find())?.waiting).toEqual([])
  expect((await person.find())?.waiting).toEqual([])
})
