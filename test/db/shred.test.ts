import { afterAll, beforeAll, expect, test } from 'vitest'
import { storedLetters } from '#db/export.ts'
import { day } from '#domain/case/day.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { exclusions, freshStore, type Held } from '../fixtures/store.ts'
import { dump, looking, somebodyWaits } from '../fixtures/superuser.ts'

let held: Held
beforeAll(async () => {
  held = await freshStore()
})
afterAll(() => held.end())

test('what is stored of a case can be handed out as it is: sealed', async () => {
  const given = filing()
  await held.store.intake.file(given)
  const [letter] = given.letters
  expect(await storedLetters(held.url, given.reference)).toEqual([
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
  expect(await storedLetters(held.url, 'AAA-AAA')).toEqual([])
})

test('of a shredded case an office, a day and a count are left, and the ledger still holds', async () => {
  const given = filing()
  const other = filing()
  const tags = [await exclusions.tag(given.id, 'officer-x' as typeof officerA)]
  await held.store.intake.file({ ...given, exclusions: tags })
  await held.store.intake.file(other)
  await held.store.desk.open(officerA, given.id)
  expect(await held.store.duties.shred(given.id, day('2026-11-20'), 'settled')).toBe(true)
  expect(await held.store.duties.shred(given.id, day('2026-11-20'), 'settled')).toBe(false)

  const everything = JSON.stringify(await dump(held.superuser))
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
    held.superuser,
    (sql) => sql`select office, letters, reason, day::text from shred`,
  )
  expect([...shreds]).toEqual([
    { office: 'ethics', letters: 1, reason: 'settled', day: '2026-11-20' },
  ])
  expect(await held.store.desk.open(officerA, other.id)).not.toBeNull()
  expect(await held.store.ledger.verify()).toMatchObject({ sound: true, lines: 3 })
})

test('an act and a shredding of one case never wait for each other', async () => {
  const given = filing()
  await held.store.intake.file(given)
  const shredded = await looking(held.superuser, (sql) =>
    sql.begin(async (tx) => {
      await tx`select from "case" where id = ${given.id} for update`
      const on = day('2026-11-20')
      const shredding = held.store.duties.shred(given.id, on, 'settled').catch(() => false)
      await somebodyWaits(held.superuser)
      await tx`select append_ledger('2026-11-20', null, 'duty', null, 'closed', null)`
      return { shredding }
    }),
  )
  expect(await shredded.shredding).toBe(true)
})

test('T-136 a place of a card that led to a case leads to no other after it', async () => {
  const [one, other] = [filing(), filing()]
  await held.store.intake.file(one)
  await held.store.duties.shred(one.id, day('2026-11-20'), 'settled')
  expect(await held.store.intake.file({ ...other, receipt: one.receipt })).toBe('filed')
  const [first, second] = one.receipt.lookups
  const found = await held.store.reporters.find([first, second].flatMap((each) => each ?? []))
  expect(found.map(({ id, lookup }) => [id, lookup])).toEqual([[other.id, second]])
  await held.store.duties.shred(other.id, day('2026-11-20'), 'settled')
  expect(await held.store.intake.file({ ...filing(), receipt: one.receipt })).toBe('taken')
  const kept = JSON.stringify(await dump(held.superuser))
  expect(kept).not.toContain(Buffer.from(first ?? []).toString('hex'))
})
