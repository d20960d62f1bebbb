import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { pageReporter } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ACCOUNT = 'The director signed it.'
const ANSWER = 'Thank you, we look at it.'
const TOLD = { account: ACCOUNT, when: '', where: '', name: 'Amal' }

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true, page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

test('once the days of the roster are over, what is there is read on every channel, and a new concern is refused with a sentence', async () => {
  const amal = person(whole.cloud, { locale: 'en-GB', id: 'amal' })
  const { press, back } = surfaceOf(amal, 'chat')
  await press(await toAccount(amal, await amal.install(), 'chat'), 'send', undefined, TOLD)
  const officer = await officerAtDesk(whole, 'investigations-1')
  const [row] = (await officer.queue()).rows
  const id = row?.id ?? ''
  await officer.answer(await officer.open(id), ANSWER)
  const outsider = await pageReporter(whole)
  expect((await outsider.file()).status).toBe(200)

  // Its last day, and the night after it.
  whole.clock.forward(34 * DAY)
  const form = await toAccount(amal, amal.lastCard(), 'chat')
  whole.clock.forward(16 * HOUR)

  const readable = await press(await back(amal.lastCard()), 'case', id)
  expect(textOf(readable)).toContain(ANSWER)
  await officer.signIn()
  const read = await officer.read(await officer.open(id))
  expect(read.letters[0]?.words).toBe(ACCOUNT)
  expect((await outsider.conversation()).waiting).toHaveLength(1)
  expect((await whole.ask('/privacy')).status).toBe(200)

  const refused = JSON.stringify(await press(form, 'send', undefined, TOLD))
  expect(refused).toContain(refusal('ROSTER_REFUSED', wordsFor('en')))
  expect(refused).not.toContain('minute')
  await expect((await pageReporter(whole)).seal()).rejects.toMatchObject({ code: 'ROSTER_REFUSED' })
})
