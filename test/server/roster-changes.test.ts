import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPeople } from '#cli/check-people.ts'
import { plusDays } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import { release } from '#jobs/daily-release.ts'
import { pair } from '#notifications/pair-device.ts'
import { remindOfficers } from '#notifications/reminders.ts'
import { sendNotifications } from '#notifications/send.ts'
import { offerCode } from '#notifications/subscribe.ts'
import { add } from '#reporter/add-message.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { listConversations, readConversation } from '#reporter/conversation.ts'
import { submit } from '#reporter/file-concern.ts'
import { namedReaders } from '#reporter/keep-out.ts'
import { Me } from '#wire/desk.ts'
import { withCustodians } from '../fixtures/custodian.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { CONCERN, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { directoryOf } from '../fixtures/services.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const DAY = 24 * 3_600_000
const ONE = 'investigations-1' as OfficerId
const OTHER = 'investigations-2' as OfficerId
let database: FreshDatabase
let whole: Whole
let version: number

beforeEach(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  version = 1
})
afterEach(async () => {
  await whole?.stop()
  await database?.drop()
})

type Staff = Whole['staff']['officers']
/** A newer roster, in force when the server has looked again. */
async function publish(change: (officers: Staff) => Staff): Promise<void> {
  version += 1
  const { root, officers } = whole.staff
  const directory = await directoryOf(root, change(officers), whole.clock, [], version)
  await whole.composed.store.directory.publish(directory)
  whole.clock.forward(6_000)
}
const left = (id: string) => publish((officers) => officers.filter((one) => one.id !== id))
const movedToHr = (id: string) =>
  publish((officers) => officers.map((one) => (one.id === id ? { ...one, office: 'hr' } : one)))
const asBefore = () => publish((officers) => officers)

async function pairs(...ids: readonly OfficerId[]): Promise<void> {
  const { services } = whole.composed
  const { officers } = await services.readership.roster()
  for (const officer of officers.filter(({ id }) => ids.includes(id))) {
    const { code } = await offerCode(services, officer)
    expect(await pair(services, code.replaceAll(/\W/g, ''), `chat of ${officer.id}`)).toBe(true)
  }
}

/** To which chats messages leave now. */
async function sent(how: 'urgent' | 'hourly'): Promise<string[]> {
  const { services, store } = whole.composed
  const chats: string[] = []
  const notificationChannel = {
    send: async (chat: string) => {
      chats.push(chat)
      return { is: 'sent' as const }
    },
  }
  await sendNotifications({ ...services, ...store, notificationChannel }, how)
  return chats.toSorted()
}

const secret = () => new Uint8Array(randomBytes(32))

/** A concern by a card, which does not wait. */
async function byCard(leaf: LeafId) {
  const { services } = whole.composed
  const concern = { ...CONCERN, channel: 'teams_card', leaf } as const
  const { route, readers } = await chooseReaders(services, concern)
  const holder = { share: new Uint8Array(randomBytes(16)), tenant: 'tenant', person: 'person' }
  const promised = { office: route.office, readers: readers.length }
  await submit(services, concern, promised, services.cards.press(holder), secret())
  const [own] = await listConversations(services, holder)
  if (own === undefined) throw new TypeError('no case')
  return {
    id: own.id,
    readers: own.readers,
    add: (words: string) => add(services, holder, own.id, new Confidential(words), secret(), 'en'),
    alert: async () => (await readConversation(services, holder, own.id))?.alert,
  }
}

const released = () => {
  whole.clock.forward(DAY)
  const { services, store } = whole.composed
  return release({ ...services, releases: store.releases, jobs: store.jobs })
}
const ask = (query: string) => looking(database.superuser, (sql) => sql.unsafe(query))

test('T-24: who left the roster is told of nothing any more, and nobody counts as reached by it', async () => {
  const danger = await byCard('safety.immediate_danger')
  await pairs(ONE)
  expect(danger.readers).toContain(ONE)
  expect((await danger.alert())?.notifiable).toBe(true)
  await danger.add('he is at the door')
  expect(await sent('urgent')).toEqual([`chat of ${ONE}`])
  const plain = await byCard('misconduct.nepotism')
  await danger.add('again')
  await left(ONE)

  expect([await sent('urgent'), await sent('hourly')]).toEqual([[], []])
  expect((await danger.alert())?.notifiable).toBe(false)
  await danger.add('and again')
  await plain.add('more')
  expect([await sent('urgent'), await sent('hourly')]).toEqual([[], []])

  await asBefore()
  expect((await danger.alert())?.notifiable).toBe(true)
  await plain.add('the last')
  expect(await sent('hourly')).toEqual([`chat of ${ONE}`])

  await left(ONE)
  whole.clock.forward(8 * DAY)
  const { services, store } = whole.composed
  await remindOfficers({ ...services, ...store })
  expect(await sent('hourly')).toEqual([])
})

test('T-24: who changed office reads nothing of the one before, and is told of nothing there, of its own all', async () => {
  await pairs(ONE, OTHER)
  const reporter = await pageReporter(whole)
  await reporter.file()
  await released()
  await movedToHr(ONE)
  expect(await sent('hourly')).toEqual([`chat of ${OTHER}`])

  const { id, readers } = await reporter.conversation()
  expect(readers).toContain(ONE)
  const [moved, colleague] = [await officerAtDesk(whole, ONE), await officerAtDesk(whole, OTHER)]
  await moved.signIn()
  await colleague.signIn()
  const { services } = whole.composed
  const { reportersCase } = await reporter.key()
  expect((await namedReaders(services, reportersCase)).map((one) => one.id)).toEqual([OTHER])
  expect((await moved.queue()).rows).toEqual([])
  const lines = () => ask(`select from ledger where officer = '${ONE}'`)
  const before = (await lines()).length
  expect((await moved.get(`/api/cases/${id}`)).status).toBe(404)
  expect((await moved.post(`/api/cases/${id}/acknowledge`, { letter: null })).status).toBe(404)
  expect((await lines()).length).toBe(before)

  const open = await colleague.open(id)
  expect(open.readers.map((one) => one.id)).toEqual([OTHER])
  await colleague.answer(open, 'For the two of us.')
  const answer =
    await ask(`select k.role, k.reader from message_key k join message m on m.id = k.message_id
    where m.dir = 'o>r' order by 1`)
  expect(answer.map(({ reader }) => reader)).toEqual([OTHER, 'reporter'])

  const hr = await byCard('workplace.recruitment_fairness')
  expect(hr.readers).toContain(ONE)
  expect(await sent('hourly')).toContain(`chat of ${ONE}`)
})

test('T-106: who changed office and comes back reads again what he read, is named to its person, and nothing that he is kept out of', async () => {
  const [plain, feared] = [await pageReporter(whole), await pageReporter(whole)]
  await plain.file()
  await feared.file()
  await released()
  await movedToHr(ONE)
  expect((await feared.keepOut(ONE)).text).toContain('"readers":1')
  await asBefore()
  const back = await officerAtDesk(whole, ONE)
  await back.signIn()
  expect((await back.queue()).rows.map(({ id }) => id)).toEqual([(await plain.conversation()).id])
  const { services } = whole.composed
  const { reportersCase } = await plain.key()
  expect((await namedReaders(services, reportersCase)).map((one) => one.id)).toEqual([ONE, OTHER])
})

test('T-106: who left while a concern or a letter waits gets no packet of it; where all did, they stay, and are told of nothing', async () => {
  await pairs(ONE, OTHER)
  const [one, another] = [await pageReporter(whole), await pageReporter(whole)]
  await one.file()
  await released()
  await sent('hourly')
  const letter = await one.letter('addition', 'and this')
  await postToPage(whole, 'add', {
    shown: one.shown,
    nonce: 'A'.repeat(22),
    letter,
    identity: null,
  })
  await another.file()
  await left(ONE)
  await released()
  const packets = await ask(`select distinct k.reader from message_key k
    where k.role = 'officer' and (k.message_id = '${letter.id}' or k.case_id = '${(await another.conversation()).id}')`)
  expect(packets.map(({ reader }) => reader)).toEqual([OTHER])
  expect((await another.conversation()).readers).toEqual([OTHER])
  expect(await sent('hourly')).toEqual([`chat of ${OTHER}`])

  const last = await pageReporter(whole)
  await asBefore()
  await last.file()
  await publish((officers) => officers.filter(({ office }) => office !== 'investigations'))
  await released()
  expect(await sent('hourly')).toEqual([])
  expect((await last.conversation()).readers).toEqual([ONE, OTHER])
})

test('T-43: who changed office gives links of the new one, without being admitted again', async () => {
  await movedToHr(ONE)
  const officer = await officerAtDesk(whole, ONE)
  await officer.signIn()
  const me = Me.parse(JSON.parse((await officer.get('/api/me')).text))
  const give = (office: string) =>
    officer.post('/api/links', {
      hash: randomBytes(32).toString('base64url'),
      office,
      until: plusDays(me.today as Parameters<typeof plusDays>[0], 5),
    })
  expect([me.office, me.links]).toEqual(['hr', true])
  expect((await give('hr')).status).toBe(200)
  expect((await give('investigations')).text).toContain('LINK_REFUSED')
})

test('T-119 whom a roster turns from a custodian into an officer, or back, is let in as neither, and check names both', async () => {
  const [turned, stays] = await withCustodians(whole)
  const { root, officers } = whole.staff
  const one = officers.find(({ id }) => id === ONE)
  if (!turned || !stays || !one) throw new TypeError('nobody')
  const reads = async (id: string, path: string) => {
    const headers = { cookie: await whole.cookieOf(id), 'sec-fetch-site': 'same-origin' }
    return (await whole.ask(path, { headers })).status
  }
  const seen = async () => [
    await reads(turned.id, '/api/names'),
    await reads(turned.id, '/api/queue'),
    await reads(ONE, '/api/queue'),
    await reads(ONE, '/api/names'),
  ]
  const check = async () => (await checkPeople(whole.composed)).map(({ what }) => what)
  expect(await seen()).toEqual([200, 401, 200, 401])
  expect(await check()).toEqual(['Everybody of the roster may sign in.'])

  const others = officers.filter(({ id }) => id !== ONE)
  const now = [...others, { ...turned, office: 'hr' as const }]
  const { directory } = whole.composed.store
  await directory.publish(await directoryOf(root, now, whole.clock, [stays, one], 2))
  whole.clock.forward(6_000)
  expect(await seen()).toEqual([401, 401, 401, 401])
  expect(await check()).toEqual([expect.stringMatching(new RegExp(`${turned.id}, ${ONE}\\.$`))])
})
