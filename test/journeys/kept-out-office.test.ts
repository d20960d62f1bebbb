import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseIdOf } from '#crypto/case-id.ts'
import { wordsPress } from '#crypto/recovery-phrase.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { notifyLastAddress } from '#notifications/notify-last-address.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { sealOnPage } from '#reporter/seal-on-page.ts'
import { messagesTo, pairedChat, sendAll } from '../fixtures/notified.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { CONCERN, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { person } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

/** The last address of the policy, of the office that is kept out. */
const LAST = 'investigations-1'
const DAY = 86_400_000
const ADVICE = { leaf: 'advice.gifts_honours', taps: ['ask', 'gifts'] } as const
const DANGER = { leaf: 'safety.immediate_danger', taps: ['danger'] } as const

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true, escalateTo: LAST, silentDays: 3 })
  await pairedChat(whole, await officerAtDesk(whole, LAST), LAST)
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

/** On the page: what it is about is in the seal, and its browser says no more than that there is something. */
async function onPage(change: Partial<Concern>): Promise<void> {
  const { services, store } = whole.composed
  const reporter = await pageReporter(whole)
  const concern = { ...CONCERN, ...change }
  const { route, readers } = await chooseReaders(services, concern)
  const salt = base64url(systemChance(16))
  const { filing } = await sealOnPage(services, {
    concern,
    promised: { office: route.office, readers: readers.length },
    press: wordsPress(reporter.secret),
    shown: reporter.shown,
    salt,
    id: await caseIdOf(reporter.shown, salt),
    link: null,
  })
  expect((await postToPage(whole, 'file', { ...filing, proof: null })).status).toBe(200)
  const tomorrow = plusDays(dayIn('Europe/Zurich', whole.clock.now()), 1)
  await store.releases.release(route.office, tomorrow)
}

/** In Teams, about the office that would have received it. */
async function inTeams(about: string, kept_out = ''): Promise<void> {
  const who = person(whole.cloud, { id: `told-${about}-${kept_out}` })
  let card = await who.open(await who.install(), 'tap', 'happened')
  card = await who.submit(card, 'tap', 'money')
  card = await who.submit(card, 'tap', 'fraud')
  card = await who.submit(card, 'continue', undefined, { about, kept_out })
  card = await who.submit(card, 'continue')
  card = await who.submit(card, 'continue', undefined, { identity: 'not_told' })
  card = await who.submit(card, 'continue', undefined, { pass_on: 'no' })
  card = await who.submit(card, 'continue')
  await who.submit(card, 'send', undefined, { account: 'words', when: '', where: '' })
}

/** What the last address hears and sees, each morning of two weeks in which nobody does anything. */
async function heardAndSeen(): Promise<unknown> {
  const { clock, composed } = whole
  const { services, store } = composed
  const sent = messagesTo(whole, `chat-of-${LAST}`).length
  const started = clock.now().getTime()
  const seen: unknown[] = []
  for (let n = 1; n <= 14; n += 1) {
    clock.forward(DAY)
    await notifyLastAddress({ clock, policy: services.policy, notifications: store.notifications })
    await sendAll(whole, 'hourly')
    const him = await officerAtDesk(whole, LAST)
    for (const path of ['/api/me', '/api/queue', '/api/told']) {
      const { status, text } = await him.get(path)
      seen.push([path, status, text.replaceAll(/\d{4}-\d\d-\d\d[T\d:.Z]*/g, '(day)')])
    }
  }
  clock.forward(started - clock.now().getTime())
  return [messagesTo(whole, `chat-of-${LAST}`).slice(sent), seen]
}

async function nobodyTold(): Promise<void> {
  await looking(database.superuser, async (sql) => {
    await sql`update "case" set due_on = null`
    await sql`delete from outbox`
    await sql`delete from daily_notification`
  })
}

describe('T-106 the last address, when his whole office is kept out', () => {
  let none: unknown
  beforeAll(async () => {
    none = await heardAndSeen()
    await nobodyTold()
  })

  test.each([
    ['on the page, about his office', () => onPage({ about: ['investigations'] })],
    ['on the page, about another office', () => onPage({ ...ADVICE, about: ['hr'] })],
    ['on the page, about the head', () => onPage({ ...ADVICE, about: ['head'] })],
    ['on the page, about all but one', () => onPage({ about: ['investigations', 'hr', 'head'] })],
    ['on the page, himself alone', () => onPage({ keptOut: [LAST] })],
    ['on the page, in danger', () => onPage({ ...DANGER, about: ['investigations'] })],
    ['in Teams, about his office', () => inTeams('investigations')],
    ['in Teams, about another office', () => inTeams('hr', LAST)],
    ['in Teams, himself alone', () => inTeams('', LAST)],
  ])('hears and sees what he would if it had never come: %s', async (_, file) => {
    const before = await cases()
    await file()
    expect(await cases()).toBe(before + 1)
    expect(await heardAndSeen()).toEqual(none)
    await nobodyTold()
  })

  test('and what keeps nobody out he hears of, so the silence above is no accident', async () => {
    await onPage(ADVICE)
    const [message] = (await heardAndSeen()) as [string[], unknown]
    expect(message.length).toBeGreaterThan(0)
    await nobodyTold()
  })

  test('the database says that somebody or an office is kept out, and not which of the two', async () => {
    await onPage({ ...ADVICE, about: ['hr'] })
    const tags = await looking(
      database.superuser,
      (sql) => sql`
        select length(x.tag) as bytes, cardinality(c.flags) as flags
        from "case" c join exclusion x on x.case_id = c.id
        where c.channel = 'web_page' order by c.reference`,
    )
    expect(new Set(tags.map(({ bytes }) => bytes))).toEqual(new Set([32]))
    const [hr] = await looking(
      database.superuser,
      (sql) => sql`
        select (select count(*)::int from exclusion x where x.case_id = c.id) as n
        from "case" c where c.due_on is not null`,
    )
    expect(hr).toEqual({ n: 1 })
  })
})

async function cases(): Promise<number> {
  const [row] = await looking(
    database.superuser,
    (sql) => sql`select count(*)::int as n from "case"`,
  )
  return row?.['n']
}
