import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { bytes, filing, officerA, officerB, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

test('an officer opens exactly what was filed', async () => {
  const given = filing({ passOn: true, flags: ['governing_body_route'] })
  expect(await db.store.intake.file(given)).toBe('filed')
  const caseRecord = await db.store.desk.open(officerA, given.id)
  expect(caseRecord).toMatchObject({
    id: given.id,
    reference: given.reference,
    office: 'ethics',
    category: 'advice',
    leaf: 'advice.gifts',
    channel: 'teams_card',
    identity: 'not_told',
    passOn: true,
    flags: ['governing_body_route'],
    policy: given.policy,
    reporterCertificate: given.reporterCertificate,
    terms: given.terms,
    status: { state: 'received', dueOn: '2026-11-16', pausedDays: 0 },
    readers: [officerA, officerB],
    heldBy: null,
    unread: true,
  })
  const [letter] = given.letters
  expect(caseRecord?.letters).toEqual([
    {
      id: letter?.id,
      dir: 'r>o',
      seq: 1,
      kind: 'concern',
      on: '2026-11-09',
      data: letter?.data,
      key: letter?.keys.find((key) => key.reader === officerA)?.bytes,
      disclosedHalf: null,
      sealedTo: [
        { role: 'officer', reader: officerA },
        { role: 'officer', reader: officerB },
      ],
    },
  ])
})

test('the same submission twenty times at once makes one case', async () => {
  const given = filing()
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      db.store.intake.file(index === 0 ? given : { ...filing(), nonce: given.nonce }),
    ),
  )
  expect(results.filter((result) => result === 'filed')).toHaveLength(1)
  expect(results.filter((result) => result === 'already')).toHaveLength(19)
})

test('a reference that is in use is taken, and nothing of the second case is kept', async () => {
  const first = filing()
  await db.store.intake.file(first)
  const second = filing({ reference: first.reference })
  expect(await db.store.intake.file(second)).toBe('taken')
  expect(await db.store.intake.file({ ...second, reference: filing().reference })).toBe('filed')
})

test('a card leads to as many cases as it has places, each at the first free one', async () => {
  const receipt = filing().receipt
  const filings = Array.from({ length: 3 }, () => filing({ receipt }))
  const [one, two, three] = filings
  if (!one || !two || !three) throw new Error('three')
  expect(await db.store.intake.file(one)).toBe('filed')
  expect(await db.store.intake.file(two)).toBe('filed')
  expect(await db.store.intake.file(three)).toBe('taken')
  expect(await db.store.intake.file(two)).toBe('already')
  const reportersCases = await db.store.reporters.find(receipt.lookups)
  expect(reportersCases.map((each) => each.id)).toEqual([two.id, one.id])
})

test('T-08 of a card that leads to many cases the bytes of one alone are read, or of none', async () => {
  const receipt = { ...filing().receipt, lookups: [bytes(32), bytes(32), bytes(32)] }
  const filings = Array.from({ length: 3 }, () => filing({ receipt }))
  for (const one of filings) await db.store.intake.file(one)
  const { reporters } = db.store
  const [, middle] = filings
  const [only, ...others] = await reporters.find(receipt.lookups, middle?.id)
  expect([only?.id, others]).toEqual([middle?.id, []])
  expect(only?.letters[0]?.data).toBeInstanceOf(Uint8Array)
  const heads = await reporters.heads(receipt.lookups)
  expect(heads.map(({ id }) => id)).toEqual(filings.map(({ id }) => id).toReversed())
  const length = middle?.letters[0]?.data.length
  expect(heads[1]?.letters).toEqual([{ head: only?.letters[0]?.head, data: { length }, key: null }])
  expect(await reporters.heads(receipt.lookups, middle?.id)).toEqual([heads[1]])
  expect(await reporters.find(receipt.lookups, filing().id)).toEqual([])
})

test('two cases told from one card at the same moment both find a place', async () => {
  const receipt = { ...filing().receipt, lookups: Array.from({ length: 8 }, () => bytes(32)) }
  const results = await Promise.all(
    Array.from({ length: 8 }, () => db.store.intake.file(filing({ receipt }))),
  )
  expect(results.filter((result) => result === 'filed').length).toBeGreaterThanOrEqual(5)
  expect(await db.store.reporters.find(receipt.lookups)).toHaveLength(
    results.filter((result) => result === 'filed').length,
  )
})

test('a letter sealed for somebody who is no reader is not stored', async () => {
  const given = filing({ readers: [officerA] })
  const letters = [
    sealedLetter({
      case: given.id,
      dir: 'r>o',
      seq: 1,
      kind: 'concern',
      on: day('2026-11-09'),
      officers: [officerA, officerB],
    }),
  ]
  await expect(db.store.intake.file({ ...given, letters })).rejects.toMatchObject({
    code: 'KEY_REFUSED',
  })
})

test('the way back leads to the case, its readers and its letters', async () => {
  const given = filing()
  await db.store.intake.file(given)
  const [reportersCase] = await db.store.reporters.find(given.receipt.lookups.slice(0, 1))
  expect(reportersCase).toMatchObject({
    id: given.id,
    leaf: 'advice.gifts',
    lookup: given.receipt.lookups[0],
    lockedKey: given.receipt.lockedKey,
    serverShare: given.receipt.serverShare,
    bind: given.receipt.bind,
    secretEpoch: '0',
    readers: [officerA, officerB],
  })
  expect(reportersCase?.letters[0]?.key).toBeNull()
  expect(await db.store.reporters.find([bytes(32)])).toEqual([])
})
