import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { AppError } from '#errors.ts'
import { BOT_BODY, LETTER_BODY, ROUTES, type Route } from '#server/routes.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { ask, speak } from '../fixtures/http.ts'
import { put } from '../fixtures/officer-services.ts'
import { OPENED } from '../fixtures/opened.ts'
import { keyPacket, uploaded } from '../fixtures/sealed.ts'

let desk: RunningDesk
let cookie: string
let custodian: string
beforeAll(async () => {
  desk = await startDesk({ bodySeconds: 0.2 })
  cookie = await desk.cookieOf('ethics-1')
  custodian = await desk.cookieOf('custodian-1')
})
afterEach(async () => {
  expect((await desk.ask('/healthz')).status).toBe(200)
})
afterAll(() => desk.stop())

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']
const CANARY = 'canary my supervisor takes money'
const posted = (takes: Route['takes']) =>
  ROUTES.filter((route: Route) => route.method === 'POST' && route.takes === takes).map(
    (route) => ({
      name: route.name,
      path: route.path.replace(':id', 'A'.repeat(22)).replace(':n', '0'),
    }),
  )
const POSTS = posted(undefined)
const OCTETS = posted('bytes')

const send = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  desk.ask(path, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie: path.startsWith('/api/names') ? custodian : cookie,
      ...headers,
    },
  })

describe('T-60 a compressed body never reaches a parser', () => {
  const whole = gzipSync(Buffer.from('{"type":"message"}'))
  const bodies = {
    whole,
    truncated: whole.subarray(0, 12),
    junk: Buffer.from('no gzip at all'),
    bomb: gzipSync(Buffer.alloc(20_000_000)),
  }
  test.each([...POSTS, ...OCTETS])('$path', async ({ path }) => {
    for (const body of Object.values(bodies)) {
      for (const encoding of ['gzip', 'GZIP', 'deflate', 'br', 'identity', 'gzip, gzip']) {
        const heard = await send(path, body, { 'content-encoding': encoding })
        expect([heard.status, heard.text]).toEqual([415, '{"code":"ENCODING_REFUSED"}'])
      }
    }
  })

  test('nor does one that is compressed on the way', async () => {
    const heard = await speak(
      desk.port,
      'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    )
    expect(heard).toMatch(/^HTTP\/1\.1 415 /)
  })

  test('nor one whose length is told in two ways', async () => {
    const heard = await speak(
      desk.port,
      'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: aside.invalid\r\n\r\n',
    )
    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
    expect(heard).not.toContain('ALIVE')
  })
})

describe('T-61 nobody holds the server by being large or slow', () => {
  test('a body larger than its route takes is refused, told or untold', async () => {
    const { id } = put(desk.desk, ETHICS)
    const tries = [
      { path: '/api/messages', size: BOT_BODY },
      { path: `/api/cases/${id}/answer`, size: LETTER_BODY },
      { path: `/api/cases/${id}/close`, size: 4096 },
    ]
    for (const { path, size } of tries) {
      const body = `"${'a'.repeat(size)}"`
      const answer = await send(path, body)
      const untold = await send(path, body, { 'transfer-encoding': 'chunked' })
      for (const heard of [answer, untold]) {
        expect([heard.status, heard.text]).toEqual([413, '{"code":"BODY_TOO_LARGE"}'])
      }
    }
  })

  test('a letter of the largest size that is sealed is taken by the reader of bodies', async () => {
    const heard = await send(
      `/api/cases/${put(desk.desk, ETHICS).id}/answer`,
      JSON.stringify({ letter: { ...uploaded(1, ETHICS), data: 'A'.repeat(1_999_999) } }),
    )
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ENVELOPE_REFUSED"}'])
  })

  test('a body that does not end is hung up on', async () => {
    const heard = await speak(
      desk.port,
      'POST /api/messages HTTP/1.1\r\nHost: aside.invalid\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{"\r\n',
    )
    expect(heard).toMatch(/^HTTP\/1\.1 408 /)
    expect(heard).toContain('{"code":"BODY_LATE"}')
  })

  test('a body of more values than anybody sends is refused before it is parsed', async () => {
    const parsed = vi.spyOn(JSON, 'parse')
    const many = [
      `[${'[],'.repeat(20_000)}[]]`,
      `{${Array.from({ length: 20_001 }, (_, at) => `"${at}":1`).join()}}`,
      `{"letters":[${'{},'.repeat(20_000)}{}]}`,
    ]
    for (const { path } of POSTS.filter((one) => !one.path.includes('acknowledge'))) {
      for (const body of many) {
        parsed.mockClear()
        const heard = await send(path, body)
        expect(parsed).not.toHaveBeenCalledWith(body)
        expect([400, 413]).toContain(heard.status)
      }
    }
    vi.restoreAllMocks()
  })

  test('headers and requests have a time to arrive in', () => {
    const { server } = desk.server
    expect(server.headersTimeout).toBeGreaterThan(0)
    expect(server.requestTimeout).toBeGreaterThanOrEqual(server.headersTimeout)
    expect(server.requestTimeout).toBeLessThanOrEqual(60_000)
    expect(server.maxHeadersCount).toBe(100)
  })

  test('too many headers are refused before anything reads them', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => `x-${at}: ${'a'.repeat(20)}`).join('\r\n')
    const heard = await speak(desk.port, `GET / HTTP/1.1\r\nHost: aside.invalid\r\n${many}\r\n\r\n`)
    expect(heard).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('asking for another protocol ends the connection', async () => {
    const heard = await speak(
      desk.port,
      'GET / HTTP/1.1\r\nHost: aside.invalid\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    expect(heard).toBe('')
  })
})

describe('T-62 what cannot be read is answered with a code and never quoted', () => {
  const bodies = {
    'a broken sentence': `{"text": "${CANARY}`,
    'words alone': CANARY,
    nothing: '',
    'bytes that are no text': Buffer.from([0xff, 0xfe, 0x22, 0x80]),
    'a hundred thousand brackets': '['.repeat(100_000),
    'a hundred thousand objects': '{"a":'.repeat(40_000),
  }
  test.each(POSTS)('$path', async ({ path, name }) => {
    for (const body of Object.values(bodies)) {
      const heard = await send(path, body)
      expect([400, 413]).toContain(heard.status)
      expect(heard.text).toMatch(/^{"code":"BODY_(INVALID|TOO_LARGE)"}$/)
      if (name === 'messages') expect(heard.status).toBe(400)
    }
    expect(JSON.stringify(desk.lines)).not.toContain('canary')
  })

  test('braces inside words do not count as depth', async () => {
    const text = `${'{['.repeat(500)}\\"${'{'.repeat(500)}`
    const heard = await send('/api/messages', JSON.stringify({ type: 'message', text }))
    expect(heard.status).toBe(200)
    expect(desk.told.bot.at(-1)).toEqual({ type: 'message', text })
  })

  test('many keys are only many keys', async () => {
    const keys = Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`k${at}`, 1]))
    const heard = await send(`/api/cases/${'A'.repeat(22)}/answer`, JSON.stringify(keys))
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
  })

  test('what is not JSON by name is not read at all', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ]) {
      const heard = await send('/api/messages', '{}', { 'content-type': type })
      expect([heard.status, heard.text]).toEqual([415, '{"code":"TYPE_REFUSED"}'])
    }
  })
})

describe('T-63 no body reaches a prototype', () => {
  test.each(POSTS)('$path', async ({ path }) => {
    const bodies = [
      '{"__proto__":{"polluted":true}}',
      '{"value":[1,{"_\\u005Fproto__":{"polluted":true}}]}',
      '{"value":{"data":{"__proto__":{"polluted":true}}}}',
      '{"\\u005f_proto__":{"polluted":true}}',
    ]
    for (const body of bodies) {
      const heard = await send(path, body)
      expect([heard.status, heard.text]).toEqual([400, '{"code":"BODY_INVALID"}'])
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a constructor is a field too many', async () => {
    const { id } = put(desk.desk, ETHICS)
    const body = '{"letter":null,"constructor":{"prototype":{"polluted":true}}}'
    const heard = await send(`/api/cases/${id}/acknowledge`, body)
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
  })
})

test('T-12 a field too many changes nothing', async () => {
  const deskCase = put(desk.desk, ETHICS)
  const before = JSON.stringify(deskCase)
  const extra = [
    { office: 'hr' },
    { lookup_hash: 'x' },
    { verified_staff: true },
    { on: '2020-01-01' },
    { at: null },
    { state: 'closed' },
    { readers: ['hr-1'] },
  ]
  for (const field of extra) {
    const close = await send(
      `/api/cases/${deskCase.id}/close`,
      JSON.stringify({ reason: 'noted', opened: OPENED, ...field }),
    )
    const letter = { ...uploaded(1, ETHICS), ...field }
    const answer = await send(`/api/cases/${deskCase.id}/answer`, JSON.stringify({ letter }))
    for (const heard of [close, answer]) {
      expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
    }
  }
  expect(JSON.stringify(desk.desk.cases.get(deskCase.id))).toBe(before)
})

test('no case can be put into a state by name', async () => {
  const { id } = put(desk.desk, ETHICS)
  for (const verb of ['reopen', 'settle', 'withdraw', 'state', 'assign', 'corrected']) {
    const heard = await send(`/api/cases/${id}/${verb}`, '{}')
    expect([heard.status, heard.text]).toEqual([404, '{"code":"NOT_FOUND"}'])
  }
  for (const reason of ['clerical_error', 'facts_missing', '', null, 7]) {
    const heard = await send(`/api/cases/${id}/close`, JSON.stringify({ reason, opened: OPENED }))
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
  }
})

test('T-20 nothing readable is taken at the API, whatever it is called', async () => {
  const deskCase = put(desk.desk, ETHICS)
  const good = uploaded(1, ETHICS)
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const goodBytes = Buffer.from(good.data, 'base64url')
  const literal = Buffer.concat([
    Buffer.of(0xcb, 17, 0x62, 0, 0, 0, 0, 0),
    Buffer.from('my account!'),
  ])
  const data = {
    plain: text(Buffer.from(CANARY.repeat(140))),
    literal: text(literal),
    'good and literal': text(Buffer.concat([goodBytes, literal])),
    'literal and good': text(Buffer.concat([literal, goodBytes])),
    armored: text(Buffer.from('-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----')),
    random: text(crypto.getRandomValues(new Uint8Array(4200))),
    'a key packet': text(keyPacket()),
  }
  for (const bytes of Object.values(data)) {
    const letter = { ...good, data: bytes }
    const heard = await send(`/api/cases/${deskCase.id}/answer`, JSON.stringify({ letter }))
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ENVELOPE_REFUSED"}'])
  }
  for (const odd of ['=', 'a b', 'ü', 'a'.repeat(2001)]) {
    const keys = good.keys.map((key) => ({ ...key, bytes: odd }))
    const heard = await send(
      `/api/cases/${deskCase.id}/answer`,
      JSON.stringify({ letter: { ...good, keys } }),
    )
    expect(heard.status).toBe(400)
  }
  expect(desk.desk.cases.get(deskCase.id)?.letters).toHaveLength(1)
})

describe('T-64 what breaks inside is a code outside', () => {
  const thrown = [
    new Error(`duplicate key value violates unique constraint: params ${CANARY}`),
    Object.assign(new Error(CANARY), { statusCode: 418, body: CANARY, code: CANARY }),
    CANARY,
  ]
  test.each(['GET', 'POST'])('%s', async (method) => {
    const { id } = put(desk.desk, ETHICS)
    for (const one of thrown) {
      desk.desk.broken = one
      const heard =
        method === 'GET'
          ? await desk.ask('/api/queue', { headers: { cookie } })
          : await send(`/api/cases/${id}/acknowledge`, '{"letter":null}')
      expect([heard.status, heard.text]).toEqual([500, '{"code":"UNEXPECTED"}'])
    }
    expect(JSON.stringify(desk.lines)).not.toContain('canary')
    expect(desk.lines.at(-1)).toMatchObject({
      event: 'request_failed',
      ids: { code: 'UNEXPECTED' },
    })
  })

  test('a bot that throws does not say why', async () => {
    const failing = await startDesk({
      bot: { process: () => Promise.reject(new Error(CANARY)) },
    })
    const heard = await failing.post('/api/messages', { type: 'message' })
    expect([heard.status, heard.text]).toEqual([500, '{"code":"UNEXPECTED"}'])
    await failing.stop()
  })

  test('a bot that answers with an error answers with a code', async () => {
    const failing = await startDesk({
      bot: {
        process: async (_req, res) => {
          ;(res as { send(thrown: Error): void }).send(new Error(CANARY))
        },
      },
    })
    for (const accept of [
      'application/json',
      'text/plain',
      'application/javascript',
      '*/*',
      'image/png',
    ]) {
      const heard = await ask(failing.port, '/api/messages', {
        method: 'POST',
        body: '{}',
        headers: { host: 'aside.invalid', 'content-type': 'application/json', accept },
      })
      expect(heard.status).toBeGreaterThanOrEqual(400)
      expect(heard.text).not.toContain('canary')
    }
    await failing.stop()
  })
})

test('a database that is away is said to be away, on the desk and in /readyz, and comes back by itself', async () => {
  expect((await desk.ask('/readyz')).text).toBe('{"code":"READY"}')
  desk.desk.broken = new AppError('DATABASE_AWAY')
  desk.told.database = false
  const queue = await desk.ask('/api/queue', { headers: { cookie } })
  expect([queue.status, queue.text]).toEqual([503, '{"code":"DATABASE_AWAY"}'])
  const away = await desk.ask('/readyz')
  expect([away.status, away.text]).toEqual([
    503,
    '{"code":"NOT_READY","problems":["DATABASE_AWAY"]}',
  ])
  desk.told.database = true
  expect((await desk.ask('/readyz')).status).toBe(200)
  expect((await desk.ask('/api/queue', { headers: { cookie } })).status).toBe(200)
})

test('without a good roster nobody is believed, and /readyz says so', async () => {
  desk.state.rosterGood = false
  const me = await desk.ask('/api/me', { headers: { cookie } })
  expect([me.status, me.text]).toEqual([503, '{"code":"ROSTER_REFUSED"}'])
  expect((await desk.ask('/readyz')).text).toBe('{"code":"NOT_READY","problems":["NO_READER"]}')
  desk.state.rosterGood = true
})

test('T-70 a foreign Host is turned away before anything answers it', async () => {
  for (const host of ['evil.invalid', 'aside.invalid.evil.invalid', 'aside.invalid:81', '[']) {
    for (const path of ['/readyz', '/', '/healthz/', '//healthz', '/api/messages']) {
      const heard = await ask(desk.port, path, { headers: { host } })
      expect([heard.status, heard.text]).toEqual([421, '{"code":"HOST_REFUSED"}'])
    }
  }
  const forwarded = await desk.ask('/', { headers: { 'x-forwarded-host': 'evil.invalid' } })
  expect(forwarded.text).not.toContain('evil.invalid')
})

test('T-70 the public name counts however it is written: in capitals, and with the port that https means', async () => {
  const cookie = await desk.cookieOf('ethics-1')
  for (const host of ['ASIDE.invalid', 'Aside.Invalid:443', 'aside.invalid:443']) {
    const heard = await ask(desk.port, '/readyz', { headers: { host } })
    expect([host, heard.status]).toEqual([host, 200])
    const out = await ask(desk.port, '/auth/logout', {
      method: 'POST',
      body: '{}',
      headers: {
        host,
        cookie,
        origin: 'https://aside.invalid',
        'content-type': 'application/json',
      },
    })
    expect([host, out.status]).toEqual([host, 204])
  }
})

test('whether the process lives can be asked by whatever name it is reached', async () => {
  for (const host of [`127.0.0.1:${desk.port}`, 'node-7.internal', 'ASIDE.invalid']) {
    for (const method of ['GET', 'HEAD']) {
      const heard = await ask(desk.port, '/healthz', { method, headers: { host } })
      expect([heard.status, heard.text]).toEqual([200, method === 'GET' ? '{"code":"ALIVE"}' : ''])
      expect(heard.headers['content-security-policy']).toContain("default-src 'none'")
    }
    const packed = { host, 'content-encoding': 'gzip' }
    expect((await ask(desk.port, '/healthz', { headers: packed })).status).toBe(415)
  }
})

test('T-70 an address that is no path of ours is refused and hurts nobody', async () => {
  const odd = [
    '//evil.invalid',
    'http://evil.invalid/',
    'http://[',
    '*',
    '/%',
    '/%ff',
    '/a'.repeat(2000),
  ]
  for (const target of odd) {
    const heard = await speak(
      desk.port,
      `GET ${target} HTTP/1.1\r\nHost: aside.invalid\r\nConnection: close\r\n\r\n`,
    )
    expect(heard).toMatch(/^HTTP\/1\.1 (400|404|421) /)
    expect(heard).not.toMatch(/^location:/im)
  }
  for (const sly of [
    '/assets/../secret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/notes.txt',
    '/assets/',
    '/assets/constructor',
  ]) {
    const heard = await speak(
      desk.port,
      `GET ${sly} HTTP/1.1\r\nHost: aside.invalid\r\nConnection: close\r\n\r\n`,
    )
    expect(heard).toMatch(/^HTTP\/1\.1 404 /)
    expect(heard).not.toContain('not to be served')
  }
})
