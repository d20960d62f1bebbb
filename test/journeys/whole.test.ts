import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { staysHere, watchConnections } from '../fixtures/connections.ts'
import { notNeutral } from '../fixtures/neutral-cards.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { buttonsOf, inputsOf, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const DAY = 86_400_000
const ACCOUNT = 'رأيت <b>العقد</b> رقم 7.\nوقّعه المدير **قبل** العطاء. https://evil.invalid'
const answers = { account: ACCOUNT, when: 'في مارس', where: 'جنيف', name: 'أمل حداد' }
const QUESTION = 'Which contract?\nPlease write its number.'
const ADDED = 'رقمه ٤٤١.'
const ANSWER = 'Thank you. We look at it, and write to you by Friday.'

let database: FreshDatabase
let whole: Whole
const connections = watchConnections()

beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true })
})
afterAll(async () => {
  connections.stop()
  await whole.stop()
  await database.drop()
})

const today = () => dayIn('Europe/Zurich', whole.clock.now())

async function later(days: number, officer: OfficerAtDesk): Promise<Day> {
  whole.clock.forward(days * DAY)
  await officer.signIn()
  return today()
}

describe.each(['dialog', 'chat'] as const)('a concern told in Arabic in the %s', (where) => {
  let id = ''

  test('reaches an officer, who asks, hears, answers and closes, and the person reads it', async () => {
    const amal = person(whole.cloud, { locale: 'ar-EG', id: `amal-${where}` })
    const { press, back } = surfaceOf(amal, where)
    const first = await amal.install()
    const form = await toAccount(amal, first, where)
    expect(form.rtl).toBe(true)
    const received = today()
    await press(form, 'send', undefined, answers)

    const officer = await officerAtDesk(whole, 'investigations-1')
    const { rows } = await officer.queue()
    const row = rows.find(({ state }) => state === 'received')
    expect(row).toMatchObject({ receivedOn: received, dueOn: plusDays(received, 7), unread: true })
    id = row?.id ?? ''

    let wireCase = await officer.open(id)
    let read = await officer.read(wireCase)
    expect(read.troubles).toEqual([])
    expect(read.letters.map(({ words }) => words)).toEqual([ACCOUNT, answers.name])
    expect(read.name).toBe(answers.name)
    expect(read.form).toMatchObject({
      leaf: 'misconduct.fraud_corruption',
      taps: ['happened', 'money', 'fraud'],
      identity: 'named',
      passOn: false,
      when: answers.when,
      where: answers.where,
    })
    expect((await officer.acknowledge(wireCase)).dueOn).toBe(plusDays(received, 7))

    const asked = await later(2, officer)
    wireCase = await officer.ask(await officer.open(id), QUESTION, 'facts_missing')
    expect(wireCase).toMatchObject({
      state: 'waiting',
      pausedOn: asked,
      dueOn: plusDays(received, 7),
    })

    const added = await later(3, officer)
    let card = await press(await back(amal.lastCard()), 'case', id)
    expect(textOf(card)).toContain('Which contract?')
    expect(textOf(card)).not.toContain('العقد')
    card = await press(card, 'add', id)
    expect(inputsOf(card).map(({ id: field }) => field)).toEqual(['text'])
    await press(card, 'send_addition', id, { text: ADDED })

    wireCase = await officer.open(id)
    expect(wireCase).toMatchObject({
      state: 'acknowledged',
      pausedOn: null,
      pausedDays: 3,
      dueOn: plusDays(received, 10),
      unread: true,
    })
    read = await officer.read(wireCase)
    expect(read.letters.at(-1)).toMatchObject({ words: ADDED, trouble: null })

    const answered = await later(1, officer)
    wireCase = await officer.answer(await officer.open(id), ANSWER)
    expect(wireCase).toMatchObject({ state: 'answered', respondedOn: answered, outcome: 'on_time' })
    expect(added < answered).toBe(true)

    const open = await press(await back(amal.lastCard()), 'case', id)
    expect(textOf(open)).toContain(ANSWER)
    const stale = await press(open, 'add', id)
    wireCase = await officer.close(await officer.open(id), 'advice_given')
    expect(wireCase.state).toBe('closed')
    expect(wireCase.events.map(({ act }) => act)).toEqual([
      'received',
      'acknowledged',
      'asked',
      'added',
      'answered',
      'closed',
    ])
    const sentence = refusal('CASE_CLOSED', wordsFor('ar'))
    expect(JSON.stringify(await press(stale, 'send_addition', id, { text: 'x' }))).toContain(
      sentence,
    )
    card = await press(await back(amal.lastCard()), 'case', id)
    expect(textOf(card)).toContain(ANSWER)
    expect(buttonsOf(card).map(({ data }) => data.aside.verb)).not.toContain('add')
    if (where === 'chat') expect(await press(card, 'leave')).toEqual(first)
  })

  test('is read by a colleague of the office, and by nobody of another', async () => {
    const colleague = await officerAtDesk(whole, 'investigations-2')
    const read = await colleague.read(await colleague.open(id))
    expect(read.letters[0]?.words).toBe(ACCOUNT)
    const stranger = await officerAtDesk(whole, 'ethics-1')
    expect((await stranger.queue()).rows).toEqual([])
    const [theirs, nobodys] = await Promise.all([
      stranger.get(`/api/cases/${id}`),
      stranger.get(`/api/cases/${'A'.repeat(22)}`),
    ])
    expect([theirs.status, theirs.text]).toEqual([404, nobodys.text])
  })
})

test('every outgoing connector call of these journeys was one of the neutral cards', async () => {
  const { composed, cloud } = whole
  await person(cloud, { locale: 'ar-EG', id: 'amal-dialog' }).say(ACCOUNT)
  expect(cloud.sent.length).toBe(3)
  expect(await notNeutral(composed, cloud.sent, 'ar')).toEqual([])
})

test('nothing went wrong on the way: the log has the refusals that were provoked and no other', () => {
  const events = whole.log.map((line) => JSON.parse(line))
  // There were two; the same warning again is written once.
  expect(events.map(({ event, code }) => [event, code])).toEqual([['press_refused', 'CASE_CLOSED']])
})

test('T-104 during a whole journey no connection leaves this machine', () => {
  expect(connections.to.length).toBeGreaterThan(10)
  expect(connections.to.filter((target) => !staysHere(target))).toEqual([])
})
