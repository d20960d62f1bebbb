import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { newestOf } from '../fixtures/opened.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function filed(over: Parameters<typeof filing>[0] = {}) {
  const given = filing(over)
  await db.store.intake.file(given)
  return given
}

function answerTo(id: ReturnType<typeof filing>['id'], officers = [officerA, officerB], seq = 1) {
  const on = day('2026-11-10')
  return sealedLetter({ case: id, dir: 'o>r', seq, kind: 'answer', on, officers, reporter: true })
}

test('T-01 an officer who is no reader meets the same nothing as for a case that is not there', async () => {
  const given = await filed({ readers: [officerA] })
  expect(await db.store.desk.open(officerC, given.id)).toBeNull()
  expect(await db.store.desk.open(officerC, newCaseId(systemChance))).toBeNull()
  const queue = await db.store.desk.queue(officerC)
  expect(queue).toEqual([])
  const change = (id: typeof given.id) =>
    db.store.desk.change(officerC, id, () => ({ event: byOfficer('acknowledged', '2026-11-10') }))
  await expect(change(given.id)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
  await expect(change(newCaseId(systemChance))).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
})

test('T-01 without naming an officer the desk sees no row of any table', async () => {
  await filed()
  const seen = await looking(
    db.url,
    async (sql) => {
      const [row] = await sql`select
        (select count(*) from "case") + (select count(*) from message) + (select count(*) from envelope)
        + (select count(*) from message_key) + (select count(*) from reader) + (select count(*) from event)
        + (select count(*) from exclusion) as rows`
      return row?.['rows']
    },
    'aside_desk',
  )
  expect(seen).toBe('0')
})

test('T-01 even the owner of the tables sees no case until it takes a role', async () => {
  await filed()
  const [row] = await looking(db.url, (sql) => sql`select count(*) from "case"`)
  expect(row?.['count']).toBe('0')
})

test("T-03 an officer gets her own key packets and never a colleague's", async () => {
  const given = await filed()
  const packetOf = (reader: string) =>
    given.letters[0]?.keys.find((key) => key.reader === reader)?.bytes
  for (const officer of [officerA, officerB]) {
    const caseRecord = await db.store.desk.open(officer, given.id)
    expect(caseRecord?.letters.map((letter) => letter.key)).toEqual([packetOf(officer)])
  }
  const readers = await looking(
    db.url,
    (sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('aside.officer', ${officerB}, true)`
        return tx`select distinct role, reader from message_key`
      }),
    'aside_desk',
  )
  expect([...readers]).toEqual([{ role: 'officer', reader: officerB }])
})

test('T-04 references and ids tell nothing of order', async () => {
  const filings = []
  for (let n = 0; n < 100; n += 1) filings.push(await filed({ readers: [officerC] }))
  for (const { id, reference } of filings) {
    expect(id).toMatch(/^[\w-]{22}$/)
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/)
  }
  for (const key of ['id', 'reference'] as const) {
    const given = filings.map((each) => each[key])
    const rising = given.filter((value, n) => n > 0 && value > (given[n - 1] ?? '')).length
    // Of 99 neighbours about half rise; a sequence would make it 99 or 0.
    expect(rising).toBeGreaterThan(20)
    expect(rising).toBeLessThan(80)
  }
})

test('T-11 a key packet for somebody who is kept out is refused', async () => {
  const given = filing({ readers: [officerA] })
  const tags = [await exclusions.tag(given.id, officerB)]
  await db.store.intake.file({ ...given, exclusions: tags })
  const letter = answerTo(given.id, [officerA, officerB])
  const event = byOfficer('answered', '2026-11-10')
  await expect(
    db.store.desk.change(officerA, given.id, () => ({ event, letter })),
  ).rejects.toMatchObject({ code: 'KEY_REFUSED' })
})

test('T-11 a concern is not filed for a reader who is kept out', async () => {
  const given = filing()
  const tags = [await exclusions.tag(given.id, officerB)]
  await expect(db.store.intake.file({ ...given, exclusions: tags })).rejects.toMatchObject({
    code: 'KEY_REFUSED',
  })
})

test('the database itself refuses a key packet for somebody who is no reader', async () => {
  const given = await filed({ readers: [officerA] })
  const letter = answerTo(given.id, [officerA, officerC])
  const event = byOfficer('answered', '2026-11-10')
  await expect(
    db.store.desk.change(officerA, given.id, () => ({ event, letter })),
  ).rejects.toMatchObject({ code: 'KEY_REFUSED' })
})

test('an answer is stored with its event and the clock stops', async () => {
  const given = await filed()
  const letter = answerTo(given.id)
  const event = byOfficer('answered', '2026-11-10')
  const caseRecord = await db.store.desk.change(officerA, given.id, () => ({ event, letter }))
  expect(caseRecord.status).toMatchObject({
    state: 'answered',
    dueOn: null,
    respondedOn: '2026-11-10',
    outcome: 'on_time',
  })
  expect(caseRecord.heldBy).toBe(officerA)
  expect(caseRecord.unread).toBe(false)
  expect(caseRecord.events.map((each) => each.act)).toEqual(['received', 'answered'])
  const [back] = await db.store.reporters.find(given.receipt.lookups)
  expect(back?.letters[1]?.key).toEqual(letter.keys.at(-1)?.bytes)
})

test('of two officers who answer at once the second is told, and nothing of hers is kept', async () => {
  const given = await filed()
  const event = byOfficer('answered', '2026-11-10')
  const results = await Promise.allSettled(
    [officerA, officerB].map((officer) =>
      db.store.desk.change(officer, given.id, () => ({ event, letter: answerTo(given.id) })),
    ),
  )
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'CASE_CHANGED' } }])
  const caseRecord = await db.store.desk.open(officerA, given.id)
  expect(caseRecord?.events).toHaveLength(2)
  expect(caseRecord?.letters).toHaveLength(2)
})

test('a rule that refuses leaves the case as it was', async () => {
  const given = await filed()
  await expect(
    db.store.desk.change(officerA, given.id, () => {
      throw new RangeError('a rule')
    }),
  ).rejects.toMatchObject({ code: 'STORE_REFUSED' })
  const caseRecord = await db.store.desk.open(officerA, given.id)
  expect(caseRecord?.events).toHaveLength(1)
})

test("the queue has an officer's open cases, the most urgent first, and no closed one", async () => {
  const officer = 'officer-queue' as typeof officerA
  const terms = (receivedOn: string) => ({
    receivedOn: day(receivedOn),
    receivedAt: null,
    replyDays: 7,
    replyHours: null,
    zone: 'Europe/Paris',
  })
  const later = await filed({ readers: [officer], terms: terms('2026-11-08') })
  const sooner = await filed({ readers: [officer], terms: terms('2026-11-02') })
  const closed = await filed({ readers: [officer], terms: terms('2026-11-01') })
  await db.store.desk.change(officer, closed.id, () => ({
    event: byOfficer('closed', '2026-11-09', 'duplicate'),
  }))
  const queue = await db.store.desk.queue(officer)
  expect(queue.map((each) => each.id)).toEqual([sooner.id, later.id])
  expect(queue[0]).not.toHaveProperty('row')
})

test('danger stands out until somebody of the office has said that they have it', async () => {
  const given = await filed({ category: 'safety', leaf: 'safety.threat', triageHours: 1 })
  expect((await db.store.desk.open(officerA, given.id))?.danger).toBe(true)
  const caseRecord = await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('acknowledged', '2026-11-09'),
  }))
  expect(caseRecord.danger).toBe(false)
})

test('what the person adds is unread for each officer until her machine says that it opened it', async () => {
  const given = await filed()
  const open = async (officer: typeof officerA) => {
    const caseRecord = await db.store.desk.open(officer, given.id)
    return db.store.desk.opened(officer, given.id, newestOf(caseRecord?.letters ?? []))
  }
  expect(await open(officerA)).toBe(true)
  const unread = async (officer: typeof officerA) =>
    (await db.store.desk.queue(officer)).find((each) => each.id === given.id)?.unread
  expect(await unread(officerA)).toBe(false)
  expect(await unread(officerB)).toBe(true)
  const letter = sealedLetter({
    case: given.id,
    dir: 'r>o',
    seq: 2,
    kind: 'addition',
    on: day('2026-11-10'),
    officers: [officerA, officerB],
    reporter: true,
  })
  const [lookup] = given.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  const event = byReporter('added', '2026-11-10')
  expect(await db.store.reporters.add(lookup, { nonce: bytes(32), letter, event })).toBe('added')
  expect(await unread(officerA)).toBe(true)
  const note = sealedLetter({
    case: given.id,
    dir: 'o>o',
    seq: 1,
    kind: 'note',
    on: day('2026-11-10'),
    officers: [officerA, officerB],
  })
  await db.store.desk.change(officerB, given.id, () => ({
    event: byOfficer('noted', '2026-11-10'),
    letter: note,
  }))
  expect(await unread(officerA)).toBe(true)
  const record = await db.store.desk.open(officerA, given.id)
  expect(record?.unread).toBe(true)
  expect(await unread(officerA)).toBe(true)
  expect(await open(officerA)).toBe(true)
  expect(await unread(officerA)).toBe(false)
  expect(await unread(officerB)).toBe(true)
})

test('a message counts as opened only for who fetched it, with the hash of what is there', async () => {
  const given = await filed({ readers: [officerA, officerB] })
  const { desk } = db.store
  const newest = newestOf(given.letters)
  expect(await desk.opened(officerA, given.id, newest)).toBe(false)
  // Who moved it aside was handed no message.
  await desk.change(officerA, given.id, () => ({ event: byOfficer('set_aside', '2026-11-10') }))
  expect(await desk.opened(officerA, given.id, newest)).toBe(false)
  await desk.open(officerA, given.id)
  expect(await desk.opened(officerA, given.id, { ...newest, hash: 'A'.repeat(43) })).toBe(false)
  expect(await desk.opened(officerA, given.id, { ...newest, seq: 2 })).toBe(false)
  expect(await desk.opened(officerA, given.id, newest)).toBe(true)
  expect(await desk.opened(officerB, given.id, newest)).toBe(false)
  expect(await desk.opened(officerC, given.id, newest)).toBe(false)
})
