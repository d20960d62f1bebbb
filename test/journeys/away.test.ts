import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { jsonLog } from '#log.ts'
import { start } from '#main.ts'
import { ask } from '../fixtures/http.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type OwnServer, startOwnServer } from '../fixtures/own-server.ts'
import { type Person, person, textOf } from '../fixtures/teams-person.ts'
import { SECRET, startWhole, type Whole } from '../fixtures/whole.ts'
import { type Card, surfaceOf, toAccount } from './filer.ts'
import { settings } from './production.ts'

const answers = { account: 'حدث شيء', when: '', where: '', name: 'أمل' }
const kind = refusal('DATABASE_AWAY', wordsFor('ar'))
const unread = refusal('DATABASE_AWAY', wordsFor('ar'), 'conversation')
const ASK = [
  ['GET', '/api/me'],
  ['GET', '/api/queue'],
  ['GET', `/api/cases/${'A'.repeat(22)}`],
  ['POST', `/api/cases/${'A'.repeat(22)}/close`],
] as const

let server: OwnServer
let whole: Whole
let officer: OfficerAtDesk
beforeAll(async () => {
  server = await startOwnServer()
  whole = await startWhole(server.url, { accountInline: true })
  officer = await officerAtDesk(whole, 'investigations-1')
})
beforeEach(() => server.start())
afterAll(async () => {
  await whole.stop()
  await server.end()
})

/** The sentence beside a view that stays as it is; `null` when the view was replaced. */
function shownText(answer: Card): string | null {
  if (answer.task?.type === 'message') return answer.task.value
  return answer.type === 'application/vnd.microsoft.activity.message' ? answer.value : null
}

async function filed(): Promise<number> {
  return (await officer.queue()).rows.length
}

describe.each(['dialog', 'chat'] as const)('while the database is away, in the %s', (where) => {
  let amal: Person
  let form: Card
  beforeEach(async () => {
    amal = person(whole.cloud, { locale: 'ar-EG', id: `amal-${where}-${Math.random()}` })
    form = await toAccount(amal, await amal.install(), where)
  })

  test.each([
    ['a moment', 0],
    ['long', 60_000],
  ])(
    'for %s, a Send is answered kindly in her language, the view stays, and the same Send goes through when it is back',
    async (_, gone) => {
      const { press, back } = surfaceOf(amal, where)
      const before = await filed()
      await server.stop()
      whole.clock.forward(gone)
      expect(shownText(await press(form, 'send', undefined, answers))).toBe(kind)
      expect(shownText(await press(form, 'send', undefined, answers))).toBe(kind)
      expect(shownText(await back(amal.lastCard()))).toBe(unread)
      await server.start()
      expect(await filed()).toBe(before)
      expect(shownText(await press(form, 'send', undefined, answers))).toBeNull()
      expect(shownText(await press(form, 'send', undefined, answers))).toBeNull()
      expect(await filed()).toBe(before + 1)
      expect(textOf(await back(amal.lastCard()))).not.toContain(unread)
    },
  )
})

test('somebody who comes for the first time is met, and may look at what is offered', async () => {
  const first = await person(whole.cloud, { locale: 'ar', id: 'before' }).install()
  await server.stop()
  whole.clock.forward(60_000)
  const nour = person(whole.cloud, { locale: 'ar', id: 'nour' })
  expect(textOf(await nour.install())).toBe(textOf(first))
  expect(textOf(await nour.open(nour.lastCard(), 'tap', 'danger'))).toContain('+000 0000 0001')
})

test('the process says that it lives and that it is not ready, and is ready again by itself', async () => {
  expect((await whole.ask('/readyz')).status).toBe(200)
  await server.stop()
  whole.clock.forward(60_000)
  const [lives, ready] = await Promise.all([whole.ask('/healthz'), whole.ask('/readyz')])
  expect([lives.status, lives.text]).toEqual([200, '{"code":"ALIVE"}'])
  expect([ready.status, JSON.parse(ready.text)]).toEqual([
    503,
    { code: 'NOT_READY', problems: ['DATABASE_AWAY'] },
  ])
  await server.start()
  expect((await whole.ask('/readyz')).text).toBe('{"code":"READY"}')
})

test('the desk is told by a code and nothing else, and goes on where it was', async () => {
  await server.stop()
  for (const [method, path] of ASK) {
    const heard =
      method === 'GET'
        ? await officer.get(path)
        : await officer.post(path, { reason: 'advice_given' })
    expect([path, heard.status, heard.text]).toEqual([path, 503, '{"code":"DATABASE_AWAY"}'])
  }
  await server.start()
  expect((await officer.get('/api/queue')).status).toBe(200)
})

test('the log does not fill while it is away: the same failure again and again is one line', async () => {
  await server.stop()
  whole.clock.forward(60_000)
  const before = whole.log.length
  for (let n = 0; n < 10; n += 1) expect((await officer.get('/api/queue')).status).toBe(503)
  const lines = whole.log.slice(before).map((line) => JSON.parse(line))
  expect(lines.filter(({ event }) => event === 'request_failed').length).toBeLessThanOrEqual(1)
  await server.start()
  await expect
    .poll(async () => (await officer.get('/api/queue')).status, { timeout: 60_000 })
    .toBe(200)
})

test('a server as main starts it, with its duties, outlives an absence and ends in order', async () => {
  const { config, secrets } = await settings({
    DATABASE_URL: server.url,
    ASIDE_ROOT_FINGERPRINT: whole.staff.root.fingerprint,
    // The one that the database was used with: a start with another is refused.
    ASIDE_SECRET: Buffer.from(SECRET).toString('hex'),
  })
  const lines: string[] = []
  const running = await start(
    config,
    secrets,
    jsonLog(
      (line) => lines.push(line),
      () => whole.clock.now(),
    ),
  )
  const readyz = async () => {
    const { port } = new URL(running.url)
    return (await ask(Number(port), '/readyz', { headers: { host: 'aside.invalid' } })).text
  }
  expect(await readyz()).toBe('{"code":"READY"}')
  await server.stop()
  expect(await readyz()).toContain('DATABASE_AWAY')
  // The duties ask the database every two seconds.
  await wait(3_000)
  await server.start()
  await expect.poll(readyz, { timeout: 60_000 }).toBe('{"code":"READY"}')
  await running.stop()
  expect(lines.join()).not.toMatch(/aside:|postgres:\/\/|ECONN|ENOENT/)
  expect(lines.map((line) => JSON.parse(line).event)).not.toContain('not_ended_in_order')
})

test('the log of an absence has codes only', () => {
  for (const line of whole.log) {
    const { at: _, level: __, event, code, ...ids } = JSON.parse(line)
    expect(event).toMatch(/^[a-z_]+$/)
    expect(code).toMatch(/^[A-Z_]+$/)
    for (const id of Object.values(ids)) expect(String(id)).toMatch(/^[\w/:-]{1,40}$/)
  }
})
