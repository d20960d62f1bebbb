import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayEdge } from '#crypto/day-edge.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { database } from '#db/database.ts'
import { delayedInboxOf } from '#db/delayed-inbox/delayed-inbox.ts'
import { fileInDelayedInbox } from '#db/delayed-inbox/file-concern.ts'
import { arrayLiteral } from '#db/literal.ts'
import { connectionAs } from '#db/roles/logins.ts'
import { dayLimits } from '#db/uploads/daily-bytes.ts'
import { uploadStore } from '#db/uploads/upload-store.ts'
import { base64url } from '#domain/case/ids.ts'
import { byReporter } from '../fixtures/acts.ts'
import { bytes } from '../fixtures/filing.ts'
import { linkOf, pageFiling } from '../fixtures/page-filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'
import { MONDAY_OF_FILING as ON, TUESDAY, waitingReporter } from '../fixtures/waiting.ts'

const DAY_LIMITS = dayLimits(async () => 0)
const LIMITS = { kib: 8 << 20, letter_kib: 4 << 20 }
const statements: string[] = []
let db: TestDatabase
let intake: postgres.Sql
let reporters: postgres.Sql

beforeAll(async () => {
  db = await freshStore()
  intake = spied('aside_intake')
  reporters = spied('aside_reporter')
})
afterAll(async () => {
  await Promise.all([intake.end(), reporters.end()])
  await db.end()
})

/** Each statement of this role is in `statements`. */
function spied(role: 'aside_intake' | 'aside_reporter'): postgres.Sql {
  return postgres({
    ...connectionAs(db.url, role),
    max: 1,
    fetch_types: false,
    connection: { role },
    debug: (_connection, statement) => void statements.push(statement),
  })
}

async function fill(what: keyof typeof LIMITS, left = 0): Promise<void> {
  await looking(
    db.superuser,
    (
      sql,
    ) => sql`insert into daily_count (day, what, n) values (${ON}, ${what}, ${LIMITS[what] - left})
      on conflict (day, what) do update set n = excluded.n`,
  )
}

/** What these tables take on the disk, rows that were undone with it. */
async function sizes(...tables: string[]): Promise<readonly number[]> {
  const rows = await looking(
    db.superuser,
    (sql) => sql<{ size: number }[]>`
      select pg_total_relation_size(t::regclass)::int as size from unnest(${arrayLiteral(tables)}::text[]) as t`,
  )
  return rows.map(({ size }) => size)
}

/** What is heard, and each statement that was sent for it. */
async function heard(act: Promise<unknown>): Promise<readonly [unknown, readonly string[]]> {
  statements.length = 0
  const answer = await act.catch(({ code }: { code: string }) => code)
  return [answer, statements.map((one) => one.replaceAll(/\s+/g, ' '))]
}

function long() {
  const { filing } = pageFiling()
  return { ...filing, letters: filing.letters.map((one) => ({ ...one, data: bytes(300_000) })) }
}

test('T-138 on a full day a link costs the same work, used, unused, over or of nobody, and nothing is written', async () => {
  const file = fileInDelayedInbox(intake, exclusions, DAY_LIMITS)
  const [used, unused, over] = [linkOf(), linkOf(), linkOf(bytes(32))]
  expect(await file(pageFiling().filing, used)).toBe('filed')
  const links = [used, unused, over, { ...linkOf(), marksBefore: [used.mark] }]
  await fill('letter_kib')
  const before = await sizes('delayed_inbox', 'idempotency_key')
  const without = await heard(file(long(), null))
  expect(without[0]).toBe('DAY_FULL')
  expect(without[1].join()).not.toMatch(/insert|accept_letters|office_link/)
  for (const link of links) expect(await heard(file(long(), link))).toEqual(without)
  expect(await sizes('delayed_inbox', 'idempotency_key')).toEqual(before)
  expect(await file(pageFiling().filing, unused)).toBe('filed')
})

test('T-138 behind another refusal a link costs the same statements, used, unused or of nobody, and is not used up', async () => {
  const file = fileInDelayedInbox(intake, exclusions, DAY_LIMITS)
  const [used, unused] = [linkOf(), linkOf()]
  const hers = pageFiling()
  expect(await file(hers.filing, used)).toBe('filed')
  const links = [used, unused, linkOf(bytes(32)), { ...linkOf(), marksBefore: [used.mark] }]
  const announced = base64url(bytes(16))
  await uploadStore(intake, database(intake), DAY_LIMITS).put(
    { id: announced, size: 9_000 },
    0,
    bytes(5),
    ON,
  )
  const danger = { category: 'safety', triageHours: 1 } as const
  const withFile = (id: string) => () => {
    const { filing } = pageFiling(danger)
    const [first, ...rest] = filing.letters
    if (first === undefined) throw new Error('a letter')
    return { ...filing, letters: [{ ...first, attachments: [id], uploads: [id] }, ...rest] }
  }
  const refused = {
    // The receipt of somebody, and the id of her case.
    sent_before: () => ({
      ...pageFiling(danger).filing,
      id: hers.filing.id,
      receipt: hers.filing.receipt,
    }),
    already: () => ({ ...pageFiling(danger).filing, nonce: hers.filing.nonce }),
    UPLOAD_REFUSED: withFile(announced),
  }
  for (const [answer, given] of Object.entries(refused)) {
    const without = await heard(file(given(), null))
    expect(without[0]).toBe(answer)
    expect(without[1].join()).not.toMatch(/insert|office_link/)
    for (const link of links) expect(await heard(file(given(), link))).toEqual(without)
  }
  expect(await file(pageFiling().filing, unused)).toBe('filed')
})

test('T-138 whoever tries a link uses it up, also where a lock of his own office is in the way for longer than a lock is waited for', async () => {
  const { file } = db.store.delayedInbox
  const link = linkOf()
  const { filing } = pageFiling({ category: 'safety', triageHours: 1 })
  const tried = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      // As whoever has much that waits to be told, and wants to be told no more.
      for (const one of filing.readers)
        await tx`select pg_advisory_xact_lock(20871006, hashtext(${one as string}))`
      const filed = file(filing, link).catch(({ code }: { code: string }) => code)
      await wait(4_500)
      return [filed]
    }),
  )
  expect(await Promise.all(tried)).toEqual(['filed'])
  await expect(file(pageFiling().filing, link)).rejects.toMatchObject({ code: 'LINK_OVER' })
})

test('T-138 what passed is taken and counted above the limit too: a link is not told unused by who fills the day meanwhile', async () => {
  const file = fileInDelayedInbox(intake, exclusions, DAY_LIMITS)
  const count = () =>
    looking(
      db.superuser,
      (sql) => sql<{ n: number }[]>`
        select n from daily_count where day = ${ON} and what = 'letter_kib'`,
    ).then(([row]) => row?.n)
  await fill('letter_kib', 300)
  // Others fill the day when this one was let pass, and is not counted yet.
  const filing = long()
  const [letter] = filing.letters
  const filed = await looking(db.superuser, async (sql) => {
    const ends = Promise.withResolvers<void>()
    const locked = Promise.withResolvers<void>()
    const others = sql.begin(async (tx) => {
      await tx`update daily_count set n = ${LIMITS.letter_kib} where day = ${ON} and what = 'letter_kib'`
      locked.resolve()
      await ends.promise
    })
    await locked.promise
    const hers = file(filing, linkOf())
    await somebodyWaits(db.superuser)
    ends.resolve()
    await others
    return hers
  })
  expect(filed).toBe('filed')
  expect(await count()).toBe(LIMITS.letter_kib + Math.ceil((letter?.data.length ?? 0) / 1024))
  await expect(file(long(), linkOf())).rejects.toMatchObject({ code: 'DAY_FULL' })
})

test('T-150 a piece that the day takes no more is never written, and one that is there is no new one', async () => {
  const uploads = uploadStore(intake, database(intake), DAY_LIMITS)
  const [here, refused] = [base64url(bytes(16)), base64url(bytes(16))]
  const piece = bytes(200_000)
  const file = (id: string) => ({ id, size: 2 * piece.length })
  await uploads.put(file(here), 0, piece, ON)
  await fill('kib')
  const before = await sizes('upload', 'upload_piece')
  for (const id of [here, refused, refused]) {
    const [answer, sent] = await heard(uploads.put(file(id), 1, bytes(200_000), ON))
    expect(answer).toBe('FILES_FULL')
    expect(sent.join()).not.toMatch(/insert|add_to_daily_count/)
  }
  expect(await sizes('upload', 'upload_piece')).toEqual(before)
  await uploads.put(file(here), 0, piece, ON)
  expect(await uploads.has(here)).toEqual([0])
  expect(await uploads.has(refused)).toBeNull()
})

test.each(['waiting', 'danger', 'released'] as const)(
  'T-150 a later letter that the day takes no more is never written (%s), and a short one is taken',
  async (kind) => {
    const inbox = delayedInboxOf(intake, database(reporters), exclusions, () => TUESDAY, DAY_LIMITS)
    const over = kind === 'danger' ? ({ category: 'safety', triageHours: 1 } as const) : {}
    const person = waitingReporter(db, pageFiling(over))
    await fill('letter_kib', LIMITS.letter_kib)
    await inbox.file(person.filing, null)
    if (kind === 'released') await db.store.releases.release('ethics', TUESDAY)
    await fill('letter_kib')
    const tables = ['delayed_inbox', 'idempotency_key', 'message', 'envelope', 'event']
    const before = await sizes(...tables)
    const add = (length: number) =>
      inbox.add(person.lookup, {
        nonce: bytes(32),
        letter: person.letter(2, 'addition', { data: bytes(length) }),
        event: byReporter('added', ON),
      })
    const [answer, sent] = await heard(add(300_000))
    expect(answer).toBe('DAY_FULL')
    expect(sent.join()).not.toMatch(/insert|update|accept_letters/)
    expect(await sizes(...tables)).toEqual(before)
    expect(await add(5_000)).toBe('added')
  },
)

describe('T-136 below the limit of a day no answer depends on what others sent', () => {
  /** A letter of a made-up link, one for a place that is taken, and a piece of a file that a letter has: all are refused. */
  async function polls() {
    const file = fileInDelayedInbox(intake, exclusions, DAY_LIMITS)
    const inbox = delayedInboxOf(intake, database(reporters), exclusions, () => TUESDAY, DAY_LIMITS)
    const uploads = uploadStore(intake, database(intake), DAY_LIMITS)
    const person = waitingReporter(db, pageFiling({}))
    const id = base64url(bytes(16))
    await uploads.put({ id, size: 400_000 }, 0, bytes(200_000), ON)
    await uploads.put({ id, size: 400_000 }, 1, bytes(200_000), ON)
    const [first, ...rest] = person.filing.letters
    if (first === undefined) throw new Error('a letter')
    const letters = [{ ...first, attachments: [id], uploads: [id] }, ...rest]
    expect(await inbox.file({ ...person.filing, letters }, null)).toBe('filed')
    const taken = person.letter(1, 'addition', { data: bytes(300_000) })
    const event = byReporter('added', ON)
    return async () => [
      (await heard(file(long(), { ...linkOf(), handedOut: [bytes(32)] })))[0],
      (await heard(inbox.add(person.lookup, { nonce: bytes(32), letter: taken, event })))[0],
      (await heard(uploads.put({ id, size: 400_000 }, 2, bytes(200_000), ON)))[0],
    ]
  }

  test('whatever is left of it, and whatever they send', async () => {
    await fill('letter_kib', LIMITS.letter_kib)
    await fill('kib', LIMITS.kib)
    const poll = await polls()
    const file = fileInDelayedInbox(intake, exclusions, DAY_LIMITS)
    for (const left of [1_000_000, 400, 140, 66, 1]) {
      await fill('letter_kib', left)
      await fill('kib', left)
      expect(await poll()).toEqual(['LINK_OVER', 'changed', 'UPLOAD_REFUSED'])
      if (left === 1) continue
      expect(await file(pageFiling().filing, null)).toBe('filed')
      expect(await poll()).toEqual(['LINK_OVER', 'changed', 'UPLOAD_REFUSED'])
    }
    await fill('letter_kib')
    await fill('kib')
    expect(await poll()).toEqual(['DAY_FULL', 'DAY_FULL', 'FILES_FULL'])
  })

  test('and the limit of a day is its own, up to an eighth lower: the same for every server, of files and of letters', async () => {
    const secret = new Uint8Array(32).fill(5)
    const edge = dayEdge(serverKeys(secret))
    const days = [ON, TUESDAY]
    const edges = await Promise.all(days.flatMap((on) => [edge('files', on), edge('letters', on)]))
    expect(new Set(edges).size).toBe(4)
    for (const one of edges) expect(one >= 0 && one < 1).toBe(true)
    expect(await dayEdge(serverKeys(secret.slice()))('letters', ON)).toBe(edges[1])
    for (const part of [0, 0.5, edges[1] ?? 0]) {
      const file = fileInDelayedInbox(
        intake,
        exclusions,
        dayLimits(async () => part),
      )
      const limit = Math.floor(LIMITS.letter_kib * (1 - part / 8))
      await fill('letter_kib', LIMITS.letter_kib - limit + 1)
      expect(await file(long(), null)).toBe('filed')
      await fill('letter_kib', LIMITS.letter_kib - limit)
      expect((await heard(file(long(), null)))[0]).toBe('DAY_FULL')
    }
  })
})
