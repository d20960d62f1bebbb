import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function newCase() {
  const given = filing()
  await db.store.intake.file(given)
  const [lookup] = given.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  const letter = (seq: number, officers = [officerA, officerB]) =>
    sealedLetter({
      case: given.id,
      dir: 'r>o',
      seq,
      kind: 'addition',
      on: day('2026-11-11'),
      officers,
      reporter: true,
    })
  return { given, lookup, letter, event: byReporter('added', '2026-11-11') }
}

test('the same addition twice is one letter', async () => {
  const { given, lookup, letter, event } = await newCase()
  const addition = { nonce: bytes(32), letter: letter(2), event }
  expect(await db.store.reporters.add(lookup, addition)).toBe('added')
  expect(await db.store.reporters.add(lookup, addition)).toBe('already')
  expect((await db.store.desk.open(officerA, given.id))?.letters).toHaveLength(2)
})

test('T-155 with an addition goes the mark of its screen, once, and with what is undone goes none', async () => {
  const { lookup, letter, event } = await newCase()
  const { reporters } = db.store
  const screen = bytes(32)
  const refused = { nonce: bytes(32), screen: bytes(32), letter: letter(1), event }
  expect(await reporters.add(lookup, refused)).toBe('changed')
  expect(await reporters.added(refused.screen)).toBe(false)
  for (const seq of [2, 3]) {
    const addition = { nonce: bytes(32), screen, letter: letter(seq), event }
    expect(await reporters.add(lookup, addition)).toBe('added')
    expect(await reporters.added(screen)).toBe(true)
  }
})

test('twenty retries of one addition at once are one letter', async () => {
  const { given, lookup, letter, event } = await newCase()
  const nonce = bytes(32)
  const results = await Promise.all(
    Array.from({ length: 20 }, () =>
      db.store.reporters.add(lookup, { nonce, letter: letter(2), event }),
    ),
  )
  expect(results.filter((result) => result === 'added')).toHaveLength(1)
  expect((await db.store.desk.open(officerA, given.id))?.letters).toHaveLength(2)
})

test('a place that is taken says so, and the nonce can be used again', async () => {
  const { lookup, letter, event } = await newCase()
  const nonce = bytes(32)
  expect(await db.store.reporters.add(lookup, { nonce, letter: letter(1), event })).toBe('changed')
  expect(await db.store.reporters.add(lookup, { nonce, letter: letter(2), event })).toBe('added')
})

test('a closed case takes nothing more, and says so', async () => {
  const { given, lookup, letter, event } = await newCase()
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('closed', '2026-11-11', 'advice_given'),
  }))
  expect(await db.store.reporters.add(lookup, { nonce: bytes(32), letter: letter(2), event })).toBe(
    'closed',
  )
})

test('a letter sealed for somebody who reads no more is to be sealed anew', async () => {
  const { lookup, letter, event } = await newCase()
  const stale = letter(2, [officerA, officerC])
  expect(await db.store.reporters.add(lookup, { nonce: bytes(32), letter: stale, event })).toBe(
    'changed',
  )
})

test("a person's letter does not reach another person's case", async () => {
  const mine = await newCase()
  const other = await newCase()
  await expect(
    db.store.reporters.add(mine.lookup, {
      nonce: bytes(32),
      letter: other.letter(2),
      event: mine.event,
    }),
  ).rejects.toMatchObject({ code: 'ENVELOPE_FOREIGN' })
  await expect(
    db.store.reporters.add(bytes(32), {
      nonce: bytes(32),
      letter: mine.letter(2),
      event: mine.event,
    }),
  ).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
})

test('notes among officers are not given to the person, and do not stand in her way', async () => {
  const { given, lookup, letter, event } = await newCase()
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('noted', '2026-11-11'),
    letter: sealedLetter({
      case: given.id,
      dir: 'o>o',
      seq: 1,
      kind: 'note',
      on: day('2026-11-11'),
      officers: [officerA, officerB],
    }),
  }))
  expect(await db.store.reporters.add(lookup, { nonce: bytes(32), letter: letter(2), event })).toBe(
    'added',
  )
  const [reportersCase] = await db.store.reporters.find([lookup])
  expect(reportersCase?.letters.map(({ head }) => head.dir)).toEqual(['r>o', 'r>o'])
})

test('with one receipt the database shows one case and the key packets of that person only', async () => {
  const mine = await newCase()
  await newCase()
  await db.store.reporters.add(mine.lookup, {
    nonce: bytes(32),
    letter: mine.letter(2),
    event: mine.event,
  })
  const seen = await looking(
    db.url,
    (sql) =>
      sql.begin(async (tx) => {
        const lookup = Buffer.from(mine.lookup).toString('hex')
        await tx`select set_config('aside.lookups', ${lookup}, true)`
        const cases = await tx`select id from "case"`
        const keys = await tx`select distinct role from message_key`
        return { cases: [...cases], keys: [...keys] }
      }),
    'aside_reporter',
  )
  expect(seen).toEqual({ cases: [{ id: mine.given.id }], keys: [{ role: 'reporter' }] })
})
