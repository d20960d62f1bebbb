import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function asideCase(over: Parameters<typeof filing>[0] = {}) {
  const given = filing({ channel: 'web_page', leaf: null, ...over })
  await db.store.intake.file(given)
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('set_aside', '2026-11-10'),
  }))
  return given
}

test('what is put aside says so to each of its readers, and keeps every date', async () => {
  const given = await asideCase()
  const caseRecord = await db.store.desk.open(officerB, given.id)
  expect(caseRecord).toMatchObject({ isSpam: true, status: { dueOn: '2026-11-16' } })
  await db.store.desk.change(officerB, given.id, () => ({
    event: byOfficer('brought_back', '2026-11-11'),
  }))
  const [row] = await db.store.desk.queue(officerA)
  expect(row).toMatchObject({ isSpam: false, status: { dueOn: '2026-11-16' } })
})

test('a new letter of the person brings it back by itself', async () => {
  const given = await asideCase()
  const on = day('2026-11-12')
  const letter = sealedLetter({
    case: given.id,
    dir: 'r>o',
    seq: 2,
    kind: 'addition',
    on,
    officers: [officerA, officerB],
    reporter: true,
  })
  const event = byReporter('added', on)
  const lookup = given.receipt.lookups[0] ?? bytes(32)
  await db.store.reporters.add(lookup, { nonce: bytes(32), letter, event })
  expect((await db.store.desk.open(officerA, given.id))?.isSpam).toBe(false)
})

test('the duties leave it where it is', async () => {
  const given = await asideCase()
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('asked', '2026-11-10', 'facts_missing'),
  }))
  const lapsed = { ...byReporter('lapsed', '2026-11-24'), by: 'duty' } as const
  expect(await db.store.jobs.record(given.id, lapsed, 'waiting')).toBe(true)
  expect((await db.store.desk.open(officerA, given.id))?.isSpam).toBe(true)
})

test('the database itself puts no danger aside', async () => {
  const given = filing({ channel: 'web_page', leaf: null, category: 'safety' })
  await db.store.intake.file(given)
  const refused = await refusedWith(
    db.superuser,
    `update "case" set is_spam = true where id = '${given.id}'`,
  )
  expect(refused).toBe('23514')
})

test('each press is a line of the ledger under the officer who did it', async () => {
  await asideCase()
  const [line] = await looking(
    db.superuser,
    (sql) => sql`select officer, act from ledger order by n desc limit 1`,
  )
  expect(line).toEqual({ officer: officerA, act: 'set_aside' })
})
