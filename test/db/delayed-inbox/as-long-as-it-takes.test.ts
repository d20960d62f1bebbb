import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkWaiting } from '#cli/check-waiting.ts'
import { base64url } from '#domain/case/ids.ts'
import { closeDay } from '#jobs/close-day.ts'
import { byReporter } from '../../fixtures/acts.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { upload } from '../../fixtures/file-rows.ts'
import { bytes, officerA } from '../../fixtures/filing.ts'
import { pageFiling } from '../../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  WEDNESDAY,
  waitingReporter,
} from '../../fixtures/waiting.ts'

/** Tables whose rows people fill: what is done to many of them takes as long as it takes. */
const FILLED = [
  ...['delayed_inbox', 'attachment', 'attachment_piece', 'envelope', 'message_key', 'message'],
  ...['idempotency_key', 'statistic', 'pending_ledger_line', 'ledger', 'shred', 'reminder'],
]
const DANGER = { category: 'safety', triageHours: 1 } as const

let db: TestDatabase
const log: string[] = []
beforeAll(async () => {
  db = await freshStore({ log })
  // Stands for a disk on which each statement takes longer than the limit of a question without files.
  await looking(db.superuser, async (sql) => {
    await sql`create table time_limit (of text, most text, primary key (of, most))`
    await sql`
      create function slow_disk() returns trigger language plpgsql security definer as $$
      begin
        insert into time_limit values (current_setting('application_name'), current_setting('statement_timeout'))
        on conflict do nothing;
        if current_setting('statement_timeout') = '4s' then
          raise exception using errcode = '57014', message = 'canceling statement due to statement timeout';
        end if;
        return null;
      end $$`
    for (const table of FILLED) {
      await sql.unsafe(
        `create trigger slow_disk after insert or update or delete or truncate on ${table} execute function slow_disk()`,
      )
    }
    await sql`create trigger slow_disk after delete on upload_piece execute function slow_disk()`
  })
})
afterAll(() => db.end())
beforeEach(() => void log.splice(0))

/** Time limits of the statements that wrote since this was asked last, each with its login. */
const limits = () =>
  looking(db.superuser, async (sql) => {
    const rows = await sql`delete from time_limit returning of || ' ' || most as line`
    return rows.map(({ line }) => line).toSorted()
  })
const release = (before = TUESDAY) => db.store.releases.release('ethics', before)

async function withFile(over: Parameters<typeof pageFiling>[0] = {}, files?: readonly string[]) {
  const file = await upload(db.store)
  const given = pageFiling(over)
  const letters = given.filing.letters.map((letter) => ({
    ...letter,
    ...(letter.dir === 'r>o' && { attachments: files ?? [file.id], uploads: files ?? [file.id] }),
  }))
  const person = waitingReporter(db, { ...given, filing: { ...given.filing, letters } })
  await db.store.delayedInbox.file(person.filing, null)
  const open = () => db.store.attachments.open(officerA, person.filing.id, file.id)
  const add = async () => {
    const more = await upload(db.store)
    const letter = { ...person.letter(2), attachments: [more.id], uploads: [more.id] }
    const event = byReporter('added', '2026-11-09')
    return db.store.delayedInbox.add(person.lookup, { nonce: bytes(32), letter, event })
  }
  return { file, person, open, add }
}

const findingsOn = async (today = TUESDAY) => {
  const clock = { now: () => new Date(`${today}T13:00:00Z`) }
  const policy = { offices: { ethics: { zone: 'UTC' } } }
  return checkWaiting({ store: db.store, services: { clock, policy } } as never)
}

test('T-150 however slow the disk is, a danger with files is taken, and what is added to it', async () => {
  const { file, open, add } = await withFile(DANGER)
  expect(await limits()).toEqual(['aside_intake 0'])
  expect(await open()).toEqual(file.sealed)
  expect(await add()).toBe('added')
  expect(await limits()).toEqual(['aside_desk 45s', 'aside_reporter 45s'])
})

test('T-150 her answer is waited for while the files are written: she is not told to send it again', async () => {
  await looking(db.superuser, (sql) =>
    sql.unsafe(`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(6.2); return null; end $$;
      create trigger slow after insert on attachment for each statement execute function slow()`),
  )
  const { file, open } = await withFile(DANGER)
  await looking(db.superuser, (sql) => sql`drop trigger slow on attachment`)
  expect(await open()).toEqual(file.sealed)
})

test('T-137 however slow the disk is, what waits is released with its files; whoever waits for an answer has 45 seconds', async () => {
  const { file, person, open, add } = await withFile()
  const back = await withFile()
  expect(await add()).toBe('added')
  const { delayedInbox, jobs, uploads } = db.store
  expect(await delayedInbox.takeBack(back.person.lookup, TUESDAY, 'withdrawn')).toBe(true)
  await limits()
  expect(await release()).toBe(2)
  const unlimited = ['aside_duty 0', 'aside_intake 0', 'aside_reporter 0']
  expect(await limits()).toEqual(unlimited)
  expect(await open()).toEqual(file.sealed)
  expect(log).toEqual([])
  await delayedInbox.settle(person.lookup, byReporter('settled', TUESDAY))
  expect(await release(WEDNESDAY)).toBe(1)
  await closeDay({
    clock: { now: () => new Date('2026-11-12T13:00:00Z') },
    log: { info: () => undefined, warn: (event) => void log.push(event) },
    jobs,
  })
  await uploads.sweep(WEDNESDAY)
  await limits()
  expect(await delayedInbox.takeBack(person.lookup, WEDNESDAY, 'withdrawn')).toBe(true)
  expect(await limits()).toEqual([])
  expect(await eraseTakenBack(jobs, WEDNESDAY)).toBe(2)
  expect(await limits()).toEqual(['aside_duty 0'])
  expect(log).toEqual([])
})

/** As many files as a concern may carry, each of the largest size and in the largest pieces. */
async function tenLargest(): Promise<readonly string[]> {
  const ids = Array.from({ length: 10 }, () => base64url(bytes(16)))
  await looking(
    db.superuser,
    (sql) => sql`
      with file as (
        insert into upload (id, size, day)
        select id, 40 * 262144, ${MONDAY_OF_FILING}::date from unnest(${`{${ids.join(',')}}`}::text[]) as id returning id
      )
      insert into upload_piece (upload_id, n, data)
      select id, n, decode(repeat('a5', 262144), 'hex') from file, generate_series(0, 39) as n`,
  )
  return ids
}

test('T-135 ten files of the largest size are taken back and erased, waiting or released', {
  timeout: 180_000,
}, async () => {
  const { delayedInbox } = db.store
  /** Files that are there up to their last piece. */
  const largest = async () => {
    const rows = await looking(
      db.superuser,
      (sql) =>
        sql`select from upload_piece where n = 39 union all select from attachment_piece where n = 39`,
    )
    return rows.length
  }
  const released = await withFile({}, await tenLargest())
  expect(await release()).toBe(1)
  const waiting = await withFile({}, await tenLargest())
  expect(await largest()).toBe(20)
  expect(await delayedInbox.takeBack(released.person.lookup, TUESDAY, 'withdrawn')).toBe(true)
  expect(await eraseTakenBack(db.store.jobs, TUESDAY)).toBe(1)
  expect(await largest()).toBe(10)
  expect(await delayedInbox.takeBack(waiting.person.lookup, TUESDAY, 'withdrawn')).toBe(true)
  expect(await eraseTakenBack(db.store.jobs, TUESDAY)).toBe(1)
  expect(await largest()).toBe(0)
})

test('T-137 what the database ends is a try, is put aside, and `check` fails by it', async () => {
  const ended = (how: string) =>
    looking(db.superuser, (sql) =>
      sql.unsafe(`
        create or replace function ended() returns trigger language plpgsql as $$
        begin raise exception using errcode = '${how}'; end $$;
        create or replace trigger ended before insert on "case" for each row execute function ended()`),
    )
  for (const how of ['57014', 'XX001', '53200']) {
    await fileInDelayedInbox(db)
    await ended(how)
    await release()
    await release()
    expect(await db.store.releases.trouble(TUESDAY), how).toMatchObject({ parked: 1 })
    expect(await findingsOn()).toContainEqual(expect.objectContaining({ level: 'fail' }))
    await looking(db.superuser, (sql) => sql`drop trigger ended on "case"`)
    expect(await release(WEDNESDAY)).toBe(1)
  }
})

test('T-137 `check` says of nothing that it can be released, and warns of what waits since before yesterday', async () => {
  await fileInDelayedInbox(db)
  const levels = async (today: typeof TUESDAY) =>
    (await findingsOn(today)).filter(({ what }) => !/written anew|day’s end/.test(what))
  const findings = await levels(TUESDAY)
  expect(findings).toMatchObject([{ level: 'ok' }])
  expect(findings[0]?.what).not.toContain('can be released')
  expect(await levels(WEDNESDAY)).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      what: expect.stringMatching(/^1 .*before yesterday/),
    }),
  )
  await release(WEDNESDAY)
  expect(await levels(WEDNESDAY)).toMatchObject([{ level: 'ok' }])
})
