import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type Held } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

let held: Held
beforeAll(async () => {
  held = await freshStore()
})
afterAll(() => held.end())

async function asideCase(over: Parameters<typeof filing>[0] = {}) {
  const given = filing({ channel: 'web_page', leaf: null, ...over })
  await held.store.intake.file(given)
  await held.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('set_aside', '2026-11-10'),
  }))
  return given
}

test('what is put aside says so to each of its readers, and keeps every date', async () => {
  const given = await asideCase()
  const found = await held.store.desk.open(officerB, given.id)
  expect(found).toMatchObject({ isSpam: true, status: { dueOn: '2026-11-16' } })
  await held.store.desk.change(officerB, given.id, () => ({
    event: byOfficer('brought_back', '2026-11-11'),
  }))
  const [row] = await held.store.desk.queue(officerA)
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
  await held.store.reporters.add(lookup, { nonce: bytes(32), letter, event })
  expect((await held.store.desk.open(officerA, given.id))?.isSpam).toBe(false)
})

test('the duties leave it where it is', async () => {
  const given = await asideCase()
  await held.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('asked', '2026-11-10', 'facts_missing'),
  }))
  const lapsed = { ...byReporter('lapsed', '2026-11-24'), by: 'duty' } as const
  expect(await held.store.jobs.record(given.id, lapsed, 'waiting')).toBe(true)
  expect((await held.store.desk.open(officerA, given.id))?.isSpam).toBe(true)
})

test('the database itself puts no danger aside', async () => {
  const given = filing({ channel: 'web_page', leaf: null, category: 'safety' })
  await held.store.intake.file(given)
  const refused = await refusedWith(
    held.superuser,
    `update "case" set is_spam = true where id = '${given.id}'`,
  )
  expect(refused).toBe('23514')
})

test('each press is a line of the ledger under the officer who did it', async () => {
  await asideCase()
  const [line] = await looking(
    held.superuser,
    (sql) => sql`select officer, act from ledger order by n desc limit 1`,
  )
  expect(line).toEqual({ officer: officerA, act: 'set_aside' })
})
