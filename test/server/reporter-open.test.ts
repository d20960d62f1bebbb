import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { priceToday } from '#reporter/web-page/flood-limits.ts'
import { ROUTES, type Route } from '#server/routes.ts'
import { PAGE_API } from '#wire/v1.ts'
import { keptRows } from '../fixtures/kept-rows.ts'
import { type PageReporter, pageReporter, postToPage, proofFor } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { PUBLIC, startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
let reporter: PageReporter
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  reporter = await pageReporter(whole)
  await reporter.file()
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const VERBS = ['file', 'find', 'add', 'consent', 'settle', 'take-back', 'keep-out', 'challenge']
const addresses = ROUTES.filter(({ path }: Route) => path.startsWith(PAGE_API)).map(
  ({ path }: Route) => path,
)

const FOREIGN: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: PUBLIC },
  { 'sec-fetch-site': '', origin: PUBLIC },
]

describe.each(VERBS)('/api/door/%s', (verb) => {
  test('T-65 is asked by our own page, or not at all', async () => {
    const before = await keptRows(database)
    const body =
      verb === 'file' ? await (await pageReporter(whole)).seal() : { shown: reporter.shown }
    for (const headers of FOREIGN) {
      const { status, text } = await postToPage(whole, verb, body, headers)
      expect([status, text]).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
    }
    for (const origin of [
      'https://evil.invalid',
      'null',
      `${PUBLIC}.evil.invalid`,
      'http://aside.invalid',
    ]) {
      const { status, text } = await whole.ask(`/api/door/${verb}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin },
      })
      expect([status, text]).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
    }
    expect(await keptRows(database)).toEqual(before)
  })

  test('T-65 is not spoken by a form', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const { status, text } = await postToPage(whole, verb, {}, { 'content-type': type })
      expect([status, text]).toEqual([415, '{"code":"TYPE_REFUSED"}'])
    }
  })

  test('sets no cookie, reads none, and is kept by nobody', async () => {
    const cookie = await whole.cookieOf('investigations-1')
    const [with_, without] = [
      await postToPage(whole, verb, {}, { cookie }),
      await postToPage(whole, verb, {}),
    ]
    for (const heard of [with_, without]) {
      expect(heard.cookies).toEqual([])
      expect(heard.headers['cache-control']).toMatch(/^no-store/)
    }
    const fixed = ({ status, text }: typeof without) => [status, verb === 'challenge' ? '' : text]
    expect(fixed(with_)).toEqual(fixed(without))
  })

  test('T-52 is no address to be opened', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const heard = await whole.ask(`/api/door/${verb}`, { method })
      expect([method, heard.status]).toEqual([method, 404])
    }
  })
})

test('T-49 looking at the entry page burns no link, however often and with whatever behind it', async () => {
  const person = await pageReporter(whole)
  const link = { from: 'page', secret: person.shown } as const
  const filing = await person.seal({}, link)
  const before = await keptRows(database)
  for (const method of ['GET', 'HEAD']) {
    for (const query of [
      '',
      `?${link.secret}`,
      `?link=${link.secret}`,
      `?l=${link.secret}&utm=scanner`,
    ]) {
      for (let again = 0; again < 10; again += 1) await whole.ask(`/${query}`, { method })
    }
  }
  expect(await keptRows(database)).toEqual(before)
  expect((await postToPage(whole, 'file', filing)).status).toBe(200)
  const usedLink = await (await pageReporter(whole)).seal({}, link)
  const again = await postToPage(whole, 'file', usedLink)
  expect([again.status, again.text]).toEqual([410, '{"code":"LINK_OVER"}'])
})

test('T-150 each concern takes the same work all day, however many came, and none is turned away', async () => {
  const own = await freshDatabase()
  const busy = await startWhole(own.url, { page: true, flood: { filings: 2, misses: 200 } })
  const price = () => priceToday(busy.composed.services)
  for (let n = 0; n < 6; n += 1) {
    const reporter = await pageReporter(busy)
    const free = await postToPage(busy, 'file', { ...(await reporter.seal()), proof: '' })
    expect([free.status, free.text]).toEqual([428, '{"code":"PROOF_NEEDED"}'])
    expect(await price()).toBe(1)
    const proof = await proofFor(busy)
    expect((await postToPage(busy, 'file', { ...(await reporter.seal()), proof })).status).toBe(200)
    const late = await (await pageReporter(busy)).seal()
    const replayed = await postToPage(busy, 'file', { ...late, proof })
    expect([replayed.status, replayed.text]).toEqual([428, '{"code":"PROOF_NEEDED"}'])
  }
  expect((await keptRows(own))['delayed_inbox']).toBe(6)
  expect(busy.log.filter((line) => /door|PROOF/.test(line))).toEqual([])
  busy.clock.forward(86_400_000)
  expect(await price()).toBe(4)
  expect((await (await pageReporter(busy)).file()).status).toBe(200)
  await busy.stop()
  await own.drop()
})

test('where the page was closed again nothing new is taken, and whoever has words comes back', async () => {
  const own = await freshDatabase()
  const open = await startWhole(own.url, { page: true })
  const hers = await pageReporter(open)
  const filed = await hers.seal()
  expect((await postToPage(open, 'file', filed)).status).toBe(200)
  const meanwhile = await (await pageReporter(open)).seal()
  await open.stop()
  const closed = await startWhole(own.url, { page: false })
  try {
    const refused = await postToPage(closed, 'file', meanwhile)
    expect([refused.status, refused.text]).toEqual([403, '{"code":"PAGE_CLOSED"}'])
    const heardAgain = await postToPage(closed, 'file', filed)
    expect([heardAgain.status, JSON.parse(heardAgain.text)]).toEqual([
      200,
      { on: filed.letters[0].on },
    ])
    const again = await pageReporter(closed, hers.secret)
    expect((await again.conversation()).letters).toHaveLength(1)
    const letter = await again.letter('addition', 'One thing more.')
    const nonce = 'n'.repeat(22)
    const added = await postToPage(closed, 'add', {
      shown: hers.shown,
      nonce,
      letter,
      identity: null,
    })
    expect([added.status, JSON.parse(added.text).outcome]).toEqual([200, 'added'])
    const keptOut = await again.keepOut('nobody')
    expect(keptOut.status).not.toBe(404)
    expect((await postToPage(closed, 'acknowledgement', { shown: hers.shown })).status).toBe(200)
    expect((await postToPage(closed, 'uploads', { size: 1_000 })).text).toContain('UPLOAD_REFUSED')
    // The page's own document, which this installation has not built.
    for (const path of ['/', '/verify']) expect((await closed.ask(path)).status).toBe(503)
    for (const path of ['/poster', '/poster.css', '/embed', '/qr.svg']) {
      expect([path, (await closed.ask(path)).status]).toEqual([path, 404])
    }
    const back = await again.takeBack()
    expect(JSON.parse(back.text).outcome).toBe('erased')
  } finally {
    await closed.stop()
    await own.drop()
  }
})

test('where there never was a page there is no such address', async () => {
  const own = await freshDatabase()
  const closed = await startWhole(own.url, { page: false })
  expect(addresses.length).toBeGreaterThanOrEqual(VERBS.length)
  for (const path of addresses) {
    const [here, elsewhere] = [path, '/api/none'].map((one) =>
      closed.ask(one, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      }),
    )
    const [heard, unknown] = [await here, await elsewhere]
    expect([heard?.status, heard?.text]).toEqual([unknown?.status, unknown?.text])
    expect(heard?.text).toBe('{"code":"NOT_FOUND"}')
  }
  await closed.stop()
  await own.drop()
})
