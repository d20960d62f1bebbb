import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { dump, looking, refusedWith, somebodyWaits } from '../fixtures/superuser.ts'

const ON = day('2026-11-20')
let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

async function newCase(readers: readonly OfficerId[] = [officerA, officerB]) {
  const given = filing({ readers })
  await db.store.intake.file(given)
  const [lookup] = given.receipt.lookups
  if (lookup === undefined) throw new Error('a lookup')
  return { given, lookup, id: given.id }
}

const out = (id: Parameters<typeof exclusions.tag>[0], ...officers: readonly OfficerId[]) =>
  Promise.all(
    officers.map(async (officer) => ({ officer, tag: await exclusions.tag(id, officer) })),
  )

const hex = (some: Uint8Array | null | undefined) => Buffer.from(some ?? []).toString('hex')

/** A case with a row in every table that can hold one of a case. */
async function newCaseInFull() {
  const mine = await newCase()
  const { given, lookup, id } = mine
  const keptOut = await exclusions.tag(id, officerC)
  await db.store.desk.open(officerA, id)
  const answer = sealedLetter({
    case: id,
    dir: 'o>r',
    seq: 1,
    kind: 'answer',
    on: day('2026-11-12'),
    officers: [officerA, officerB],
    reporter: true,
  })
  await db.store.desk.change(officerA, id, () => ({
    event: byOfficer('answered', '2026-11-12'),
    letter: answer,
  }))
  const addition = sealedLetter({
    case: id,
    dir: 'r>o',
    seq: 2,
    kind: 'addition',
    on: day('2026-11-13'),
    officers: [officerA, officerB],
    reporter: true,
  })
  const event = byReporter('added', '2026-11-13')
  await db.store.reporters.add(lookup, { nonce: bytes(32), letter: addition, event })
  await looking(db.superuser, async (sql) => {
    const [letter] = given.letters
    await sql`insert into consent (case_id, n, agreed, day, office, content, request)
      values (${id}, 7, true, ${ON}, 'hr', ${Buffer.from(bytes(32))}, 'a request')`
    await sql`insert into identity_request (id, case_id, message_id, officer, reason, asked_on)
      values (${`of ${id}`}, ${id}, ${letter?.id ?? ''}, ${officerA}, 'danger', ${ON})`
    await sql`insert into exclusion values (${id}, ${Buffer.from(keptOut)}) on conflict do nothing`
  })
  const letters = [...given.letters, answer, addition]
  const traces = [
    id,
    given.reference,
    given.reporterCertificate,
    hex(given.receipt.lockedKey),
    hex(given.receipt.serverShare),
    hex(given.receipt.bind),
    hex(lookup),
    hex(keptOut),
    ...letters.flatMap((letter) => [
      letter.id,
      hex(letter.data),
      ...letter.keys.map((key) => hex(key.bytes)),
    ]),
  ]
  return { ...mine, traces }
}

test('T-135 what is taken back leaves no trace in any table, and was there before', async () => {
  const { lookup, id, traces } = await newCaseInFull()
  const other = await newCase()
  const before = JSON.stringify(await dump(db.superuser))
  expect(traces.length).toBeGreaterThan(15)
  for (const trace of traces) expect(before).toContain(trace)

  expect(await db.store.reporters.takeBack(lookup, ON, 'withdrawn')).toBe(true)
  expect(await eraseTakenBack(db.store.jobs, ON)).toBe(1)

  const after = JSON.stringify(await dump(db.superuser))
  for (const trace of traces) expect(after).not.toContain(trace)
  expect(await db.store.reporters.find([lookup])).toEqual([])
  expect(await db.store.desk.open(officerA, id)).toBeNull()
  expect(await db.store.desk.open(officerA, other.id)).not.toBeNull()
})

test('T-135 what stays is an office, a month and a count, and the ledger still holds', async () => {
  const { lookup } = await newCaseInFull()
  const before = await shreds()
  await db.store.reporters.takeBack(lookup, ON, 'withdrawn')
  expect(await shreds()).toHaveLength(before.length)
  await eraseTakenBack(db.store.jobs, ON)
  const added = (await shreds()).slice(before.length)
  expect(added).toEqual([{ office: 'ethics', letters: 3, reason: 'withdrawn', day: '2026-11-01' }])
  await db.store.jobs.chainWaiting(day('2026-11-21'))
  expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
  const [line] = await looking(
    db.superuser,
    (sql) => sql`select actor, at, officer from ledger where act = 'withdrawn' order by n desc`,
  )
  expect(line).toEqual({ actor: 'reporter', at: null, officer: null })
})

async function undo(lookup: Uint8Array<ArrayBuffer>): Promise<boolean | 'changed'> {
  const [locked] = await db.store.reporters.heads([lookup])
  return db.store.reporters.undoTakeBack(lookup, locked?.erasure ?? { id: '', on: ON }, ON)
}

async function shreds() {
  const rows = await looking(
    db.superuser,
    (sql) => sql`select office, letters, reason, day::text from shred order by xmin::text::bigint`,
  )
  return [...rows]
}

test('T-135 pressed twice, or twenty times at once, it is taken back once', async () => {
  const { lookup } = await newCase()
  const before = (await shreds()).length
  const done = await Promise.all(
    Array.from({ length: 20 }, () => db.store.reporters.takeBack(lookup, ON, 'withdrawn')),
  )
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(await db.store.reporters.takeBack(lookup, ON, 'withdrawn')).toBe(false)
  const erasing = await Promise.all([1, 2, 3].map(() => eraseTakenBack(db.store.jobs, ON)))
  expect(erasing.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await shreds()).toHaveLength(before + 1)
})

test('T-135 either all of it goes or none: a refusal in the middle leaves the case whole', async () => {
  const { lookup, id } = await newCaseInFull()
  const whole = await db.store.desk.open(officerA, id)
  await looking(db.superuser, async (sql) => {
    await sql.unsafe(`create table holds_on (case_id text references "case" (id))`)
    await sql`insert into holds_on values (${id})`
  })
  const before = (await shreds()).length
  expect(await db.store.reporters.takeBack(lookup, ON, 'withdrawn')).toBe(true)
  await expect(eraseTakenBack(db.store.jobs, ON)).rejects.toMatchObject({ code: 'STORE_REFUSED' })
  expect(await shreds()).toHaveLength(before)
  await undo(lookup)
  const still = await db.store.desk.open(officerA, id)
  expect([still?.letters, still?.events]).toEqual([whole?.letters, whole?.events])
  await looking(db.superuser, (sql) => sql`drop table holds_on`)
  expect(await db.store.reporters.takeBack(lookup, ON, 'withdrawn')).toBe(true)
  expect(await eraseTakenBack(db.store.jobs, ON)).toBe(1)
})

test('T-135 an officer who fetches while it is taken back has all of it or nothing', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { lookup, id, given } = await newCase()
    const [opened] = await Promise.all([
      db.store.desk.open(officerA, id),
      db.store.reporters.takeBack(lookup, ON, 'withdrawn'),
    ])
    if (opened !== null) expect(opened.letters).toHaveLength(given.letters.length)
  }
})

test('T-135 without her receipt nobody in her role takes anything back or keeps anybody out', async () => {
  const { id } = await newCase()
  const other = await newCase()
  const asReporter = (act: string) =>
    looking(
      db.url,
      (sql) =>
        sql.begin(async (tx) => {
          await tx`select set_config('aside.lookups', ${hex(other.lookup)}, true)`
          const [row] = await tx.unsafe(act)
          return row?.['done']
        }),
      'aside_reporter',
    )
  const date = `'2026-11-20'`
  expect(await asReporter(`select withdraw_case('${id}', ${date}, 'withdrawn') as done`)).toBe(
    false,
  )
  const keepOut = `select exclude_readers('${id}', array['${officerA}'], array['\\x00'::bytea]) as done`
  expect(await asReporter(keepOut)).toBeNull()
  expect(await db.store.desk.open(officerA, id)).not.toBeNull()
})

test.each(['aside_intake', 'aside_desk', 'aside_duty', 'aside_register'])(
  'T-103 %s neither takes back nor keeps out',
  async (role) => {
    const statements = [
      "select withdraw_case('c', '2026-01-01', 'withdrawn')",
      "select restore_case('e', '2026-01-01')",
      'select locked_cases()',
      'select from erasure',
      "select exclude_readers('c', array['o'], array['\\x00'::bytea])",
    ]
    for (const statement of statements) {
      expect(await refusedWith(db.url, statement, role)).toBe('42501')
    }
  },
)

test('T-103 her role shreds nothing but by taking back', async () => {
  const statements = [
    "select shred_case('c', 'r', '2026-01-01', 'settled')",
    "select erase_withdrawn('e', '2026-01-01')",
    'select from erasure',
  ]
  for (const statement of statements) {
    expect(await refusedWith(db.url, statement, 'aside_reporter')).toBe('42501')
  }
})

test('settled closes the case, for her reason and on her day, and once', async () => {
  const { lookup, id } = await newCase()
  const event = {
    ...byReporter('settled', '2026-11-20'),
    reason: 'resolved_person_confirms',
  } as const
  expect(await db.store.reporters.settle(lookup, event)).toBe('settled')
  expect(await db.store.reporters.settle(lookup, event)).toBe('already')
  const caseRecord = await db.store.desk.open(officerA, id)
  expect(caseRecord?.status).toMatchObject({ state: 'closed', closedOn: ON })
  expect(caseRecord?.events.filter(({ act }) => act === 'settled')).toEqual([event])
})

test('T-11 whoever is kept out later finds no case, and no key packet, mark or row of him is left', async () => {
  const { lookup, id } = await newCase()
  await db.store.desk.open(officerB, id)
  expect(await db.store.reporters.keepOut(lookup, await out(id, officerB))).toBe(1)
  expect(await db.store.desk.open(officerB, id)).toBeNull()
  expect((await db.store.desk.queue(officerB)).map((row) => row.id)).not.toContain(id)
  expect((await db.store.desk.open(officerA, id))?.readers).toEqual([officerA])
  const named = await looking(
    db.superuser,
    (sql) => sql`
      select 'reader' as of from reader where case_id = ${id} and officer = ${officerB}
      union all select 'read_mark' from read_mark where case_id = ${id} and officer = ${officerB}
      union all select 'message_key' from message_key k join message m on m.id = k.message_id
        where m.case_id = ${id} and k.reader = ${officerB}`,
  )
  expect([...named]).toEqual([])
})

test('T-11 from then on nothing is taken that is sealed for him, from her or from his colleague', async () => {
  const { lookup, id } = await newCase()
  await db.store.reporters.keepOut(lookup, await out(id, officerB))
  const letter = (dir: 'r>o' | 'o>r', officers: readonly OfficerId[]) =>
    sealedLetter({
      case: id,
      dir,
      seq: dir === 'r>o' ? 2 : 1,
      kind: dir === 'r>o' ? 'addition' : 'answer',
      on: ON,
      officers,
      reporter: true,
    })
  const both = [officerA, officerB]
  const event = byReporter('added', '2026-11-20')
  const late = { nonce: bytes(32), letter: letter('r>o', both), event }
  expect(await db.store.reporters.add(lookup, late)).toBe('changed')
  const answered = byOfficer('answered', '2026-11-20')
  await expect(
    db.store.desk.change(officerA, id, () => ({ event: answered, letter: letter('o>r', both) })),
  ).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  await expect(
    db.store.desk.change(officerB, id, () => ({ event: answered })),
  ).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
  expect(
    await db.store.reporters.add(lookup, {
      nonce: bytes(32),
      letter: letter('r>o', [officerA]),
      event,
    }),
  ).toBe('added')
})

test('somebody has to stay: keeping all out does nothing', async () => {
  const { lookup, id } = await newCase()
  const both = await out(id, officerA, officerB)
  expect(await db.store.reporters.keepOut(lookup, both)).toBe('nobody_left')
  expect((await db.store.desk.open(officerB, id))?.letters[0]?.key).not.toBeNull()
  expect((await db.store.desk.open(officerA, id))?.readers).toEqual([officerA, officerB])
})

test('keeping the same one out twice is keeping him out', async () => {
  const { lookup, id } = await newCase([officerA, officerB, officerC])
  expect(await db.store.reporters.keepOut(lookup, await out(id, officerB))).toBe(2)
  expect(await db.store.reporters.keepOut(lookup, await out(id, officerB))).toBe(2)
  expect(await db.store.reporters.keepOut(lookup, await out(id, officerC))).toBe(1)
})

test('T-106 who fetches a case in the moment he is kept out of it leaves no mark in it', async () => {
  const { lookup, id } = await newCase()
  const [{ tag } = { tag: null }] = await out(id, officerB)
  await looking(
    db.url,
    (sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('aside.lookups', ${hex(lookup)}, true)`
        await tx`select from "case" where id = ${id} for update`
        const opening = db.store.desk.open(officerB, id)
        await somebodyWaits(db.superuser)
        await tx`select exclude_readers(${id}, array[${officerB}], array[${`\\x${hex(tag)}`}::bytea])`
        return { opening }
      }),
    'aside_reporter',
  ).then(async ({ opening }) => expect(await opening).toBeNull())
  const marks = await looking(
    db.superuser,
    (sql) => sql`select officer from read_mark where case_id = ${id}`,
  )
  expect([...marks]).toEqual([])
})

test('T-106 what she was writing while she kept somebody out is sealed anew, and refused in no log', async () => {
  const { lookup, id } = await newCase()
  await db.store.reporters.keepOut(lookup, await out(id, officerB))
  const place = { case: id, dir: 'r>o', seq: 2, on: ON, reporter: true } as const
  const late = sealedLetter({ ...place, kind: 'consent', officers: [officerA, officerB] })
  const request = sealedLetter({
    ...place,
    dir: 'o>r',
    seq: 1,
    kind: 'consent',
    officers: [officerA],
  })
  await db.store.desk.change(officerA, id, () => ({
    event: byOfficer('consent_asked', '2026-11-20', 'consent_needed'),
    letter: request,
  }))
  const hash = Buffer.from(bytes(32)).toString('base64url')
  const consent = { request: request.id, office: 'hr', hash, agreed: true, on: ON } as const
  const event = byReporter('consented', '2026-11-20')
  expect(await db.store.reporters.consent(lookup, { consent, letter: late, event })).toBe('changed')
})

test('T-106 keeping out writes no event and no line of the ledger', async () => {
  const { lookup, id } = await newCase()
  const written = async () =>
    looking(db.superuser, async (sql) => {
      const [row] = await sql`select
        (select count(*)::int from event) as events, (select count(*)::int from ledger) as lines,
        (select count(*)::int from pending_ledger_line) as waiting, (select count(*)::int from outbox) as outbox`
      return row
    })
  const before = await written()
  await db.store.reporters.keepOut(lookup, await out(id, officerB))
  expect(await written()).toEqual(before)
})
