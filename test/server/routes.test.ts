import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { base64url } from '#domain/case/ids.ts'
import { ROUTES, type Route } from '#server/routes.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { OFFICERS, put } from '../fixtures/officer-services.ts'
import { OPENED } from '../fixtures/opened.ts'
import { keyPacket, uploaded } from '../fixtures/sealed.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']
const ID = 'A'.repeat(22)
const pathOf = (route: Route, id = ID) =>
  route.path.replace(':id', id).replace('/assets/*', '/assets/desk-abc.js').replace('*', 'cases/x')
const officers = ROUTES.filter((route: Route) => route.role === 'officer' && !route.demoOnly)
const custodians = ROUTES.filter((route: Route) => route.role === 'custodian')
const staff = ROUTES.filter((route: Route) => route.role === 'staff' && !route.demoOnly)
const bodies: Record<string, unknown> = {
  askName: { reason: 'protection' },
  discloseName: { keys: [{ role: 'released', reader: 'ethics-1', bytes: base64url(keyPacket()) }] },
  acknowledge: { letter: null },
  answer: { letter: uploaded(1, ETHICS) },
  question: { letter: uploaded(1, ETHICS), reason: 'facts_missing' },
  consent: { letter: uploaded(1, ETHICS), office: 'hr' },
  note: { letter: uploaded(1, ETHICS, false) },
  close: { reason: 'noted', opened: OPENED },
  opened: OPENED,
}
const call = (route: Route, id: string, cookie?: string) =>
  route.method === 'GET'
    ? desk.ask(pathOf(route, id), cookie === undefined ? {} : { headers: { cookie } })
    : desk.post(pathOf(route, id), bodies[route.name] ?? {}, cookie)

describe('every address has a role, and keeps to it', () => {
  test('everything under /api is for who signed in, but for the bot’s one address and the anonymous page', () => {
    const isPageApi = ({ path }: Route) => path.startsWith('/api/door/')
    expect(new Set(ROUTES.filter(isPageApi).map(({ role }) => role))).toEqual(new Set(['anyone']))
    const others = ROUTES.filter(
      (route) => route.path.startsWith('/api/') && !isPageApi(route) && route.role !== 'officer',
    )
    expect(others.map(({ name, role }) => [name, role])).toEqual([
      ['me', 'staff'],
      ['subscription', 'staff'],
      ['pairingCode', 'staff'],
      ['unsubscribe', 'staff'],
      ['names', 'custodian'],
      ['name', 'custodian'],
      ['discloseName', 'custodian'],
      ['refuseName', 'custodian'],
      ['demoKey', 'staff'],
      ['messages', 'bot'],
    ])
    expect(officers.every(({ path }) => path.startsWith('/api/'))).toBe(true)
  })

  test.each([...officers, ...custodians, ...staff])(
    '$method $path refuses without a session, always in the same words',
    async (route) => {
      const forged = ['', '__Host-aside=', '__Host-aside=guess', `aside=${'x'.repeat(43)}`]
      for (const cookie of forged) {
        const heard = await call(route, ID, cookie)
        expect([heard.status, heard.text]).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
      }
    },
  )

  test.each(officers)('$method $path is closed to a custodian as to a stranger', async (route) => {
    const { id } = put(desk.desk, ETHICS)
    const heard = await call(route, id, await desk.cookieOf('custodian-1'))
    expect([heard.status, heard.text]).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
  })

  test.each(custodians)('$method $path is closed to an officer as to a stranger', async (route) => {
    const heard = await call(route, ID, await desk.cookieOf('ethics-1'))
    expect([heard.status, heard.text]).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
  })

  test('the router knows the table and nothing else', async () => {
    const cookie = await desk.cookieOf('ethics-1')
    for (const path of [
      '/api',
      '/api/cases',
      '/api/users',
      '/admin',
      '/.git/config',
      '/desk.html',
      '/auth',
    ]) {
      const heard = await desk.ask(path, { headers: { cookie } })
      expect([heard.status, heard.text]).toEqual([404, '{"code":"NOT_FOUND"}'])
    }
  })

  test('a method that is not in the table is refused', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const heard = await desk.ask(`/api/cases/${ID}`, { method })
      expect([heard.status, heard.text]).toEqual([405, '{"code":"METHOD_REFUSED"}'])
    }
  })

  test('whatever can be read can be asked for its head alone, and then has none but that', async () => {
    const cookie = await desk.cookieOf('ethics-1')
    const framing = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']
    const readable = ROUTES.filter((route: Route) => route.method === 'GET' && !route.acts)
    for (const route of readable) {
      const [read, head] = await Promise.all(
        ['GET', 'HEAD'].map(async (method) => {
          const { status, headers } = await desk.ask(pathOf(route), { method, headers: { cookie } })
          const meant = Object.entries(headers).filter(([name]) => !framing.includes(name))
          return [route.name, status, Object.fromEntries(meant)]
        }),
      )
      expect(head).toEqual(read)
    }
  })

  test('what does something when it is read is not done by asking for its head', async () => {
    const { id } = put(desk.desk, ETHICS)
    const cookie = await desk.cookieOf('ethics-1')
    const before = desk.desk.ledger.length
    for (const path of [
      '/auth/login',
      '/auth/callback?code=1&state=2',
      `/api/cases/${id}`,
      `/api/cases/${id}/attachments/${ID}`,
      `/api/names/${id}`,
    ]) {
      const heard = await desk.ask(path, { method: 'HEAD', headers: { cookie } })
      expect([path, heard.status, heard.cookies]).toEqual([path, 405, []])
    }
    expect(desk.desk.ledger.length).toBe(before)
  })

  test('the demo’s key is not there where there is no demo', async () => {
    const cookie = await desk.cookieOf('ethics-1')
    const heard = await desk.ask('/api/demo/key', { headers: { cookie } })
    expect([heard.status, heard.text]).toEqual([404, '{"code":"NOT_FOUND"}'])
  })
})

describe('T-01 the case of another office', () => {
  const ofCase = officers.filter(({ path }) => path.includes(':id'))

  test.each(ofCase)(
    '$method $path answers as for no case at all, byte for byte, and is ledgered',
    async (route) => {
      const { id } = put(desk.desk, ETHICS)
      const cookie = await desk.cookieOf('hr-1')
      const before = desk.desk.ledger.length
      const [foreign, none, odd] = [
        await call(route, id, cookie),
        await call(route, ID, cookie),
        await call(route, '%00..%2f', cookie),
      ]
      expect([foreign.status, foreign.text]).toEqual([404, '{"code":"CASE_UNKNOWN"}'])
      for (const other of [none, odd]) {
        expect([other.status, other.text]).toEqual([foreign.status, foreign.text])
      }
      const { date: _, ...headers } = foreign.headers
      const { date: __, ...same } = none.headers
      expect(headers).toEqual(same)
      // `opened` hands out nothing, and the desk sends it by itself: a line of it, right after somebody was kept out,
      // would say so (T-106).
      expect(desk.desk.ledger.length - before).toBe(route.name === 'opened' ? 0 : 2)
    },
  )

  test('an officer who was kept out finds no trace of it', async () => {
    const { id, reference } = put(desk.desk, ['ethics-1', 'ethics-2'])
    const cookie = await desk.cookieOf('ethics-3')
    const queue = await desk.ask('/api/queue', { headers: { cookie } })
    expect(queue.status).toBe(200)
    expect(queue.text).not.toContain(id)
    expect(queue.text).not.toContain(reference)
  })
})

test('T-03 each officer is handed her own key packets', async () => {
  const deskCase = put(desk.desk, ETHICS)
  for (const reader of ETHICS) {
    const heard = await desk.ask(`/api/cases/${deskCase.id}`, {
      headers: { cookie: await desk.cookieOf(reader) },
    })
    const packets = deskCase.letters[0]?.keys ?? []
    for (const { reader: whose, bytes } of packets) {
      const packet = Buffer.from(bytes).toString('base64url')
      expect(heard.text.includes(packet)).toBe(whose === reader)
    }
  }
})

test('an officer of every office is shown who she is by the roster', async () => {
  for (const { id, label, office, fingerprint } of OFFICERS) {
    const heard = await desk.ask('/api/me', { headers: { cookie: await desk.cookieOf(id) } })
    expect(JSON.parse(heard.text)).toMatchObject({ id, label, office, fingerprint, demo: false })
  }
})
