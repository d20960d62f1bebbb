import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose } from '#compose.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, fromBase64url, systemChance } from '#domain/case/ids.ts'
import { newSecret } from '#domain/case/one-off-link.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { jsonLog } from '#log.ts'
import { policyInForce } from '#policy-file.ts'
import { takeFiling } from '#reporter/web-page/accept-filing.ts'
import type { PageFiling } from '#wire/reporter.ts'
import { keptRows } from '../fixtures/kept-rows.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { POLICY, SECRET, startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
let cookie: string
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  cookie = await whole.cookieOf('investigations-1')
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const today = () => dayIn('Europe/Zurich', whole.clock.now())
const ofPage = () => ({ from: 'page', secret: newSecret(systemChance) }) as const
const waiting = async () => (await keptRows(database))['delayed_inbox'] ?? 0
const sha256 = (secret: string) =>
  createHash('sha256').update(fromBase64url(secret)).digest('base64url')

/** A link of the office's, given as its desk gives it. */
async function ofOffice(days = 7) {
  const secret = newSecret(systemChance)
  const until = plusDays(today(), days)
  const hash = sha256(secret)
  const heard = await give({ hash, office: 'investigations', until })
  expect([heard.status, heard.text]).toEqual([200, JSON.stringify({ until })])
  return { from: 'office', secret, hash, until } as const
}

const give = (body: unknown) =>
  whole.ask('/api/links', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie,
    },
  })

const sealedBy = (
  reporter: PageReporter,
  { from, secret }: { from: 'page' | 'office'; secret: string },
  change: Parameters<PageReporter['seal']>[0] = {},
) => reporter.seal(change, { from, secret })

describe.each([
  ['made by the page', async () => ofPage()],
  ['handed out by an office', async () => ofOffice()],
] as const)('a link %s', (_, made) => {
  test('T-40 asked for twenty times at once lets one concern in, and one only', async () => {
    const link = await made()
    const before = await waiting()
    const filings = await Promise.all(
      Array.from({ length: 20 }, async () => sealedBy(await pageReporter(whole), link)),
    )
    const heard = await Promise.all(filings.map((filing) => postToPage(whole, 'file', filing)))
    const answers = heard.map(({ status, text }) => `${status} ${text}`).toSorted()
    expect(answers).toEqual([
      `200 ${JSON.stringify({ on: today() })}`,
      ...Array(19).fill('410 {"code":"LINK_OVER"}'),
    ])
    expect((await waiting()) - before).toBe(1)
  })

  test('T-41 the same concern again, because the answer was lost, is no second use', async () => {
    const link = await made()
    const filing = await sealedBy(await pageReporter(whole), link)
    const heard = await Promise.all([1, 2, 3].map(() => postToPage(whole, 'file', filing)))
    expect(heard.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('T-49 looked at by previews and scanners, it still lets her in', async () => {
    const link = await made()
    const before = await keptRows(database)
    for (let n = 0; n < 10; n += 1) {
      // What follows the # stays with whoever looks: no request can carry it. Some look for it in other ways.
      for (const path of ['/', `/?1.${link.secret}`, `/?u=%231.${link.secret}`]) {
        for (const method of ['GET', 'HEAD']) {
          const { status } = await whole.ask(path, { method })
          expect([200, 503]).toContain(status)
        }
      }
    }
    expect(await keptRows(database)).toEqual(before)
    const filed = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), link))
    expect(filed.status).toBe(200)
  })

  test('T-42 is kept as a mark: nothing of it, and no hash of it, is found in the database', async () => {
    const link = await made()
    await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), link))
    const rows = JSON.stringify(await dump(database.superuser))
    for (const one of [link.secret, sha256(link.secret)]) {
      expect(rows).not.toContain(one)
      expect(rows).not.toContain(Buffer.from(one, 'base64url').toString('hex'))
    }
    expect(whole.log.join('\n')).not.toContain(link.secret)
  })
})

test('T-42 a link that no office gave, or whose days are over, lets nothing in', async () => {
  const before = await waiting()
  const made = { from: 'office', secret: newSecret(systemChance) } as const
  const forged = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), made))
  expect([forged.status, forged.text]).toEqual([410, '{"code":"LINK_OVER"}'])

  const short = await ofOffice(1)
  whole.clock.forward(2 * 86_400_000)
  try {
    const late = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), short))
    expect([late.status, late.text]).toEqual([410, '{"code":"LINK_OVER"}'])
  } finally {
    whole.clock.forward(-2 * 86_400_000)
  }
  expect(await waiting()).toBe(before)
  const without = await (await pageReporter(whole)).file()
  expect(without.status).toBe(200)
})

test('T-138 a link that is over answers the same, used or not, and shown as one of the page’s own it tells nothing', async () => {
  const heard = async (link: Parameters<typeof sealedBy>[1]) => {
    const { status, text } = await postToPage(
      whole,
      'file',
      await sealedBy(await pageReporter(whole), link),
    )
    return `${status} ${text}`
  }
  const [used, unused] = [await ofOffice(1), await ofOffice(1)]
  expect(await heard(used)).toMatch(/^200/)
  expect(await heard(used)).toBe('410 {"code":"LINK_OVER"}')
  whole.clock.forward(2 * 86_400_000)
  try {
    for (const link of [used, unused]) {
      expect(await heard(link)).toBe('410 {"code":"LINK_OVER"}')
      // As one of the page's own it is one that nobody made before, used or not.
      expect(await heard({ from: 'page', secret: link.secret })).toMatch(/^200/)
    }
  } finally {
    whole.clock.forward(-2 * 86_400_000)
  }
})

test('T-138 on a day that takes no long letters any more a link tells nothing, used, unused or of nobody', async () => {
  const [used, unused, forged] = [
    await ofOffice(),
    await ofOffice(),
    { from: 'office', secret: newSecret(systemChance) } as const,
  ]
  const first = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), used))
  expect(first.status).toBe(200)
  const account = new Confidential('of a long account. '.repeat(4_000))
  await looking(
    database.superuser,
    (
      sql,
    ) => sql`insert into daily_count (day, what, n) values (${today()}, 'letter_kib', ${4 << 20})
      on conflict (day, what) do update set n = excluded.n`,
  )
  try {
    const links = [used, unused, forged, ofPage()]
    for (const link of links) {
      const long = await sealedBy(await pageReporter(whole), link, { account })
      const heard = await postToPage(whole, 'file', long)
      expect([link.from, heard.status, heard.text]).toEqual([link.from, 503, '{"code":"DAY_FULL"}'])
    }
    const hers = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), unused))
    expect(hers.status).toBe(200)
    const long = await sealedBy(await pageReporter(whole), unused, { account })
    expect((await postToPage(whole, 'file', long)).text).toBe('{"code":"DAY_FULL"}')
  } finally {
    await looking(
      database.superuser,
      (sql) => sql`delete from daily_count where what = 'letter_kib'`,
    )
  }
})

test('T-138 behind any other refusal a link tells nothing, used, unused or of nobody, and is not used up', async () => {
  const [used, unused] = [await ofOffice(), await ofOffice()]
  const forged = { from: 'office', secret: newSecret(systemChance) } as const
  const first = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), used))
  expect(first.status).toBe(200)
  const { letters } = await (await pageReporter(whole)).seal()
  const [letter] = letters
  const file = { id: letter.id, upload: 'A'.repeat(70) }
  const refusals: readonly (readonly [string, (given: PageFiling) => object])[] = [
    ['PROOF_NEEDED', () => ({ proof: 'none' })],
    ['PROMISE_CHANGED', () => ({ policy: 'another' })],
    ['DAY_CHANGED', ({ letters: [one] }) => ({ letters: [{ ...one, on: '2026-01-05' }] })],
    ['UPLOAD_REFUSED', ({ letters: [one] }) => ({ letters: [{ ...one, attachments: [file] }] })],
    ['ENVELOPE_REFUSED', ({ letters: [one] }) => ({ letters: [{ ...one, data: 'AAAA' }] })],
    ['ANSWERS_INVALID', () => ({ case: base64url(systemChance(16)) })],
    ['KEY_REFUSED', () => ({ reporterCertificate: 'none' })],
  ]
  for (const [code, change] of refusals) {
    const heard = []
    for (const link of [used, unused, forged, ofPage()]) {
      const given = await sealedBy(await pageReporter(whole), link)
      const { status, text } = await postToPage(whole, 'file', { ...given, ...change(given) })
      heard.push(`${status} ${text}`)
    }
    expect([code, new Set(heard).size, heard[0]]).toEqual([code, 1, expect.stringContaining(code)])
  }
  const hers = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), unused))
  expect(hers.status).toBe(200)
})

test('T-40 a link has one way of being written, and is not four links', async () => {
  const link = await ofOffice()
  const filed = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), link))
  expect(filed.status).toBe(200)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(link.secret.at(-1) ?? '')
  for (const other of [1, 2, 3]) {
    const secret = `${link.secret.slice(0, -1)}${letters[last + other]}`
    expect(sha256(secret)).toBe(link.hash)
    const reporter = await pageReporter(whole)
    const heard = await postToPage(
      whole,
      'file',
      await sealedBy(reporter, { from: 'office', secret }),
    )
    expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
  }
})

test('T-40 a link, and a concern, that were sent before the secret changed are known afterwards', async () => {
  const link = ofPage()
  const filing = await sealedBy(await pageReporter(whole), link)
  expect((await postToPage(whole, 'file', filing)).status).toBe(200)
  await underNewSecret(SECRET, async (take) => {
    const before = await waiting()
    expect(await take(filing)).toBe(today())
    const another = await sealedBy(await pageReporter(whole), link)
    await expect(take(another)).rejects.toMatchObject({ code: 'LINK_OVER' })
    expect(await waiting()).toBe(before)
  })
})

test('T-40 a link of an office that was used stays used when the secret of its day is dropped', async () => {
  const [used, unused, other] = [await ofOffice(), await ofOffice(), await ofOffice()]
  const by = async (link: typeof used) => sealedBy(await pageReporter(whole), link)
  expect((await postToPage(whole, 'file', await by(used))).status).toBe(200)
  const over = { code: 'LINK_OVER' }
  await underNewSecret(SECRET, async (take) => {
    await expect(take(await by(used))).rejects.toMatchObject(over)
    expect(await take(await by(other))).toBe(today())
    await expect(take(await by(other))).rejects.toMatchObject(over)
  })
  const before = await waiting()
  await underNewSecret(null, async (take) => {
    for (const link of [used, other, unused]) {
      await expect(take(await by(link))).rejects.toMatchObject(over)
    }
  })
  expect(await waiting()).toBe(before)
})

/** The same database, served under another secret. */
async function underNewSecret(
  oldSecret: Uint8Array<ArrayBuffer> | null,
  use: (take: (filing: PageFiling) => Promise<Day>) => Promise<void>,
): Promise<void> {
  const after = await compose({
    databaseUrl: database.url,
    secret: new Uint8Array(32).fill(6),
    oldSecret,
    rootFingerprint: whole.staff.root.fingerprint,
    leastRoster: 1,
    inForce: await policyInForce(POLICY),
    clock: whole.clock,
    log: jsonLog(
      () => undefined,
      () => whole.clock.now(),
    ),
    demo: false,
  })
  try {
    const proofs = { ask: async () => '', accept: async () => true }
    const services = { ...after.services, policy: { ...after.services.policy, page: true } }
    await use((filing) => takeFiling(services, { ...filing, proof: '' }, proofs))
  } finally {
    await after.close()
  }
}

test('T-43 something that is no link is refused before anything is kept', async () => {
  const reporter = await pageReporter(whole)
  const good = await reporter.seal()
  const before = await keptRows(database)
  const secrets = [
    '',
    'A',
    newSecret(systemChance).slice(1),
    `${newSecret(systemChance)}A`,
    '#'.repeat(43),
  ]
  const odd = [
    ...secrets.flatMap((secret) => ['page', 'office'].map((from) => ({ from, secret }))),
    { from: 'friend', secret: newSecret(systemChance) },
    { from: 'office', secret: newSecret(systemChance), office: 'hr' },
    newSecret(systemChance),
    [],
  ]
  for (const link of odd) {
    const heard = await postToPage(whole, 'file', { ...good, link })
    expect([link, heard.status, heard.text]).toEqual([link, 400, '{"code":"ANSWERS_INVALID"}'])
  }
  expect(await keptRows(database)).toEqual(before)
})

describe('whoever gave a link never learns whether it was used', () => {
  const DESK = [
    '/api/me',
    '/api/queue',
    '/api/queue/aside',
    '/api/told',
    '/desk',
    '/directory.json',
  ]
  const desk = async () =>
    Promise.all(DESK.map(async (path) => (await whole.ask(path, { headers: { cookie } })).text))

  test('no byte that the desk gets is another after it was used', async () => {
    const link = await ofOffice()
    const given = { hash: link.hash, office: 'investigations', until: link.until }
    const before = [...(await desk()), (await give(given)).text]
    const filed = await postToPage(whole, 'file', await sealedBy(await pageReporter(whole), link))
    expect(filed.status).toBe(200)
    expect([...(await desk()), (await give(given)).text]).toEqual(before)
  })

  test('once released, what came by it looks like what came without one', async () => {
    const [by, without] = [await pageReporter(whole), await pageReporter(whole)]
    await postToPage(whole, 'file', await sealedBy(by, await ofOffice()))
    await postToPage(whole, 'file', await without.seal())
    const ids = [(await by.conversation()).id, (await without.conversation()).id]
    whole.clock.forward(86_400_000)
    try {
      await whole.composed.store.releases.release('investigations', today())
      cookie = await whole.cookieOf('investigations-1')
      const seen = await Promise.all(
        ids.map(async (id) => (await whole.ask(`/api/cases/${id}`, { headers: { cookie } })).text),
      )
      const [one, other] = seen.map((text) => plain(JSON.parse(text)))
      expect(one).toMatchObject({ door: 'page', office: 'investigations' })
      expect(one).toEqual(other)
      // Not to the letter: a number of a signature that begins with zeros is written without them.
      const [long, otherLong] = seen.map(({ length }) => length)
      expect(Math.abs(Number(long) - Number(otherLong))).toBeLessThan(16)
    } finally {
      whole.clock.forward(-86_400_000)
      cookie = await whole.cookieOf('investigations-1')
    }
  })

  /** The same with everything taken out that is random in each case. */
  function plain(value: unknown, name = ''): unknown {
    if (Array.isArray(value)) return value.map((one) => plain(one, name))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, key)]))
    }
    const random = ['id', 'reference', 'data', 'key', 'reporterCertificate', 'hash'].includes(name)
    return random && typeof value === 'string' ? name : value
  }
})
