import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '#server/routes.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

/** Whatever proxies, networks and browsers add about whoever asks. */
const ABOUT_REPORTER = {
  'x-forwarded-for': '198.51.100.77, 198.51.100.78',
  'x-forwarded-host': 'heron-host.invalid',
  'x-real-ip': '198.51.100.77',
  forwarded: 'for=198.51.100.77;by=heron-proxy',
  'x-client-ip': '198.51.100.77',
  'true-client-ip': '198.51.100.77',
  'cf-connecting-ip': '198.51.100.77',
  via: '1.1 heron-proxy',
  'x-request-id': 'heron-request',
  'user-agent': 'heron-browser/7',
  'accept-language': 'qh-heron',
  cookie: 'heron=heron-cookie',
}
const HERON = /heron|198\.51\.100/

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

test('case 49 what a proxy says of whoever asks is read by nobody, kept nowhere and logged nowhere', async () => {
  const reporter = await pageReporter(whole)
  const filing = await reporter.seal()
  const filed = await postToPage(whole, 'file', filing, ABOUT_REPORTER)
  expect(filed.status).toBe(200)
  expect((await postToPage(whole, 'file', { ...filing, nonce: 1 }, ABOUT_REPORTER)).status).toBe(
    400,
  )
  await postToPage(whole, 'find', { shown: reporter.shown, proof: null }, ABOUT_REPORTER)
  await postToPage(whole, 'none', {}, ABOUT_REPORTER)
  for (const { path, method } of ROUTES) {
    const asked = path.replace(':id', 'A'.repeat(22)).replace('*', 'x')
    const heard = await whole.ask(asked, { method, headers: ABOUT_REPORTER })
    expect(heard.text).not.toMatch(HERON)
    expect(JSON.stringify(heard.headers)).not.toMatch(HERON)
  }
  expect(whole.log.join('\n')).not.toMatch(HERON)
  expect(JSON.stringify(await dump(database.superuser))).not.toMatch(HERON)
})

test('case 49 with it or without it an answer is the same bytes', async () => {
  for (const path of ['/', '/poster?lang=fr', '/embed?lang=ru', '/privacy?lang=es', '/nothing']) {
    const [with_, without] = [
      await whole.ask(path, { headers: ABOUT_REPORTER }),
      await whole.ask(path),
    ]
    expect([path, with_.status, with_.text]).toEqual([path, without.status, without.text])
  }
})
