import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { leftBefore, type Rows } from '../fixtures/older-database.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import type { People } from '../fixtures/services.ts'
import { buttonsOf, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import before from './from-before.json' with { type: 'json' }

/*
 * The program of 84ea5179, the last one before the renames, ran in October: somebody filed by card and got a question
 * and words for the page, two filed on the page, of whom one still waits, and an office gave out two links, one of them
 * used. What each of them had in hand then, and the rows of the database, are in the file beside this one (of the
 * policy only its hash). Today's program goes on from there the day after.
 */
let database: FreshDatabase
let whole: Whole
let desk: OfficerAtDesk
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-06T09:00:00Z') })
  database = await freshDatabase()
  await leftBefore(database, '_names_of_the_field', before.rows as Rows)
  whole = await startWhole(database.url, { page: true }, null, before.staff as unknown as People)
  desk = await officerAtDesk(whole, 'investigations-1')
  await desk.signIn()
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
  vi.useRealTimers()
})

const bySecret = (hex: string) => pageReporter(whole, new Uint8Array(Buffer.from(hex, 'hex')))
/** What stands in each case of the desk, and can be read there. */
async function words(): Promise<unknown[][]> {
  const { rows } = await desk.queue()
  const cases = await Promise.all(
    rows.map(async ({ id }) => (await desk.read(await desk.open(id))).letters),
  )
  return cases.map((letters) => letters.map((letter) => letter.words)).toSorted()
}

test('officers read with their keys what was filed before the renames, in a ledger that holds', async () => {
  expect(await whole.composed.store.ledger.verify()).toMatchObject({ sound: true })
  const { rows } = await desk.queue()
  expect(rows.map(({ reference }) => reference).toSorted()).toEqual(before.references.toSorted())
  expect(await words()).toEqual([['Released.'], ['Told by card.', 'Amal H.', 'Which contract?']])
})

test('a card from before the renames leads to its conversation, and takes an answer to the question', async () => {
  const { card } = before
  const amal = person(whole.cloud, { locale: 'en', id: 'amal' })
  for (const list of [await amal.open(card.first, 'conversation'), card.list]) {
    const own = await amal.submit(list, 'case', card.id)
    expect(textOf(own)).toContain('Which contract?')
  }
  const add = await amal.submit(card.case, 'add', card.id)
  await amal.submit(add, 'send_addition', card.id, { text: 'The one of May.' })
  expect(await words()).toContainEqual([
    'Told by card.',
    'Amal H.',
    'Which contract?',
    'The one of May.',
  ])
  const thief = person(whole.cloud, { locale: 'en', id: 'thief' })
  const list = await thief.open(card.first, 'conversation')
  expect(buttonsOf(list).map(({ data }) => data.aside.value)).not.toContain(card.id)
})

test('a recovery phrase from before the renames opens the conversation on the page, as words and as a code', async () => {
  const { recoveryPhrase, reading } = whole.composed.services
  for (const typed of [before.card.code, before.card.words.join(' ')]) {
    const secret = recoveryPhrase.read(typed)
    const { reportersCase, key } = await (await pageReporter(whole, secret ?? undefined)).key()
    const letters = await reading.read(key, reportersCase)
    expect(letters.find(({ kind }) => kind === 'question')).toMatchObject({ trust: 'sound' })
  }
})

test.each(['released', 'waits'] as const)(
  'a receipt of the page from before the renames opens its conversation (%s), and something can be added',
  async (which) => {
    const reporter = await bySecret(before.page[which])
    const { reportersCase, key } = await reporter.key()
    const letters = await whole.composed.services.reading.read(key, reportersCase)
    expect(letters).toMatchObject([{ kind: 'concern', trust: 'sound' }])
    const body = {
      shown: reporter.shown,
      nonce: base64url(systemChance(16)),
      letter: await reporter.letter('addition', `More, ${which}.`),
      identity: null,
    }
    const { status, text } = await postToPage(whole, 'add', body)
    expect([status, JSON.parse(text).outcome]).toEqual([200, 'added'])
  },
)

test('what waited before the renames reaches its office with the next release', async () => {
  await whole.composed.store.releases.release('investigations', '2026-10-07' as never)
  expect(await words()).toEqual(
    expect.arrayContaining([
      ['Released.', 'More, released.'],
      ['Waits.', 'More, waits.'],
    ]),
  )
  expect(await whole.composed.store.ledger.verify()).toMatchObject({ sound: true })
})

test('T-141 a conversation that goes on in version 2 has no false alarm, nor has one that is answered', async () => {
  const { rows } = await desk.queue()
  for (const { id } of rows) {
    await desk.answer(await desk.open(id), 'We look into it.')
    const read = await desk.read(await desk.open(id))
    expect([read.troubles, read.ghosts]).toEqual([[], []])
    expect(read.letters.filter(({ trouble }) => trouble !== null)).toEqual([])
  }
  expect(rows).toHaveLength(3)
})

test('an office link from before the renames lets one filing in, and a used one none', async () => {
  const file = async (secret: string) => {
    const filing = await (await pageReporter(whole)).seal({}, { from: 'office', secret })
    return (await postToPage(whole, 'file', filing)).status
  }
  expect(await file(before.links.used)).toBe(410)
  expect(await file(before.links.unused)).toBe(200)
  expect(await file(before.links.unused)).toBe(410)
})
