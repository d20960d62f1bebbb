import { afterAll, beforeAll, expect, test } from 'vitest'
import { storedLetters } from '#db/export.ts'
import { day, dayIn } from '#domain/case/day.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { ofAnyDay, ofItsDay } from '../fixtures/any-day.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { shredded } from '../fixtures/shredded.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { dump, looking, somebodyWaits } from '../fixtures/superuser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

test('what is stored of a case can be handed out as it is: sealed', async () => {
  const given = filing()
  await db.store.intake.file(given)
  const [letter] = given.letters
  expect(await storedLetters(db.url, given.reference)).toEqual([
    {
      id: letter?.id,
      case: given.id,
      dir: 'r>o',
      seq: 1,
      kind: 'concern',
      on: '2026-11-09',
      data: letter?.data,
      keys: letter?.keys.map(({ reader, bytes }) => ({ reader, bytes })),
    },
  ])
  expect(await storedLetters(db.url, 'AAA-AAA')).toEqual([])
})

test('of a shredded case an office, a day and a count are left, and the ledger still holds', async () => {
  const given = filing()
  const other = filing()
  const tags = [await exclusions.tag(given.id, 'officer-x' as typeof officerA)]
  await db.store.intake.file({ ...given, exclusions: tags })
  await db.store.intake.file(other)
  await db.store.desk.open(officerA, given.id)
  await shredded(db.superuser, given.id, '2026-11-20')

  const everything = JSON.stringify(await dump(db.superuser))
  const [letter] = given.letters
  const hex = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('hex')
  for (const gone of [
    given.id,
    given.reference,
    letter?.id ?? '',
    hex(letter?.data),
    hex(letter?.keys[0]?.bytes),
    hex(given.receipt.lockedKey),
    hex(given.receipt.serverShare),
    given.reporterCertificate,
    hex(tags[0]),
  ]) {
    expect(gone.length).toBeGreaterThan(5)
    expect(everything).not.toContain(gone)
  }
  const shreds = await looking(
    db.superuser,
    (sql) => sql`select office, letters, reason, day::text from shred`,
  )
  expect([...shreds]).toEqual([
    { office: 'ethics', letters: 1, reason: 'settled', day: '2026-11-20' },
  ])
  expect(await db.store.desk.open(officerA, other.id)).not.toBeNull()
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true, lines: 3 })
})

test('an act and a shredding of one case never wait for each other', async () => {
  const given = await closedAtOmbudsman()
  const acting = await looking(db.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select from "case" where id = ${given.id} for update`
      const shredding = db.store.jobs.shred(given.id, day('2026-11-20')).catch(() => false)
      await somebodyWaits(db.superuser)
      await tx`select append_ledger('2026-11-20', null, 'duty', null, 'closed', null)`
      return { shredding }
    }),
  )
  expect(await acting.shredding).toBe(true)
})

test('T-136 a place of a card that led to a case leads to no other after it', async () => {
  const [one, other] = [filing(), filing()]
  await db.store.intake.file(one)
  await shredded(db.superuser, one.id, '2026-11-20')
  expect(await db.store.intake.file({ ...other, receipt: one.receipt })).toBe('filed')
  const [first, second] = one.receipt.lookups
  const reportersCases = await db.store.reporters.find(
    [first, second].flatMap((each) => each ?? []),
  )
  expect(reportersCases.map(({ id, lookup }) => [id, lookup])).toEqual([[other.id, second]])
  await shredded(db.superuser, other.id, '2026-11-20')
  expect(await db.store.intake.file({ ...filing(), receipt: one.receipt })).toBe('taken')
  const dumped = JSON.stringify(await dump(db.superuser))
  expect(dumped).not.toContain(Buffer.from(first ?? []).toString('hex'))
})

async function closedAtOmbudsman() {
  const given = filing({ office: 'ombudsman' })
  await db.store.intake.file(given)
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('closed', day('2026-11-10'), 'informally_resolved'),
  }))
  return given
}

test('T-102 the duties erase what the ombudsman closed on a day before, counted from the acts, and nothing else', async () => {
  const due = await closedAtOmbudsman()
  const [open, elsewhere] = [filing({ office: 'ombudsman' }), filing()]
  for (const one of [open, elsewhere]) await db.store.intake.file(one)
  await db.store.desk.change(officerA, elsewhere.id, () => ({
    event: byOfficer('closed', day('2026-11-10'), 'informally_resolved'),
  }))
  const today = dayIn('UTC', new Date())
  await ofItsDay(db.url)
  try {
    const asDuty = (text: string) =>
      looking(db.url, async (sql) => (await sql.unsafe(text))[0]?.['done'], 'aside_duty')
    const erase = (id: string, reason = 'settled') =>
      asDuty(`select erase_case('${id}', '${today}', '${reason}') as done`)
    // Whatever the row says, it is counted from the acts.
    await looking(
      db.superuser,
      (sql) =>
        sql`update "case" set closed_on = '2026-11-10', state = 'closed' where id = ${open.id}`,
    )
    expect(await erase(open.id)).toBe(false)
    expect(await erase(elsewhere.id)).toBe(false)
    expect(await erase(due.id, 'retention')).toBe(false)
    expect(await erase('nothing')).toBe(false)
    expect(await erase(due.id)).toBe(true)
    expect(await erase(due.id)).toBe(false)
  } finally {
    await ofAnyDay(db.url)
  }
})

test('T-102 a login of the duties ends no day that is not over, whatever day it names', async () => {
  // In the ten minutes by which two clocks may differ, the day before midnight may be over.
  const today = dayIn('UTC', new Date(Date.now() + 600_000))
  await looking(db.superuser, async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`insert into pending_ledger_line (id, day, act, ref) values (${Buffer.alloc(16, 1)}, ${today}, 'added', ${'0'.repeat(64)})`
    await sql`insert into office_link (hash, office, until) values (${Buffer.alloc(32, 1)}, 'ethics', ${today})`
    await sql`insert into daily_count (day, what, n) values (${today}, 'kib', 7)`
    await sql`insert into upload (id, day, size) values (${'u'.repeat(22)}, ${today}, 1)`
    await sql`insert into idempotency_key (nonce, day, content, case_ref)
      values (${Buffer.alloc(32, 1)}, ${today}, ${Buffer.alloc(32)}, ${Buffer.alloc(32)})`
  })
  await ofItsDay(db.url)
  try {
    await looking(
      db.url,
      (sql) => sql`
        select chain_pending_lines('2999-01-01'), rewrite_office_links('2999-01-01'),
          rewrite_daily_counts('2999-01-01'), sweep_uploads('2999-01-01'),
          rewrite_idempotency_keys('2999-01-01', '2999-01-01')`,
      'aside_duty',
    )
    const left = await looking(
      db.superuser,
      (sql) => sql`select
        (select count(*)::int from pending_ledger_line where day = ${today}) as lines,
        (select count(*)::int from office_link where until = ${today}) as links,
        (select n from daily_count where day = ${today} and what = 'kib') as kib,
        (select count(*)::int from upload where day = ${today}) as uploads,
        (select count(*)::int from idempotency_key where day = ${today} and content is not null) as known`,
    )
    expect([...left]).toEqual([{ lines: 1, links: 1, kib: 7, uploads: 1, known: 1 }])
  } finally {
    await ofAnyDay(db.url)
  }
})
