import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#db/database.ts'
import { jobStore } from '#db/job-store.ts'
import { pool } from '#db/pool.ts'
import { type Day, day, plusDays } from '#domain/case/day.ts'
import { byReporter } from '../fixtures/acts.ts'
import { bytes, filing, sealedLetter } from '../fixtures/filing.ts'
import { linkOf, pageFiling } from '../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { dump, looking } from '../fixtures/superuser.ts'

const CANARY = 'canary-7f3a'
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

function everythingOf(thrown: unknown): string {
  const hidden = thrown instanceof Error ? Object.getOwnPropertyNames(thrown) : []
  const texts = hidden.map((name) => String(Reflect.get(Object(thrown), name)))
  return [inspect(thrown, { showHidden: true, depth: 9 }), JSON.stringify(thrown), ...texts].join()
}

test('T-64 a refusal of the database carries none of what was sent', async () => {
  const id = filing().id
  const data = new TextEncoder().encode(CANARY)
  const letter = sealedLetter({
    case: id,
    dir: 'r>o',
    seq: 1,
    kind: 'concern',
    on: day('2026-11-09'),
    officers: [],
    data,
  })
  const refused = [
    () => db.store.intake.file(filing({ id, letters: [letter, letter] })),
    () => db.store.intake.file(filing({ office: CANARY as never })),
    () => db.store.intake.file(filing({ id: CANARY as never, letters: [] })),
    () => db.store.intake.file(filing({ terms: { ...filing().terms, receivedOn: CANARY as Day } })),
    () =>
      db.store.sessions.start(bytes(32), { issuer: `${CANARY}\0`, subject: CANARY }, new Date()),
  ]
  for (const ask of refused) {
    const thrown = await ask().then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(thrown).toMatchObject({ name: 'AppError' })
    expect(everythingOf(thrown)).not.toContain(CANARY)
    expect(everythingOf(thrown)).not.toContain(Buffer.from(CANARY).toString('hex'))
    expect(thrown).not.toHaveProperty('cause')
  }
})

test('T-72 what is stored of a letter is its sealed bytes, in one place, and nothing beside them', async () => {
  const id = filing().id
  const data = new TextEncoder().encode(`sealed ${CANARY}`)
  const letter = sealedLetter({
    case: id,
    dir: 'r>o',
    seq: 1,
    kind: 'concern',
    on: day('2026-11-09'),
    officers: [],
    data,
  })
  expect(await db.store.intake.file(filing({ id, letters: [letter] }))).toBe('filed')
  const tables = await dump(db.superuser)
  expect(Object.keys(tables).length).toBeGreaterThan(24)
  const hex = Buffer.from(CANARY).toString('hex')
  const matches = Object.entries(tables).flatMap(([name, rows]) =>
    rows.filter((row) => row['row']?.includes(hex) || row['row']?.includes(CANARY)).map(() => name),
  )
  expect(matches).toEqual(['public.envelope'])
})

test('T-134 once the day is over no spent nonce leads to a case, not even by which transaction wrote it', async () => {
  const filings = Array.from({ length: 12 }, () => filing())
  for (const each of filings) await db.store.intake.file(each)
  const [first] = filings
  const [lookup] = first?.receipt.lookups ?? []
  if (first === undefined || lookup === undefined) throw new Error('a filing')
  await db.store.reporters.add(lookup, {
    nonce: bytes(32),
    letter: sealedLetter({
      case: first.id,
      dir: 'r>o',
      seq: 2,
      kind: 'addition',
      on: day('2026-11-09'),
      officers: [],
    }),
    event: byReporter('added', '2026-11-09'),
  })
  const duty = pool(db.url, 'aside_duty', 1)
  await jobStore(database(duty)).detachNonces(day('2026-11-10'))
  await jobStore(database(duty)).chainWaiting(day('2026-11-10'))
  await duty.end()

  const { 'public.idempotency_key': usedKeys = [], ...others } = await dump(db.superuser)
  const settled = new Set(usedKeys.map((row) => row['xmin']))
  expect(usedKeys.length).toBeGreaterThanOrEqual(13)
  expect(settled.size).toBe(1)
  for (const rows of Object.values(others)) {
    expect(rows.filter((row) => settled.has(row['xmin'] ?? ''))).toEqual([])
  }
  const nonces = usedKeys.map((row) => row['row'])
  expect(nonces).toEqual(nonces.toSorted())
  for (const { nonce } of filings) {
    const hex = Buffer.from(nonce).toString('hex')
    const places = Object.entries(others).filter(([, rows]) =>
      rows.some((row) => row['row']?.includes(hex)),
    )
    expect(places).toEqual([])
  }
})

test.each([1, 9, 400])(
  'T-134 nor where no turn ran for %i days, or another day was written anew meanwhile',
  async (days) => {
    const came = day('2025-03-03')
    const terms = { ...filing().terms, receivedOn: came, receivedAt: new Date(`${came}T09:00:00Z`) }
    const { filing: danger } = pageFiling({ category: 'safety', triageHours: 1, terms })
    const link = linkOf()
    const duty = pool(db.url, 'aside_duty', 1)
    const turn = (on: Day) => jobStore(database(duty)).detachNonces(on)
    await turn(plusDays(came, 500))
    expect(await db.store.delayedInbox.file(danger, link)).toBe('filed')
    await turn(plusDays(came, days))
    const tied = await looking(
      db.superuser,
      (sql) => sql`select from idempotency_key s join "case" c on c.xmin = s.xmin
        where s.nonce in (${Buffer.from(danger.nonce)}, ${Buffer.from(link.mark)})`,
    )
    expect([...tied]).toEqual([])
    expect(await turn(plusDays(came, days))).toBe(0)
    await duty.end()
  },
)

test('T-134 once the day is over nothing tells what a nonce was spent for, and until then only its holder', async () => {
  const sent = { content: bytes(64), caseRef: bytes(16) }
  const given = { ...filing(), sent }
  await db.store.intake.file(given)
  expect(await db.store.intake.sent(given.nonce)).toEqual(sent)
  expect(await db.store.intake.sent(bytes(32))).toBeNull()
  const duty = pool(db.url, 'aside_duty', 1)
  await jobStore(database(duty)).detachNonces(day('2026-11-10'))
  await duty.end()
  expect(await db.store.intake.sent(given.nonce)).toBeNull()
  const rows = Object.values(await dump(db.superuser)).flat()
  for (const mark of [sent.content, sent.caseRef]) {
    const hex = Buffer.from(mark).toString('hex')
    expect(rows.filter((row) => row['row']?.includes(hex))).toEqual([])
  }
})

test('a nonce that was settled is still spent', async () => {
  const given = filing()
  await db.store.intake.file(given)
  const duty = pool(db.url, 'aside_duty', 1)
  await jobStore(database(duty)).detachNonces(day('2026-11-10'))
  await duty.end()
  expect(await db.store.intake.file({ ...filing(), nonce: given.nonce })).toBe('already')
})
