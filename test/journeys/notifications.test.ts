import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import { remindPeople } from '#notifications/reminders.ts'
import { sendNotifications } from '#notifications/send.ts'
import { lookForDanger } from '../fixtures/danger.ts'
import { messagesTo, pairedChat, sendAll } from '../fixtures/notified.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { type Person, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const words = wordsFor('en')
const NEW = words.say('notice.new')
const ACCOUNT = { account: 'The keeper wrote it.', when: '', where: '' }
const MINUTE = 60_000
const DAY = 86_400_000

let database: FreshDatabase
let whole: Whole
beforeEach(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url)
})
afterEach(async () => {
  await whole.stop()
  await database.drop()
})

async function tells(who: Person, named = false, notify = 'no'): Promise<string> {
  const form = await toAccount(who, await who.install(), 'dialog', named ? 'named' : 'not_told')
  const given = named ? { ...ACCOUNT, name: 'Amal Haddad', notify } : ACCOUNT
  return textOf(await who.submit(form, 'send', undefined, given))
}

async function tellsOfDanger(who: Person): Promise<string> {
  const { press } = surfaceOf(who, 'dialog')
  let card = await who.open(await who.install(), 'tap', 'danger')
  card = await press(card, 'tap', 'other')
  card = await press(card, 'continue', undefined, { about: '', kept_out: '' })
  card = await press(card, 'continue')
  card = await press(card, 'continue', undefined, { identity: 'not_told' })
  card = await press(card, 'continue', undefined, { pass_on: 'no' })
  card = await press(card, 'continue')
  return textOf(await press(card, 'send', undefined, ACCOUNT))
}

async function answersAll(officer: OfficerAtDesk): Promise<void> {
  for (const { id } of (await officer.queue()).rows) {
    await officer.answer(await officer.open(id), 'We looked at it.')
  }
}

const addressesOfPeople = async () =>
  (await dump(database.superuser))['public.outbox']?.filter(({ row }) => row !== undefined) ?? []

describe('an officer who paired her chat', () => {
  test('T-86 hears of a new case with the full hour: one sentence, no case, however many there are', async () => {
    const officer = await officerAtDesk(whole, 'investigations-1')
    const chat = await pairedChat(whole, officer, 'investigations-1')
    expect(messagesTo(whole, chat.id)).toEqual([words.say('paired')])
    expect(JSON.parse((await officer.get('/api/told')).text)).toMatchObject({ lostOn: null })
    await tells(person(whole.cloud, { id: 'amal' }))
    await tells(person(whole.cloud, { id: 'boris' }))
    await sendAll(whole, 'urgent')
    expect(messagesTo(whole, chat.id).slice(1)).toEqual([])
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, chat.id).slice(1)).toEqual([NEW])
    await officer.post('/api/told/stop', {})
    await tells(person(whole.cloud, { id: 'chen' }))
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, chat.id).slice(1)).toEqual([NEW])
  })

  test('T-106 who is kept out of a case hears, logs and sees what he would if there were none', async () => {
    const chats: Record<string, Person> = {}
    const officers: Record<string, OfficerAtDesk> = {}
    for (const id of ['investigations-1', 'investigations-2']) {
      const officer = await officerAtDesk(whole, id)
      officers[id] = officer
      chats[id] = await pairedChat(whole, officer, id)
    }
    const excluded = officers['investigations-2']
    const look = async () =>
      Promise.all(
        ['/api/queue', '/api/told', '/readyz', '/healthz'].map(
          async (path) => (await excluded?.get(path))?.text,
        ),
      )
    const before = await look()
    const amal = person(whole.cloud, { id: 'amal' })
    let form = await amal.open(await amal.install(), 'tap', 'happened')
    form = await amal.submit(form, 'tap', 'money')
    form = await amal.submit(form, 'tap', 'fraud')
    form = await amal.submit(form, 'continue', undefined, {
      about: '',
      kept_out: 'investigations-2',
    })
    form = await amal.submit(form, 'continue')
    form = await amal.submit(form, 'continue', undefined, { identity: 'not_told' })
    form = await amal.submit(form, 'continue', undefined, { pass_on: 'no' })
    form = await amal.submit(form, 'continue')
    const logged = whole.log.length
    await amal.submit(form, 'send', undefined, ACCOUNT)
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, 'chat-of-investigations-1').slice(1)).toEqual([NEW])
    expect(messagesTo(whole, 'chat-of-investigations-2').slice(1)).toEqual([])
    expect(await look()).toEqual(before)
    expect(whole.log.slice(logged)).toEqual([])
  })

  test('case 92 that her chat is gone, or Teams away, takes nothing from anybody else', async () => {
    const officer = await officerAtDesk(whole, 'investigations-1')
    const chat = await pairedChat(whole, officer, 'investigations-1')
    await tells(person(whole.cloud, { id: 'amal' }))
    whole.cloud.connector = 503
    await sendAll(whole, 'hourly')
    whole.cloud.connector = 200
    whole.clock.forward(60 * MINUTE)
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, chat.id).slice(1)).toEqual([NEW, NEW])
    await tells(person(whole.cloud, { id: 'boris' }))
    whole.cloud.connector = 403
    await sendAll(whole, 'hourly')
    whole.cloud.connector = 200
    const { lostOn } = JSON.parse((await officer.get('/api/told')).text)
    expect(lostOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await officer.queue()).rows.length).toBe(2)
    await tells(person(whole.cloud, { id: 'chen' }))
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, chat.id).slice(1).length).toBe(3)
    await pairedChat(whole, officer, 'investigations-1')
    expect(JSON.parse((await officer.get('/api/told')).text).lostOn).toBeNull()
  })

  test('case 97 a server that ends between storing and sending: the next one sends', async () => {
    const officer = await officerAtDesk(whole, 'investigations-1')
    const chat = await pairedChat(whole, officer, 'investigations-1')
    await tells(person(whole.cloud, { id: 'amal' }))
    const next = await openAt(database.url, whole.clock)
    await whole.composed.close()
    const { clock, log, addresses, serverSecret } = whole.composed.services
    const sending = {
      clock,
      log,
      addresses,
      serverSecret,
      notifications: next.notifications,
      notificationChannel: whole.cloud.bot,
    }
    await sendNotifications(sending, 'hourly')
    expect(messagesTo(whole, chat.id).slice(1)).toEqual([NEW])
    await next.close()
  })
})

describe('a person', () => {
  test('by name may ask to be told; no is where it stands, and the address is in no row before the answer', async () => {
    const amal = person(whole.cloud, { id: 'amal', locale: 'fr' })
    const silent = person(whole.cloud, { id: 'boris' })
    expect(await tells(amal, true, 'yes')).toContain(
      wordsFor('fr').say('done.told', { date: '' }).slice(0, 30),
    )
    await tells(silent, true, 'no')
    expect(await addressesOfPeople()).toEqual([])
    const officer = await officerAtDesk(whole, 'investigations-1')
    await answersAll(officer)
    expect((await addressesOfPeople()).length).toBe(1)
    await sendAll(whole, 'hourly')
    expect(messagesTo(whole, amal.id)).toEqual([wordsFor('fr').say('notice.new')])
    expect(messagesTo(whole, silent.id)).toEqual([])
    expect(await addressesOfPeople()).toEqual([])
  })

  test('T-115 what is stored and the secret together join no address to a case', async () => {
    const amal = person(whole.cloud, { id: 'amal' })
    await tells(amal, true, 'yes')
    const boris = person(whole.cloud, { id: 'boris' })
    await boris.submit(
      await boris.submit(await boris.open(await boris.install(), 'conversation'), 'remind'),
      'remind_now',
      '4',
    )
    await pairedChat(whole, await officerAtDesk(whole, 'investigations-1'), 'investigations-1')
    await answersAll(await officerAtDesk(whole, 'investigations-1'))
    const tables = await dump(database.superuser)
    const open = async (table: string, at: number) =>
      Promise.all(
        (tables[table] ?? []).map(({ row = '' }) =>
          whole.composed.services.addresses.open(
            Buffer.from(row.split(',')[at]?.replaceAll(/["\\x]+/g, '') ?? '', 'hex'),
          ),
        ),
      )
    expect((await open('public.outbox', 2)).join()).toContain('"29:amal"')
    expect((await open('public.reminder', 1)).join()).toContain('"29:boris"')
    const cases = (tables['public."case"'] ?? []).map(({ row = '' }) => row.slice(1, 23))
    expect(cases.length).toBe(1)
    for (const table of ['public.outbox', 'public.reminder', 'public.officer_address']) {
      for (const { row = '' } of tables[table] ?? []) {
        expect(cases.some((id) => row.includes(id))).toBe(false)
      }
    }
    // Nor by the transaction that wrote them.
    const wrote = (names: (name: string) => boolean) =>
      Object.entries(tables).flatMap(([name, rows]) =>
        names(name) ? rows.map(({ xmin }) => xmin) : [],
      )
    const ofAddresses = wrote((name) => name === 'public.outbox' || name === 'public.reminder')
    const ofCases = wrote((name) =>
      /public\.("case"|message|envelope|event|read_mark|receipt)$/.test(name),
    )
    expect(ofAddresses.filter((transaction) => ofCases.includes(transaction))).toEqual([])
  })

  test('a value that was not sealed here is told nobody, and the answer stands', async () => {
    await tells(person(whole.cloud, { id: 'amal' }), true, 'no')
    const officer = await officerAtDesk(whole, 'investigations-1')
    const [row] = (await officer.queue()).rows
    const wireCase = await officer.open(row?.id ?? '')
    const letter = await officer.seal(wireCase, 'answer', 'We looked at it.')
    const { status } = await officer.post(`/api/cases/${wireCase.id}/answer`, {
      letter,
      notify: 'AAAA',
    })
    expect(status).toBe(200)
    expect(await addressesOfPeople()).toEqual([])
  })
})

/** A person who told something and is reminded. @returns every call into her chat, with the moment it came */
async function remindedMonday(replied: boolean): Promise<string[]> {
  const id = 'amal'
  const amal = person(whole.cloud, { id })
  await tells(amal)
  const done = await amal.open(amal.lastCard(), 'conversation')
  const card = await amal.submit(done, 'remind')
  expect(textOf(card)).toContain(words.say('reminder.comes'))
  await amal.submit(card, 'remind_now', '4')
  const before = whole.cloud.sent.length
  const calls: string[] = []
  for (let day = 0; day < 36; day += 1) {
    const at = whole.clock.now()
    if (replied && day === 2) await answersAll(await officerAtDesk(whole, 'investigations-1'))
    const { clock } = whole
    if (at.getUTCDay() === 1)
      await remindPeople({ clock, notifications: whole.composed.store.notifications })
    await sendAll(whole, 'hourly')
    for (const { method, path, body } of whole.cloud.sent.splice(before)) {
      calls.push([at.toISOString(), method, path, body].join(' '))
    }
    whole.clock.forward(DAY)
  }
  return calls.map((call) => call.replaceAll(whole.cloud.serviceUrl, 'https://teams.invalid/'))
}

test('T-114 a reminder comes on the same days with the same bytes, answered or not', async () => {
  const without = await remindedMonday(false)
  await whole.stop()
  await database.drop()
  database = await freshDatabase()
  whole = await startWhole(database.url)
  const answered = await remindedMonday(true)
  expect(without.length).toBeGreaterThanOrEqual(4)
  expect(answered).toEqual(without)
})

test('a reminder is offered to everybody, and ends when she says so', async () => {
  const amal = person(whole.cloud, { id: 'amal' })
  const first = await amal.install()
  let card = await amal.submit(await amal.open(first, 'conversation'), 'remind')
  expect(textOf(card)).toContain(words.say('reminder.kept_what'))
  card = await amal.submit(card, 'remind_now', '12')
  expect(textOf(card)).toContain(words.say('reminder.stop'))
  expect((await dump(database.superuser))['public.reminder']?.length).toBe(1)
  card = await amal.submit(card, 'remind_stop')
  expect(textOf(card)).not.toContain(words.say('reminder.stop'))
  expect((await dump(database.superuser))['public.reminder']).toEqual([])
})

describe('danger', () => {
  const read = async (who: Person) => {
    const listed = await who.open(who.lastCard(), 'conversation')
    const value = JSON.stringify(listed).match(/"verb":"case","value":"([\w-]{22})"/)?.[1]
    return { list: textOf(listed), case: textOf(await who.submit(listed, 'case', value)) }
  }

  test('is told at once to who reads it; after an hour without a word again, and the person sees both', async () => {
    const officer = await officerAtDesk(whole, 'investigations-1')
    const chat = await pairedChat(whole, officer, 'investigations-1')
    const messages = () => messagesTo(whole, chat.id).slice(1)
    const amal = person(whole.cloud, { id: 'amal' })
    const done = await tellsOfDanger(amal)
    const office = words.say('the.investigations')
    expect(done).toContain(words.say('done.alerted', { office }))
    await sendAll(whole, 'urgent')
    expect(messages()).toEqual([NEW])
    await sendAll(whole, 'hourly')
    expect(messages()).toEqual([NEW])
    expect((await read(amal)).case).toContain(words.say('alert.told'))
    expect((await officer.queue()).rows[0]?.section).toBe('danger')

    whole.clock.forward(61 * MINUTE)
    const late = await read(amal)
    expect(late.list).toContain(words.say('alert.unconfirmed'))
    expect(late.case).toContain(words.say('alert.unconfirmed'))
    expect(late.case.indexOf('+000 0000 0001')).toBeLessThan(
      late.case.indexOf(words.say('conversation.not_shown')),
    )
    // By the clock of the database, which is not the server's here.
    await looking(database.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update "case" set received_at = now() - interval '61 minutes'`
    })
    for (let minute = 0; minute < 90; minute += 5) {
      await lookForDanger(database.superuser, whole.composed.store.notifications, 5)
      await sendAll(whole, 'urgent')
    }
    expect(messages()).toEqual([NEW, NEW, NEW, NEW, NEW])

    const [row] = (await officer.queue()).rows
    await officer.acknowledge(await officer.open(row?.id ?? ''))
    const seen = await read(amal)
    expect(seen.case).not.toContain(words.say('alert.unconfirmed'))
    expect(seen.case).toContain(
      words.say('alert.confirmed', { date: words.date(row?.receivedOn as never) }),
    )
    await whole.composed.store.jobs.forgetInstants()
    const [outboxRow] = await looking(
      database.superuser,
      (sql) => sql`select received_at from "case"`,
    )
    expect(outboxRow?.['received_at']).toBeNull()
  })

  test.each([403, 503])(
    'nobody is said to be alerted when the message did not arrive after all (%i)',
    async (status) => {
      await pairedChat(whole, await officerAtDesk(whole, 'investigations-1'), 'investigations-1')
      const amal = person(whole.cloud, { id: 'amal' })
      const office = words.say('the.investigations')
      expect(await tellsOfDanger(amal)).toContain(words.say('done.alerted', { office }))
      expect((await read(amal)).case).toContain(words.say('alert.told'))
      whole.cloud.connector = status
      await sendAll(whole, 'urgent')
      whole.cloud.connector = 200
      const seen = await read(amal)
      expect(seen.case).toContain(words.say('alert.at_the_desk'))
      expect(seen.case).not.toContain(words.say('alert.told'))
      whole.clock.forward(2 * MINUTE)
      await sendAll(whole, 'urgent')
      // Blocked is blocked; what was only late arrives.
      const now = status === 403 ? 'alert.at_the_desk' : 'alert.told'
      expect((await read(amal)).case).toContain(words.say(now))
      whole.clock.forward(61 * MINUTE)
      expect((await read(amal)).case).toContain(words.say('alert.unconfirmed'))
    },
  )

  test('nobody is said to be alerted where no message reaches anybody', async () => {
    const amal = person(whole.cloud, { id: 'amal' })
    expect(await tellsOfDanger(amal)).toContain(words.say('done.at_the_desk'))
    expect((await read(amal)).case).toContain(words.say('alert.at_the_desk'))
    expect(whole.log.filter((line) => /danger|alert|notice/.test(line))).toEqual([])
  })
})
