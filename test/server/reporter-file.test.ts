import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { withCustodians } from '../fixtures/custodian.ts'
import { keptRows } from '../fixtures/kept-rows.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const today = () => dayIn('Europe/Zurich', whole.clock.now())

test('a concern that was sealed in a browser is kept, and found again by its receipt', async () => {
  const reporter = await pageReporter(whole)
  const filed = await reporter.file()
  expect([filed.status, filed.text]).toEqual([200, JSON.stringify({ on: today() })])
  const pageCase = await reporter.conversation()
  expect(pageCase).toMatchObject({
    office: 'investigations',
    door: 'page',
    category: 'misconduct',
    identity: 'not_told',
    terms: { receivedOn: today(), receivedAt: null, replyDays: 7, replyHours: null },
    reckoning: { state: 'received', dueOn: plusDays(today(), 7) },
    alertHours: null,
    readers: ['investigations-1', 'investigations-2'],
  })
  expect(pageCase.waiting).toEqual(pageCase.letters.map(({ id }) => id))
})

test('T-41 the same body again is the same success and one case, whatever has changed since', async () => {
  const reporter = await pageReporter(whole)
  const filing = await reporter.seal()
  const before = await keptRows(database)
  const all = await Promise.all(Array.from({ length: 20 }, () => postToPage(whole, 'file', filing)))
  const changed = await postToPage(whole, 'file', { ...filing, policy: 'another policy by now' })
  const on = { ...filing.letters[0], on: plusDays(today(), 1) }
  const nextDay = await postToPage(whole, 'file', { ...filing, letters: [on] })
  for (const { status, text } of [...all, changed]) {
    expect([status, text]).toEqual([200, JSON.stringify({ on: today() })])
  }
  expect(nextDay.status).toBe(200)
  const after = await keptRows(database)
  expect((after['delayed_inbox'] ?? 0) - (before['delayed_inbox'] ?? 0)).toBe(1)
  expect((await reporter.conversation()).letters).toHaveLength(1)
})

test('T-08 the same body again, which takes no work, reads no letter of the case', async () => {
  const reporter = await pageReporter(whole)
  const filing = await reporter.seal()
  expect((await postToPage(whole, 'file', filing)).status).toBe(200)
  const read = vi.spyOn(whole.composed.services.delayedInbox, 'find')
  const again = await postToPage(whole, 'file', { ...filing, proof: null })
  expect([again.status, again.text]).toEqual([200, JSON.stringify({ on: today() })])
  expect(read).not.toHaveBeenCalled()
  await reporter.conversation()
  expect(read).toHaveBeenCalledOnce()
  read.mockRestore()
})

test('somebody in danger does not wait: the office has it at once, with its instant', async () => {
  const reporter = await pageReporter(whole)
  const filed = await reporter.file({ leaf: 'safety.immediate_danger', taps: ['danger'] })
  expect(filed.status).toBe(200)
  const pageCase = await reporter.conversation()
  expect(pageCase).toMatchObject({ category: 'safety', alertHours: 1, waiting: [] })
  expect(pageCase.terms.receivedAt).toBe(whole.clock.now().toISOString())
})

test('who is kept out is no reader, and the database holds a mark instead of her choice', async () => {
  const reporter = await pageReporter(whole)
  expect((await reporter.file({ keptOut: ['investigations-1'] })).status).toBe(200)
  expect((await reporter.conversation()).readers).toEqual(['investigations-2'])
})

test('a name goes along sealed on its own, and a locked one only where somebody keeps the other half', async () => {
  const named = await pageReporter(whole)
  const name = new Confidential('heron-canary-32')
  expect((await named.file({ identity: 'named', name })).status).toBe(200)
  expect((await named.conversation()).letters.map(({ kind }) => kind)).toEqual([
    'concern',
    'identity',
  ])

  const wanted = await named.seal({ identity: 'named', name })
  const without = await postToPage(whole, 'file', { ...wanted, identity: 'confidential' })
  expect([without.status, without.text]).toEqual([409, '{"code":"NO_CUSTODIAN"}'])

  await withCustodians(whole)
  const locked = await pageReporter(whole)
  const filing = await locked.seal({ identity: 'confidential', name })
  const keys = filing.letters[1]?.keys.map(({ role, reader }) => `${role} ${reader}`)
  expect(keys?.filter((key) => key.startsWith('custodian'))).toHaveLength(2)
  const [account, half] = filing.letters
  const one = { ...half, keys: half?.keys.filter(({ reader }) => reader !== 'custodian-2') }
  const less = await postToPage(whole, 'file', { ...filing, letters: [account, one] })
  expect([less.status, less.text]).toEqual([400, '{"code":"ENVELOPE_REFUSED"}'])
  expect((await postToPage(whole, 'file', filing)).status).toBe(200)
})

test('T-136 case 44: other bytes for a receipt are refused to whoever shows it, and its case stays as it is', async () => {
  const reporter = await pageReporter(whole)
  await reporter.file()
  const { id } = await reporter.conversation()
  const again = await reporter.file()
  expect([again.status, again.text]).toEqual([409, '{"code":"SENT_BEFORE"}'])
  expect((await reporter.conversation()).id).toBe(id)
  const danger = await reporter.file({ leaf: 'safety.immediate_danger', taps: ['danger'] })
  expect([danger.status, danger.text]).toEqual([409, '{"code":"SENT_BEFORE"}'])
  expect((await reporter.conversation()).id).toBe(id)
})

test('promise 3: what was taken back is never said to be kept: sent once more it is gone', async () => {
  for (const change of [{}, { leaf: 'safety.immediate_danger', taps: ['danger'] } as const]) {
    const reporter = await pageReporter(whole)
    const filing = await reporter.seal(change)
    expect((await postToPage(whole, 'file', filing)).status).toBe(200)
    expect((await reporter.takeBack()).status).toBe(200)
    const before = await keptRows(database)
    for (const body of [filing, { ...filing, policy: 'another policy by now' }]) {
      const { status, text } = await postToPage(whole, 'file', body)
      expect([status, text]).toEqual([410, '{"code":"TAKEN_BACK"}'])
    }
    expect(await keptRows(database)).toEqual(before)
    expect((await reporter.find()).status).toBe(404)
  }
})

test('a page from before a version that says more is told to be loaded anew, and nothing is kept', async () => {
  const { officeKeptOut: _, ...filing } = await (await pageReporter(whole)).seal()
  const { salt: __, ...oldest } = filing
  const before = await keptRows(database)
  for (const older of [filing, { ...oldest, nonce: filing.case }]) {
    const heard = await postToPage(whole, 'file', older)
    expect([heard.status, heard.text]).toEqual([409, '{"code":"PROMISE_CHANGED"}'])
  }
  expect(await keptRows(database)).toEqual(before)
})

describe('T-135 what was taken back is not filed again by a first try that a slow line brings late', () => {
  const danger = { leaf: 'safety.immediate_danger', taps: ['danger'] } as const
  test.each([
    ['while it waits', {}, false],
    ['after the release', {}, true],
    ['in danger', danger, false],
  ])('%s', async (_, change, released) => {
    const reporter = await pageReporter(whole)
    const first = await reporter.seal(change)
    const other = await reporter.seal({ ...danger })
    expect((await reporter.file(change)).status).toBe(200)
    if (released) {
      const tomorrow = plusDays(dayIn('Europe/Zurich', whole.clock.now()), 1)
      await whole.composed.store.releases.release('investigations', tomorrow)
    }
    expect((await reporter.takeBack()).status).toBe(200)
    const before = await keptRows(database)
    for (const late of [first, other, first]) {
      const { status, text } = await postToPage(whole, 'file', late)
      expect([status, text]).toEqual([410, '{"code":"TAKEN_BACK"}'])
    }
    expect(await keptRows(database)).toEqual(before)
    expect((await reporter.find()).status).toBe(404)
  })

  test('nor when the office erased it, and another receipt files as before', async () => {
    const reporter = await pageReporter(whole)
    const first = await reporter.seal(danger)
    expect((await reporter.file(danger)).status).toBe(200)
    const { id } = await reporter.conversation()
    await looking(
      database.superuser,
      (sql) => sql`select shred_case(${id}, ${'e'.repeat(64)}, current_date, 'ombudsman')`,
    )
    const late = await postToPage(whole, 'file', first)
    expect([late.status, late.text]).toEqual([410, '{"code":"TAKEN_BACK"}'])
    expect((await (await pageReporter(whole)).file()).status).toBe(200)
  })
})
