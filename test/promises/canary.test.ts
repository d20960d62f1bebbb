import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AppError, codeOf } from '#errors.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type OwnServer, startOwnServer } from '../fixtures/own-server.ts'
import { filesBelow, tracer } from '../fixtures/search-everywhere.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { button, person } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { everythingOf } from '../fixtures/witness.ts'
import { surfaceOf, toAccount } from '../journeys/filer.ts'
import { ACCOUNT_CANARIES, ADDED, ANSWERED, CONTROL, words } from './canaries.ts'
import { press, pressAll, thorough } from './presses.ts'
import { answerBroken, inEveryTrouble, sendBroken } from './troubles.ts'

const isSecret = tracer([...ACCOUNT_CANARIES, ...ADDED, ...ANSWERED])
const isTold = tracer(ACCOUNT_CANARIES)
const isControl = tracer(CONTROL)
const printed: unknown[] = []

let server: OwnServer
let whole: Whole
let officer: OfficerAtDesk
/** Which bodies answered a person who asked to read what is hers. */
const shown = new Set<number>()

beforeAll(async () => {
  for (const way of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(globalThis['console'], way).mockImplementation((...given) => printed.push(given))
  }
  server = await startOwnServer()
  await looking(server.superuser.replace('/postgres?', '/aside?'), (sql) =>
    sql.unsafe(`create table control as select '${words(CONTROL, 'here')}' as said`),
  )
  whole = await startWhole(server.url, { accountInline: true })
  officer = await officerAtDesk(whole, 'investigations-1')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await whole.stop()
  await server.end()
})

async function reading<T>(read: () => Promise<T>): Promise<T> {
  const from = whole.bodies.length
  const value = await read()
  for (let at = from; at < whole.bodies.length; at += 1) shown.add(at)
  return value
}

test('a canary is found in every form in which it could lie somewhere', () => {
  const [, arabic = ''] = ACCOUNT_CANARIES
  const inside = `{"told":"xx${arabic}yy"}`
  const escaped = [...inside].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const) {
    for (const before of ['', 'a', 'ab']) {
      expect(isTold(Buffer.from(before + inside).toString(encoding))).toBe(true)
    }
  }
  expect(isTold(Buffer.from(inside, 'utf16le'))).toBe(true)
  for (const text of [encodeURIComponent(inside), escaped.join('')]) expect(isTold(text)).toBe(true)
  expect(isTold('heroncanar')).toBe(false)
})

describe.each(['dialog', 'chat'] as const)('T-72 T-116 canaries are typed in the %s', (where) => {
  test('into every field, at every step, with everything going wrong that can, and arrive', async () => {
    const amal = person(whole.cloud, { id: `amal-${where}`, locale: 'ar' })
    const way = surfaceOf(amal, where)
    const answers = {
      account: words(ACCOUNT_CANARIES, 'account'),
      name: words(ACCOUNT_CANARIES, 'name'),
      when: words(ACCOUNT_CANARIES, 'when'),
      where: words(ACCOUNT_CANARIES, 'where'),
    }
    const first = await amal.install()
    await amal.say(answers.account)
    const form = await toAccount(thorough(amal), first, where)
    const { data } = button(form, 'send')
    await pressAll(amal, where, form, ACCOUNT_CANARIES)
    for (const fields of [
      { ...answers, account: ' ' },
      { ...answers, account: answers.account.repeat(500) },
      { ...answers, name: answers.name.repeat(30) },
      { ...answers, foreign: answers.account },
    ]) {
      await press(amal, where, { ...data, ...fields })
    }
    await inEveryTrouble(server, whole, () => press(amal, where, { ...data, ...answers }))
    await sendBroken(whole, amal, { ...data, ...answers }, answers.account.repeat(2))
    expect(await received()).toEqual([])
    await press(amal, where, { ...data, ...answers })
    const [id = ''] = await received()

    let wireCase = await officer.open(id)
    const read = await officer.read(wireCase)
    expect(read.letters.map((letter) => letter.words)).toEqual([answers.account, answers.name])
    expect(read.form).toMatchObject({ when: answers.when, where: answers.where })
    const answer = await officer.seal(wireCase, 'answer', words(ANSWERED, 'answer'))
    await inEveryTrouble(server, whole, () =>
      officer.post(`/api/cases/${id}/answer`, { letter: answer }),
    )
    for (const { status } of await answerBroken(officer, wireCase, words(ANSWERED, 'answer'))) {
      expect([400, 404, 409]).toContain(status)
    }
    await officer.ask(wireCase, words(ANSWERED, 'question'), 'facts_missing')

    const added = { text: words(ADDED, 'addition') }
    const opened = await reading(async () => way.press(await way.back(first), 'case', id))
    const adding = await way.press(opened, 'add', id)
    const more = button(adding, 'send_addition').data
    await reading(() => pressAll(amal, where, adding, ADDED))
    await press(amal, where, { ...more, text: added.text.repeat(400) })
    await inEveryTrouble(server, whole, () => press(amal, where, { ...more, ...added }))
    await sendBroken(whole, amal, { ...more, ...added }, added.text.repeat(2))
    await press(amal, where, { ...more, ...added })

    wireCase = await officer.open(id)
    expect((await officer.read(wireCase)).letters.at(-1)).toMatchObject({ words: added.text })
    await officer.answer(wireCase, words(ANSWERED, 'answer'))
    const last = await reading(async () => way.press(await way.back(first), 'case', id))
    const seen = [ANSWERED, ADDED, ACCOUNT_CANARIES].map((canary) =>
      tracer(canary)(JSON.stringify(last)),
    )
    expect(seen).toEqual([true, where === 'dialog', false])
  }, 120_000)
})

async function received(): Promise<readonly string[]> {
  const { rows } = await officer.queue()
  return rows.filter(({ state }) => state === 'received').map(({ id }) => id)
}

describe('T-72 afterwards no canary is found', () => {
  test('in any answer but to the person who asked to read what is hers', () => {
    expect(whole.bodies.length).toBeGreaterThan(200)
    expect(shown.size).toBeGreaterThan(4)
    const bodies = whole.bodies.filter((body, at) => (shown.has(at) ? isTold : isSecret)(body))
    expect(bodies).toEqual([])
  })

  test('in anything that was sent, logged or printed', () => {
    expect(whole.cloud.sent.length).toBeGreaterThan(3)
    expect(whole.cloud.sent.filter((sent) => isSecret(JSON.stringify(sent)))).toEqual([])
    expect(whole.log.length).toBeGreaterThan(10)
    expect(whole.log.filter(isSecret)).toEqual([])
    expect(printed.filter((given) => isSecret(everythingOf(given)))).toEqual([])
  })

  test('in any error, which are all ours', () => {
    expect(whole.thrown.length).toBeGreaterThan(10)
    expect(whole.thrown.filter((error) => isSecret(everythingOf(error)))).toEqual([])
    expect(whole.thrown.filter((error) => !(error instanceof AppError))).toEqual([])
    const codes = new Set(whole.thrown.map(codeOf))
    for (const code of ['DATABASE_AWAY', 'ROSTER_REFUSED', 'KEY_REFUSED', 'ENVELOPE_REFUSED']) {
      expect(codes).toContain(code)
    }
  })

  test('in any column of any table, where the control is', async () => {
    const superuser = server.superuser.replace('/postgres?', '/aside?')
    const tables = Object.entries(await dump(superuser))
    expect(tables.length).toBeGreaterThan(20)
    const rows = tables.map(([name, rows]) => [name, JSON.stringify(rows)] as const)
    expect(rows.filter(([, text]) => isSecret(text)).map(([name]) => name)).toEqual([])
    expect(rows.filter(([, text]) => isControl(text)).map(([name]) => name)).toEqual([
      'public.control',
    ])
    const running = await looking(superuser, (sql) => sql`select * from pg_stat_activity`)
    expect(isSecret(JSON.stringify(running))).toBe(false)
  })

  test('in any file of the database, its write-ahead log and its own log, where the control is', async () => {
    await server.stop()
    const secret: string[] = []
    const control: string[] = []
    for (const { name, bytes } of filesBelow(server.folder)) {
      if (isSecret(bytes)) secret.push(name)
      if (isControl(bytes)) control.push(name)
    }
    expect(secret).toEqual([])
    expect(control.some((name) => name.includes('/pg_wal/'))).toBe(true)
    expect(control.some((name) => name.includes('/base/'))).toBe(true)
  })
})
