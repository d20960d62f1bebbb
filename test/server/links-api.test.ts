import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plusDays } from '#domain/case/day.ts'
import { base64url } from '#domain/case/ids.ts'
import { MOST_LINKS_A_DAY } from '#domain/case/one-off-link.ts'
import { today } from '#officer/act.ts'
import { LinkGiven } from '#wire/office-link.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

let desk: RunningDesk
let cookie: string
let until: string
beforeEach(async () => {
  desk = await startDesk()
  cookie = await desk.cookieOf('ethics-1')
  until = plusDays(today(desk.services, 'ethics'), 7)
})
afterEach(() => desk.stop())

const hashed = () => createHash('sha256').update(randomBytes(32)).digest('base64url')
const wanted = () => ({ hash: hashed(), office: 'ethics', until })
const give = (body: unknown, as = cookie) => desk.post('/api/links', body, as)

test('an officer hands out a link; what is answered says nothing but until when', async () => {
  const asked = wanted()
  const heard = await give(asked)
  expect(heard.status).toBe(200)
  expect(LinkGiven.parse(JSON.parse(heard.text))).toEqual({ until })
  const given = await desk.services.idempotencyMarks.officeLink(asked.hash)
  expect(desk.links.given).toEqual([{ ...asked, hash: base64url(given) }])
  expect(JSON.stringify([desk.lines, desk.links.given])).not.toContain(asked.hash)
})

test('asked again because the answer was lost it is the same link, in the same bytes', async () => {
  const asked = wanted()
  const [first, again] = [await give(asked), await give(asked)]
  expect(again.text).toBe(first.text)
  expect(desk.links.given).toHaveLength(1)
})

describe('T-43 a request that is not one is refused before anything is kept', () => {
  const broken: readonly (readonly [string, (good: ReturnType<typeof wanted>) => unknown])[] = [
    ['nothing', () => ({})],
    ['no JSON object', () => [1]],
    ['a hash too short', (good) => ({ ...good, hash: good.hash.slice(1) })],
    ['a hash too long', (good) => ({ ...good, hash: `${good.hash}A` })],
    ['a hash written in a second way', (good) => ({ ...good, hash: `${'A'.repeat(42)}B` })],
    ['a hash in hex', (good) => ({ ...good, hash: 'ab'.repeat(32) })],
    ['the link itself beside it', (good) => ({ ...good, secret: hashed() })],
    ['an office that is none', (good) => ({ ...good, office: 'press' })],
    ['another office', (good) => ({ ...good, office: 'hr' })],
    ['a day that is none', (good) => ({ ...good, until: '2026-02-30' })],
    ['today', (good) => ({ ...good, until: today(desk.services, 'ethics') })],
    ['a day gone by', (good) => ({ ...good, until: '2020-01-01' })],
    [
      'a day beyond a month',
      (good) => ({ ...good, until: plusDays(today(desk.services, 'ethics'), 31) }),
    ],
  ]
  test.each(broken)('T-43 %s', async (_, change) => {
    const heard = await give(change(wanted()))
    expect(heard.status).toBe(400)
    expect(heard.text).toMatch(/^\{"code":"(ANSWERS_INVALID|LINK_REFUSED)"\}$/)
    expect(desk.links.given).toEqual([])
  })
})

describe('T-46 a link is given by an officer of the office, on our own page, and not without end', () => {
  test('T-46 not without signing in, and not by a custodian', async () => {
    for (const who of ['', await desk.cookieOf('custodian-1')]) {
      const heard = await give(wanted(), who)
      expect([heard.status, heard.text]).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
    }
    expect(desk.links.given).toEqual([])
  })

  test('T-46 not by somebody who is off the roster since a minute', async () => {
    desk.state.roster = desk.state.roster.filter(({ id }) => id !== 'ethics-1')
    expect((await give(wanted())).status).toBe(401)
  })

  test('T-46 not by another site’s page', async () => {
    const heard = await desk.ask('/api/links', {
      method: 'POST',
      body: JSON.stringify(wanted()),
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.invalid',
        cookie,
      },
    })
    expect([heard.status, desk.links.given]).toEqual([403, []])
  })

  test('T-46 not more than so many a day, and a colleague still can', async () => {
    for (let n = 0; n < MOST_LINKS_A_DAY; n += 1) expect((await give(wanted())).status).toBe(200)
    const heard = await give(wanted())
    expect([heard.status, heard.text]).toEqual([429, '{"code":"LINKS_TOO_MANY"}'])
    expect(desk.links.given).toHaveLength(MOST_LINKS_A_DAY)
    expect((await give(wanted(), await desk.cookieOf('ethics-2'))).status).toBe(200)
    desk.state.now = new Date(desk.state.now.getTime() + 86_400_000)
    expect((await give(wanted(), await desk.cookieOf('ethics-1'))).status).toBe(200)
  })

  test('T-46 nobody can ask which links there are, or about one', async () => {
    const { hash } = wanted()
    for (const path of ['/api/links', `/api/links/${hash}`, '/api/links?until=2027-01-01']) {
      expect([404, 405]).toContain((await desk.ask(path, { headers: { cookie } })).status)
    }
  })
})

test('where the page is not open no link can be given, and the desk does not offer it', async () => {
  const me = async () => JSON.parse((await desk.ask('/api/me', { headers: { cookie } })).text).links
  expect(await me()).toBe(true)
  Object.assign(desk.services.policy, { page: false })
  try {
    expect(await me()).toBe(false)
    const heard = await give(wanted())
    expect([heard.status, heard.text]).toEqual([400, '{"code":"LINK_REFUSED"}'])
    expect(desk.links.given).toEqual([])
  } finally {
    Object.assign(desk.services.policy, { page: true })
  }
})
