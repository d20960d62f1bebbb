import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkWaiting } from '#cli/check-waiting.ts'
import { closeDay } from '#jobs/close-day.ts'
import { byReporter } from '../../fixtures/acts.ts'
import { upload } from '../../fixtures/file-rows.ts'
import { bytes, officerA } from '../../fixtures/filing.ts'
import { pageFiling } from '../../fixtures/page-filing.ts'
import { freshStore, type Held } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY, WEDNESDAY, waitingReporter } from '../../fixtures/waiting.ts'

/** Tables whose rows people fill: what is done to many of them takes as long as it takes. */
const FILLED = [
  ...['delayed_inbox', 'attachment', 'attachment_piece', 'envelope', 'message_key', 'message'],
  ...['idempotency_key', 'statistic', 'pending_ledger_line', 'ledger', 'shred', 'reminder'],
]
const DANGER = { category: 'safety', triageHours: 1 } as const

let held: Held
const log: string[] = []
beforeAll(async () => {
  held = await freshStore({ log })
  // Stands for a disk on which each statement takes longer than any limit it has.
  await looking(held.superuser, async (sql) => {
    await sql`
      create function slow_disk() returns trigger language plpgsql as $$
      begin
        if current_setting('statement_timeout') <> '0' then
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
afterAll(() => held.end())
beforeEach(() => void log.splice(0))

const release = (before = TUESDAY) => held.store.releases.release('ethics', before)

async function withFile(over: Parameters<typeof pageFiling>[0] = {}) {
  const file = await upload(held.store)
  const given = pageFiling(over)
  const letters = given.filing.letters.map((letter) => ({
    ...letter,
    ...(letter.dir === 'r>o' && { attachments: [file.id], uploads: [file.id] }),
  }))
  const person = waitingReporter(held, { ...given, filing: { ...given.filing, letters } })
  await held.store.delayedInbox.file(person.filing, null)
  const open = () => held.store.attachments.open(officerA, person.filing.id, file.id)
  const add = async () => {
    const more = await upload(held.store)
    const letter = { ...person.letter(2), attachments: [more.id], uploads: [more.id] }
    const event = byReporter('added', '2026-11-09')
    return held.store.delayedInbox.add(person.lookup, { nonce: bytes(32), letter, event })
  }
  return { file, person, open, add }
}

const said = async (today = TUESDAY) => {
  const clock = { now: () => new Date(`${today}T13:00:00Z`) }
  const policy = { offices: { ethics: { zone: 'UTC' } } }
  return checkWaiting({ store: held.store, services: { clock, policy } } as never)
}

test('T-150 however slow the disk is, a danger with files is taken, and what is added to it', async () => {
  const { file, open, add } = await withFile(DANGER)
  expect(await open()).toEqual(file.sealed)
  expect(await add()).toBe('added')
})

test('T-150 her answer is waited for while the files are written: she is not told to send it again', async () => {
  await looking(held.superuser, (sql) =>
    sql.unsafe(`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(4.2); return null; end $$;
      create trigger slow after insert on attachment for each statement execute function slow()`),
  )
  const { file, open } = await withFile(DANGER)
  await looking(held.superuser, (sql) => sql`drop trigger slow on attachment`)
  expect(await open()).toEqual(file.sealed)
})

test('T-137 however slow the disk is, what waits is released with its files, settled, taken back and erased', async () => {
  const { file, person, open, add } = await withFile()
  const back = await withFile()
  expect(await add()).toBe('added')
  const { delayedInbox, jobs, uploads } = held.store
  expect(await delayedInbox.erase(back.person.lookup, TUESDAY, 'withdrawn')).toBe(true)
  expect(await release()).toBe(2)
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
  expect(await delayedInbox.erase(person.lookup, WEDNESDAY, 'withdrawn')).toBe(true)
  expect(log).toEqual([])
})

test('T-137 what the database ends is a try, is put aside, and `check` fails by it', async () => {
  const ended = (how: string) =>
    looking(held.superuser, (sql) =>
      sql.unsafe(`
        create or replace function ended() returns trigger language plpgsql as $$
        begin raise exception using errcode = '${how}'; end $$;
        create or replace trigger ended before insert on "case" for each row execute function ended()`),
    )
  for (const how of ['57014', 'XX001', '53200']) {
    await fileInDelayedInbox(held)
    await ended(how)
    await release()
    await release()
    expect(await held.store.releases.trouble(TUESDAY), how).toMatchObject({ parked: 1 })
    expect(await said()).toContainEqual(expect.objectContaining({ level: 'fail' }))
    await looking(held.superuser, (sql) => sql`drop trigger ended on "case"`)
    expect(await release(WEDNESDAY)).toBe(1)
  }
})

test('T-137 `check` says of nothing that it can be released, and warns of what waits since before yesterday', async () => {
  await fileInDelayedInbox(held)
  const levels = async (today: typeof TUESDAY) =>
    (await said(today)).filter(({ what }) => !what.includes('written anew'))
  const found = await levels(TUESDAY)
  expect(found).toMatchObject([{ level: 'ok' }])
  expect(found[0]?.what).not.toContain('can be released')
  expect(await levels(WEDNESDAY)).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      what: expect.stringMatching(/^1 .*before yesterday/),
    }),
  )
  await release(WEDNESDAY)
  expect(await levels(WEDNESDAY)).toMatchObject([{ level: 'ok' }])
})
