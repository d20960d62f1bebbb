import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookupToken } from '#crypto/recovery-phrase.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url } from '#domain/case/ids.ts'
import { priceToday } from '#reporter/web-page/flood-limits.ts'
import { keptRows } from '../fixtures/kept-rows.ts'
import { startOwnServer } from '../fixtures/own-server.ts'
import {
  type PageReporter,
  pageReporter,
  postToPage,
  proofFor,
  UNPROVEN_ACT,
} from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

const MISSES = 1_100

let database: FreshDatabase
let whole: Whole
let reporter: PageReporter
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true, flood: { filings: 60, misses: MISSES } })
  reporter = await pageReporter(whole)
  await reporter.file()
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const wrong = () => randomBytes(32).toString('base64url')
const find = (shown: unknown, proof: string | null = null) =>
  postToPage(whole, 'find', { shown, proof })
const today = () => dayIn('Europe/Zurich', whole.clock.now())
const misses = (day: string, n: number) =>
  looking(
    database.superuser,
    (sql) => sql`insert into daily_count (day, what, n) values (${day}, 'missed', ${n})
      on conflict (day, what) do update set n = excluded.n`,
  )
const missesOf = async (day: string) => {
  const [row] = await looking(
    database.superuser,
    (sql) => sql`select n from daily_count where day = ${day} and what = 'missed'`,
  )
  return row?.['n'] ?? 0
}
/** How many times the usual it takes now. */
const priceNow = async () => priceToday(whole.composed.services)

describe('a receipt that is wrong', () => {
  test('T-05 a thousand of them are answered in the same bytes, as if there had never been anything', {
    timeout: 240_000,
  }, async () => {
    const heard = new Set<string>()
    for (let round = 0; round < 50; round += 1) {
      const some = await Promise.all(Array.from({ length: 20 }, () => find(wrong())))
      for (const { status, text, headers } of some) {
        const { date: _, ...same } = headers
        heard.add(`${status} ${JSON.stringify(same)} ${text}`)
      }
    }
    expect(heard.size).toBe(1)
    const [only = ''] = heard
    expect(only).toMatch(/^404 /)
    expect(JSON.parse(only.slice(only.lastIndexOf(' ') + 1))).toMatchObject({
      code: 'CASE_UNKNOWN',
    })
    expect(await missesOf(today())).toBe(1_000)
  })

  test('T-05 is one of 2¹²⁸: the secret has sixteen bytes of chance, and what is shown does not give it back', async () => {
    expect(reporter.secret).toHaveLength(16)
    const near = reporter.secret.slice()
    near[15] = (near[15] ?? 0) ^ 1
    expect((await find(base64url(await lookupToken(near)))).status).toBe(404)
    expect((await find(base64url(reporter.secret).padEnd(43, 'A'))).status).toBe(404)
  })

  test('T-07 knowing how it begins, or the hash that is stored, brings nobody nearer', async () => {
    const lookup = await looking(database.superuser, async (sql) => {
      const [row] = await sql<{ lookup: Buffer }[]>`select lookup from delayed_inbox limit 1`
      return row?.lookup ?? Buffer.alloc(0)
    })
    expect(lookup).toHaveLength(32)
    const begun = `${reporter.shown.slice(0, 42)}${reporter.shown.endsWith('A') ? 'E' : 'A'}`
    const tries = [
      begun,
      `${reporter.shown.slice(0, 20)}${wrong().slice(0, 23)}`,
      lookup.toString('base64url'),
    ]
    const [none, ...near] = await Promise.all([wrong(), ...tries].map((shown) => find(shown)))
    for (const { status, text } of near) expect([status, text]).toEqual([none?.status, none?.text])
  })

  test('cases 40 and 41: another length or another form is refused as no receipt at all', async () => {
    for (const shown of [
      '',
      'A',
      wrong().slice(1),
      `${wrong()}A`,
      'A'.repeat(3_000),
      ' '.repeat(43),
      null,
      7,
      [wrong()],
      {},
    ]) {
      const { status, text } = await find(shown)
      expect([status, text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
    }
    const huge = await find('A'.repeat(100_000))
    expect([huge.status, huge.text]).toEqual([413, '{"code":"BODY_TOO_LARGE"}'])
  })

  test('case 43 is answered as long as the shortest right one', async () => {
    const [miss, hit] = [await find(wrong()), await reporter.find()]
    expect([miss.status, hit.status]).toEqual([404, 200])
    expect(miss.text).toHaveLength(hit.text.length)
    for (const { headers } of [miss, hit]) {
      expect(headers['cache-control']).toBe('no-store, no-transform')
      expect(headers['content-encoding']).toBeUndefined()
    }
  })

  test('is answered uncompressed, whatever the browser would take', async () => {
    const body = { shown: reporter.shown, proof: null }
    const heard = await postToPage(whole, 'find', body, { 'accept-encoding': 'gzip, br, deflate' })
    expect(heard.headers['content-encoding']).toBeUndefined()
    expect(heard.text).toHaveLength((await reporter.find()).text.length)
  })
})

describe('the work that every look takes', () => {
  test('T-150 is the same for a right one and a wrong one, for the first and after a thousand', async () => {
    const refused = async () => {
      const all = [await find(wrong(), ''), await reporter.find('')]
      return all.map(({ status, text }) => [status, text])
    }
    const before = await refused()
    expect(before).toEqual(Array(2).fill([428, '{"code":"PROOF_NEEDED"}']))
    const price = await priceNow()
    await misses(today(), 100_000)
    await Promise.all(Array.from({ length: 20 }, () => find(wrong())))
    expect(await missesOf(today())).toBe(100_020)
    expect(await refused()).toEqual(before)
    expect(await priceNow()).toBe(price)
    expect((await reporter.find()).status).toBe(200)
  })

  test.each([
    [0, 1],
    [MISSES, 1],
    [MISSES + 1, 2],
    [2 * MISSES, 2],
    [2 * MISSES + 1, 4],
    [4 * MISSES + 1, 8],
    [1_000_000_000, 8],
  ])(
    'T-150 after a day with %d wrong ones it is %d times the usual, for everybody',
    async (n, times) => {
      await misses(plusDays(today(), -1), n)
      expect(await priceNow()).toBe(times)
      expect((await reporter.find()).status).toBe(200)
      expect((await find(wrong())).status).toBe(404)
    },
  )

  test('T-08 and case 42: nobody is locked out, a right one leads back for the same work as everybody’s', async () => {
    await misses(plusDays(today(), -1), 1_000_000)
    const answer = await reporter.find(await proofFor(whole))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text).case.office).toBe('investigations')
    const miss = await find(wrong(), await proofFor(whole))
    expect([miss.status, JSON.parse(miss.text).code]).toEqual([404, 'CASE_UNKNOWN'])
  })

  test('T-50 counts once, also when it is shown twice at once', async () => {
    const proof = await proofFor(whole)
    const twice = await Promise.all([
      reporter.find(proof),
      reporter.find(proof),
      reporter.find(proof),
    ])
    expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 428, 428])
    expect((await reporter.find(proof)).status).toBe(428)
    for (const odd of ['', 'x', btoa('{}'), 'A'.repeat(2_000)]) {
      expect((await reporter.find(odd)).status).toBe(428)
    }
  })

  test('T-05 no other address of the page is a way around it', async () => {
    for (const [verb, more] of [
      ['settle', { act: UNPROVEN_ACT }],
      ['take-back', { act: UNPROVEN_ACT }],
      ['keep-out', { officers: ['hr-1'], act: UNPROVEN_ACT }],
      ['acknowledgement', {}],
    ] as const) {
      for (const shown of [wrong(), reporter.shown]) {
        const free = await postToPage(whole, verb, { shown, ...more, proof: '' })
        expect([free.status, free.text]).toEqual([428, '{"code":"PROOF_NEEDED"}'])
      }
      const paid = await postToPage(whole, verb, { shown: wrong(), ...more })
      expect([paid.status, paid.text]).toEqual([404, '{"code":"CASE_UNKNOWN"}'])
    }
  })

  test('T-113 a look leaves no row, and nobody outside sees what it costs from whom', async () => {
    const rows = async () => {
      const { daily_count: _, ...others } = await keptRows(database)
      return others
    }
    const before = await rows()
    for (let n = 0; n < 3; n += 1) await reporter.find()
    expect(await rows()).toEqual(before)
    for (const path of ['/healthz', '/readyz']) {
      expect((await whole.ask(path)).text).toMatch(/^{"code":"(ALIVE|READY)"}$/)
    }
  })

  test('T-129 after a thousand requests no address, browser or instant is kept anywhere', async () => {
    const from = {
      'user-agent': 'heron-browser/7',
      'x-forwarded-for': '198.51.100.77',
      cookie: 'a=heron-cookie',
      referer: 'https://heron.invalid/',
    }
    await postToPage(whole, 'find', { shown: wrong(), proof: null }, from)
    const contents = await looking(database.superuser, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`
      const whole = await Promise.all(
        tables.map(({ name }) =>
          sql.unsafe(`select coalesce(string_agg(t::text, ' '), '') as rows from ${name} t`),
        ),
      )
      return whole.map(([row]) => String(row?.['rows'])).join('\n')
    })
    const counts = await looking(database.superuser, (sql) => sql`select * from daily_count`)
    for (const row of counts) expect(Object.keys(row).toSorted()).toEqual(['day', 'n', 'what'])
    const outside = [contents, ...whole.log].join('\n')
    expect(contents.length).toBeGreaterThan(1_000)
    expect(outside).not.toMatch(/127\.0\.0\.1|198\.51\.100\.77|heron-/)
    for (const address of ['127.0.0.1', '198.51.100.77', '::1', '::ffff:127.0.0.1']) {
      for (const hash of ['sha256', 'sha1', 'md5'] as const) {
        expect(outside).not.toContain(createHash(hash).update(address).digest('hex'))
      }
    }
  })
})

test('T-52 a receipt in an address finds nothing, is no address, and stands in no log', async () => {
  const hex = Buffer.from(reporter.secret).toString('hex')
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    for (const path of [
      `/api/door/find?shown=${reporter.shown}`,
      `/api/door/find/${reporter.shown}`,
      `/api/door/${reporter.shown}`,
    ]) {
      const heard = await whole.ask(path, { method })
      expect([method, path, heard.status]).toEqual([method, path, 404])
    }
  }
  for (const path of [`/${reporter.shown}`, `/?shown=${reporter.shown}`, `/?${hex}`]) {
    const heard = await whole.ask(path)
    expect(heard.text).not.toContain(reporter.shown)
  }
  await postToPage(whole, 'find', { shown: reporter.shown, proof: null, words: hex })
  const logged = whole.log.join('\n')
  expect(logged).not.toContain(reporter.shown)
  expect(logged).not.toContain(hex)
})

test('T-52 T-111 a database that is away is no line of the page: its day’s count, without a route or a receipt', async () => {
  const own = await startOwnServer()
  const away = await startWhole(own.url, { page: true })
  const person = await pageReporter(away)
  const filing = await person.seal()
  await proofFor(away)
  await own.stop()
  const unproven = { shown: person.shown, act: UNPROVEN_ACT }
  const before = away.log.length
  const all = [
    await person.find(),
    await postToPage(away, 'file', filing),
    await postToPage(away, 'settle', unproven),
    await postToPage(away, 'take-back', unproven),
    await postToPage(away, 'keep-out', { ...unproven, officers: ['investigations-1'] }),
  ]
  for (const { status, text } of all) {
    expect([status, text]).toEqual([503, '{"code":"DATABASE_AWAY"}'])
  }
  for (const path of ['/', '/privacy', '/poster', '/directory.json', '/filing-keys.json']) {
    await away.ask(path)
  }
  const logLines = () => away.log.slice(before).map((line) => JSON.parse(line))
  expect(logLines().filter(({ event }) => /request|page/.test(event))).toEqual([])
  expect(away.log.slice(before).join()).not.toMatch(/door/)
  expect(away.log.join('\n')).not.toMatch(
    new RegExp(`${person.shown}|${filing.case}|investigations`),
  )
  await away.stop()
  await own.end()
})
