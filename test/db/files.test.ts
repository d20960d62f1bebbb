import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#db/database.ts'
import { pool } from '#db/pool.ts'
import { dayLimits } from '#db/uploads/daily-bytes.ts'
import { uploadStore } from '#db/uploads/upload-store.ts'
import { day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { base64url, newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { Filing } from '#ports.ts'
import { byReporter } from '../fixtures/acts.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { claim, hereOf, move, upload } from '../fixtures/file-rows.ts'
import { bytes, filing, officerA, officerB, officerC } from '../fixtures/filing.ts'
import { pageFiling } from '../fixtures/page-filing.ts'
import { piecesOf, sealedFile } from '../fixtures/sealed.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { dump, looking, refusedWith } from '../fixtures/superuser.ts'
import { fileInDelayedInbox, type WaitingReporter } from '../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const refused = { code: 'UPLOAD_REFUSED' }
const DAY = day('2026-11-09')
const letter = () => ({ case: newCaseId(systemChance), id: newMessageId(systemChance) })

/** A concern with one file, as it is once the delayed inbox let it through. */
async function filedWithFile(readers = [officerA, officerB]) {
  const given = filing({ readers })
  const concern = given.letters[0] as SealedLetter
  const { id, sealed } = await upload(db.store)
  expect(await claim(db.url, concern, [id])).toBe(true)
  await db.store.intake.file(given)
  expect(await move(db.superuser, concern)).toBe(1)
  return { given, concern, file: id, sealed }
}

test('a broken line loses nothing: what arrived is known, and the rest makes it whole', async () => {
  const sealed = sealedFile(600_000)
  const [first, second, third] = piecesOf(sealed)
  const id = base64url(bytes(16))
  const file = { id, size: sealed.length }
  const { uploads } = db.store
  await uploads.put(file, 2, third ?? sealed, DAY)
  await uploads.put(file, 0, first ?? sealed, DAY)
  expect(await uploads.has(id)).toEqual([0, 2])
  await uploads.put(file, 0, first ?? sealed, DAY)
  await uploads.put(file, 1, second ?? sealed, DAY)
  expect(await uploads.has(id)).toEqual([0, 1, 2])
  expect(await hereOf(db.url, id)).toEqual(sealed)
})

test('another piece in the place of one that is here is refused', async () => {
  const { id, sealed } = await upload(db.store)
  const { uploads } = db.store
  const other = uploads.put({ id, size: sealed.length }, 0, bytes(sealed.length), DAY)
  await expect(other).rejects.toMatchObject(refused)
  expect(await hereOf(db.url, id)).toEqual(sealed)
})

test('a file of which nothing came is not there', async () => {
  expect(await db.store.uploads.has(base64url(bytes(16)))).toBeNull()
})

test('a letter takes whole files, all or none, and nobody else’s', async () => {
  const whole = await upload(db.store)
  const half = base64url(bytes(16))
  await db.store.uploads.put({ id: half, size: 70_000 }, 0, bytes(10), DAY)
  const mine = letter()
  expect(await claim(db.url, mine, [whole.id, half])).toBe(false)
  expect(await claim(db.url, mine, [whole.id, whole.id])).toBe(false)
  expect(await claim(db.url, mine, [whole.id, base64url(bytes(16))])).toBe(false)
  expect(await db.store.uploads.has(whole.id)).not.toBeNull()
  expect(await claim(db.url, mine, [whole.id])).toBe(true)
  expect(await claim(db.url, mine, [whole.id])).toBe(false)
  expect(await claim(db.url, letter(), [whole.id])).toBe(false)
  expect(await claim(db.url, letter(), [])).toBe(true)
})

test('of two letters that name one file at the same moment one has it', async () => {
  const { id } = await upload(db.store)
  const both = await Promise.all([letter(), letter()].map((one) => claim(db.url, one, [id])))
  expect(both.filter(Boolean)).toHaveLength(1)
})

test('a file that a letter named is seen by nobody who lets things in', async () => {
  const { id } = await upload(db.store)
  await claim(db.url, letter(), [id])
  expect(await db.store.uploads.has(id)).toBeNull()
  expect(await hereOf(db.url, id)).toBeNull()
  const more = db.store.uploads.put({ id, size: 10 }, 0, bytes(10), DAY)
  await expect(more).rejects.toMatchObject(refused)
})

test('T-136 what a file is called in one case says nothing of another: both have it, each its own', async () => {
  const [one, other] = [await upload(db.store), await upload(db.store)]
  const [mine, foreign] = [letter(), letter()]
  const name = [base64url(bytes(16))]
  expect(await claim(db.url, foreign, [other.id], name)).toBe(true)
  expect(await claim(db.url, mine, [one.id], name)).toBe(true)
  const again = await upload(db.store)
  expect(await claim(db.url, { ...mine, id: letter().id }, [again.id], name)).toBe(false)
})

test('a reader of the case gets the sealed file as it was sent, and that she fetched it is told', async () => {
  const { given, file, sealed } = await filedWithFile()
  expect(await db.store.attachments.open(officerA, given.id, file)).toEqual(sealed)
  const lines = await looking(
    db.superuser,
    (sql) => sql`select officer, act, ref from ledger order by n desc limit 1`,
  )
  expect([...lines]).toEqual([{ officer: officerA, act: 'fetched', ref: expect.any(String) }])
  const left = await looking(db.superuser, (sql) => sql`select from upload where id = ${file}`)
  expect(left).toHaveLength(0)
})

test('T-02 a file of a case that is not hers is no file at all', async () => {
  const { given, file } = await filedWithFile()
  const other = await filedWithFile([officerC])
  const { attachments } = db.store
  expect(await attachments.open(officerC, given.id, file)).toBeNull()
  expect(await attachments.open(officerC, other.given.id, file)).toBeNull()
  expect(await attachments.open(officerA, other.given.id, file)).toBeNull()
  expect(await attachments.open(officerA, given.id, base64url(bytes(16)))).toBeNull()
  const seen = await looking(
    db.url,
    (sql) => sql`select from attachment union all select from attachment_piece`,
    'aside_desk',
  )
  expect(seen).toHaveLength(0)
})

test('T-02 whoever is kept out later can fetch no file any more', async () => {
  const { given, file } = await filedWithFile()
  const lookup = given.receipt.lookups[0] ?? bytes(32)
  await db.store.reporters.keepOut(lookup, [{ officer: officerB, tag: bytes(32) }])
  expect(await db.store.attachments.open(officerB, given.id, file)).toBeNull()
  expect(await db.store.attachments.open(officerA, given.id, file)).not.toBeNull()
})

test('case 24: a file of which a piece is missing is said to be broken', async () => {
  const { given, file } = await filedWithFile()
  await looking(db.superuser, async (sql) => {
    await sql`alter table attachment_piece disable trigger user`
    await sql`delete from attachment_piece where attachment_id = ${file}`
    await sql`alter table attachment_piece enable trigger user`
  })
  await expect(db.store.attachments.open(officerA, given.id, file)).rejects.toMatchObject({
    code: 'ENVELOPE_BROKEN',
  })
})

test.each([
  ['a file is not changed', "update attachment set message_id = 'x'"],
  ['what a file holds is not changed', "update attachment_piece set data = 'x'"],
  ['a file does not just disappear', 'delete from attachment'],
  ['what a file holds does not just disappear', 'delete from attachment_piece'],
  ['nobody empties the files', 'truncate attachment cascade'],
  ['a sent piece is not written over', "update upload_piece set data = 'x'"],
  ['a file is not given a later day', "update upload set day = '2027-01-01'"],
])('%s', async (_, statement) => {
  await filedWithFile()
  await upload(db.store)
  expect(await refusedWith(db.superuser, statement)).toBe('AS001')
})

test('taking a case back takes its files along, and what of it still waits', async () => {
  const { given, file, sealed } = await filedWithFile()
  const waiting = { ...letter(), case: given.id }
  const later = await upload(db.store)
  const lookup = given.receipt.lookups[0] ?? bytes(32)
  expect(await claim(db.url, waiting, [later.id], [later.id], lookup)).toBe(true)
  await looking(
    db.superuser,
    (sql) => sql`insert into delayed_inbox (id, office, day, lookup, n, act, body) values
      (${bytes(16)}, 'ethics', '2026-11-09', ${lookup}, 1, 'added', ${Buffer.from(JSON.stringify({ id: waiting.id }))})`,
  )
  expect(await db.store.reporters.takeBack(lookup, DAY, 'withdrawn')).toBe(true)
  expect(await eraseTakenBack(db.store.jobs, DAY)).toBe(1)
  const everything = JSON.stringify(await dump(db.superuser))
  const hex = Buffer.from(sealed.subarray(0, 64)).toString('hex')
  for (const gone of [given.id, file, later.id, waiting.id, hex]) {
    expect(everything).not.toContain(gone)
  }
})

test('T-133 a file that was given up on is gone within a day, and its row tells no time and no address', async () => {
  const given = filing()
  const named = given.letters[0] as SealedLetter
  const [abandoned, waiting, fresh] = [
    await upload(db.store),
    await upload(db.store),
    await upload(db.store, '2026-11-10'),
  ]
  await claim(db.url, named, [waiting.id])
  const columns = await looking(
    db.superuser,
    (sql) => sql`select table_name || '.' || column_name as name from information_schema.columns
      where table_name in ('upload', 'upload_piece') order by 1`,
  )
  expect(columns.map((row) => row['name'])).toEqual([
    'upload.case_id',
    'upload.day',
    'upload.file_id',
    'upload.id',
    'upload.message_id',
    'upload.size',
    'upload_piece.data',
    'upload_piece.n',
    'upload_piece.upload_id',
  ])
  expect(await db.store.uploads.sweep(day('2026-11-10'))).toBeGreaterThan(0)
  expect(await db.store.uploads.has(abandoned.id)).toBeNull()
  expect(await db.store.uploads.has(fresh.id)).toEqual([0])
  await db.store.intake.file(given)
  expect(await move(db.superuser, named)).toBe(1)
})

test('a file whose letter went without it does not stay for ever', async () => {
  const { id } = await upload(db.store)
  await claim(db.url, letter(), [id])
  const there = () =>
    looking(db.superuser, (sql) => sql`select from upload where id = ${id}`).then(
      (rows) => rows.length,
    )
  await db.store.uploads.sweep(day('2026-11-12'))
  expect(await there()).toBe(1)
  await db.store.uploads.sweep(day('2026-11-20'))
  expect(await there()).toBe(0)
})

test('T-150 letters are counted apart from files, also those that come to a case; danger and a short account are always taken', async () => {
  const own = await freshStore()
  try {
    const count = (what: string) =>
      looking(
        own.superuser,
        (sql) => sql`select n from daily_count where what = ${what} and day = ${DAY}`,
      ).then(([row]) => row?.['n'])
    const fill = (what: string) =>
      looking(
        own.superuser,
        (sql) => sql`insert into daily_count (day, what, n) values (${DAY}, ${what}, ${4 << 20})
          on conflict (day, what) do update set n = excluded.n`,
      )
    const long = (person: WaitingReporter) => ({ ...person.letter(2), data: bytes(70_000) })
    const add = (person: WaitingReporter) =>
      own.store.delayedInbox.add(person.lookup, {
        nonce: bytes(32),
        letter: long(person),
        event: byReporter('added', DAY),
      })
    const person = await fileInDelayedInbox(own)
    expect(await count('letter_kib')).toBe(1)
    await looking(
      own.superuser,
      (sql) => sql`insert into daily_count values (${DAY}, 'kib', ${8 << 20})`,
    )
    expect(await add(person)).toBe('added')
    expect(await count('letter_kib')).toBe(1 + Math.ceil(70_000 / 1024))
    await fill('letter_kib')
    await expect(add(await fileInDelayedInbox(own))).rejects.toMatchObject({ code: 'DAY_FULL' })
    expect(await (await fileInDelayedInbox(own)).add(2)).toBe('added')
    const given = pageFiling({})
    const letters = given.filing.letters.map((one) => ({ ...one, data: bytes(70_000) }))
    const file = (over: Partial<Filing>) =>
      own.store.delayedInbox.file({ ...given.filing, letters, ...over }, null)
    await expect(file({})).rejects.toMatchObject({ code: 'DAY_FULL' })
    expect(await file({ category: 'safety' })).toBe('filed')
  } finally {
    await own.end()
  }
})

test('T-150 bytes that came are counted, and nothing else: an announcement costs nobody anything', async () => {
  const own = await freshStore()
  const intake = pool(own.url, 'aside_intake', 1)
  const duty = pool(own.url, 'aside_duty', 1)
  try {
    const sealed = sealedFile()
    const files = 2 * Math.ceil(sealed.length / 1024) * 1024
    const limits = dayLimits(async () => 0, { files, letters: 0 })
    const uploads = uploadStore(intake, database(duty), limits)
    const full = { code: 'FILES_FULL' }
    const first = await upload({ uploads }, '2026-11-09', sealed)
    // The same once more is nothing new.
    await uploads.put({ id: first.id, size: sealed.length }, 0, sealed, DAY)
    await upload({ uploads }, '2026-11-09', sealed)
    await expect(upload({ uploads }, '2026-11-09', sealed)).rejects.toMatchObject(full)
    const [left] = await looking(own.superuser, (sql) => sql`select count(*)::int as n from upload`)
    expect(left?.['n']).toBe(2)
    // Claimed or not, it came on that day; the next one begins anew.
    expect(await claim(own.url, letter(), [first.id])).toBe(true)
    await expect(upload({ uploads }, '2026-11-09', sealed)).rejects.toMatchObject(full)
    await upload({ uploads }, '2026-11-10', sealed)
  } finally {
    await Promise.all([intake.end(), duty.end()])
    await own.end()
  }
})

test('T-102 no file joins a letter later than with its act', async () => {
  const given = filing()
  const concern = given.letters[0] as SealedLetter
  const { id } = await upload(db.store)
  expect(await claim(db.url, concern, [id])).toBe(true)
  await db.store.intake.file(given)
  const joins = `select move_attachments('${given.id}', '${concern.id}')`
  expect(await refusedWith(db.url, joins, 'aside_reporter')).toBe('AS001')
  expect(await refusedWith(db.url, joins, 'aside_intake')).toBe('AS001')
})

test('T-102 no login takes a place for a file in a case that is there, but for its person', async () => {
  const [mine, others] = [filing(), filing()]
  await Promise.all([mine, others].map((one) => db.store.intake.file(one)))
  const waits = await fileInDelayedInbox(db)
  const { id } = await upload(db.store)
  const [receipt] = mine.receipt.lookups
  for (const foreign of [others.id, waits.filing.id]) {
    const there = { ...letter(), case: foreign }
    expect(await claim(db.url, there, [id])).toBe(false)
    expect(await claim(db.url, there, [id], [id], receipt)).toBe(false)
  }
  expect(await claim(db.url, { ...letter(), case: mine.id }, [id], [id], receipt)).toBe(true)
  const more = await upload(db.store)
  const own = { ...letter(), case: waits.filing.id }
  expect(await claim(db.url, own, [more.id], [more.id], waits.lookup)).toBe(true)
})

test('T-102 one who sends a concern under the id of somebody else’s case takes no place in it', async () => {
  const given = filing()
  await db.store.intake.file(given)
  const other = await fileInDelayedInbox(db, { id: given.id })
  const { id } = await upload(db.store)
  const there = { ...letter(), case: given.id }
  expect(await claim(db.url, there, [id], [id], other.lookup)).toBe(false)
  // The person herself has two receipts, and comes by either.
  const [card = bytes(32)] = given.receipt.lookups
  const words = bytes(32)
  const mine = { id: given.id, lookup: card }
  await db.store.reporters.giveWords(mine, { ...given.receipt, kind: 'words', lookups: [words] })
  expect(await claim(db.url, there, [id], [id], words)).toBe(true)
})
