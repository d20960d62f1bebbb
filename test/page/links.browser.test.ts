import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { qrModules } from '#dialogs/qr.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { linkText, readLink } from '#domain/case/one-off-link.ts'
import type { Office } from '#domain/concern/office.ts'
import { giveLink } from '#officer/issue-link.ts'
import { SLOWEST } from '../desk/with-desk.ts'
import { axe } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { PUBLIC, type Whole } from '../fixtures/whole.ts'
import { press, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')
const words = wordsFor('en')
const say = (key: string, values = {}) => words.say(key, values)
const newSecret = () => randomBytes(32).toString('base64url')

const picture = async (page: Page, name: string) => {
  const folder = process.env['ASIDE_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/page-${name}.png`, fullPage: true })
}

/** The shortest way to Send: something wrong happened, the first of everything, nobody kept out, not told who. */
async function toCheck(page: Page, account: string, keptOut = 'nobody'): Promise<void> {
  const next = async (which: string, at = 0) => {
    const before = await page.locator('form.column h1').elementHandle()
    await page.locator(which).nth(at).click()
    await page.waitForFunction((old) => !old?.isConnected, before)
  }
  await next('button.choice', 1)
  await next('button.choice', 1)
  await next('button.choice', 0)
  for (let n = 0; n < 5 && (await page.locator('textarea').count()) === 0; n += 1) {
    const tick = page.locator(`input[value="${keptOut}"]`)
    if ((await tick.count()) > 0) await tick.check()
    await next('button.primary')
  }
  await page.locator('textarea').fill(account)
  await next('button.primary')
}

/** As an officer of the office gives it: its last day. */
async function give({ composed, clock }: Whole, secret: string, office: Office): Promise<Day> {
  const { officers } = await composed.services.readership.roster()
  const [officer] = officers.filter((one) => one.office === office)
  if (officer === undefined) throw new Error(`nobody works at ${office}`)
  const hash = createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('base64url')
  const until = plusDays(dayIn('Europe/Zurich', clock.now()), 7)
  await giveLink(composed.services, officer, { hash, office, until })
  return until
}

describe('links on the page', { timeout: SLOWEST }, () => {
  const at = withWholePage()

  test('T-48 a link is taken out of the address at once, and nothing of it leaves before Send', async () => {
    const secret = newSecret()
    const {
      page,
      context,
      sent,
      console: consoleLines,
    } = await at.come({ fragment: `#1.${secret}` })
    const headers: string[] = []
    page.on('request', async (request) => {
      headers.push(JSON.stringify(await request.allHeaders()))
    })
    expect(await page.evaluate('[location.hash, location.href, history.length]')).toEqual([
      '',
      `${PUBLIC}/`,
      2, // The blank page that a browser begins with, and this one: its entry was replaced.
    ])
    await toCheck(page, 'Somebody signs for hours that nobody worked.')
    const before = sent.map(({ method, url, body }) => `${method} ${url.split('#')[0]} ${body}`)
    expect(before.join('\n')).not.toContain(secret)
    expect(headers.join('\n')).not.toContain(secret)
    const storage = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])',
    )
    expect(storage).not.toContain(secret)
    expect(await page.content()).not.toContain(secret)
    const quiet = sent.length
    await press(page, say('account.send'))
    const carrying = sent.filter(({ body }) => body.includes(secret))
    expect(carrying.map(({ url }) => new URL(url).pathname)).toEqual(['/api/door/file'])
    expect(sent.length).toBeGreaterThan(quiet)
    await page.goBack().catch(() => null)
    expect(page.url()).not.toContain(secret)
    expect(await context.cookies()).toEqual([])
    expect(consoleLines).toEqual([])
  })

  test('T-48 a link pasted over the address of the open page stays neither there nor in the history', async () => {
    const { page } = await at.come()
    await page.waitForLoadState('networkidle')
    const secret = newSecret()
    const gone = () =>
      page.waitForFunction(() => location.hash === '' && document.querySelector('form') !== null)
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(`setTimeout(() => { location.hash = '1.${secret}' })`),
    ])
    await gone()
    expect(page.url()).toBe(`${PUBLIC}/`)
    await toCheck(page, 'Somebody signs for hours that nobody worked.')
    await page.evaluate(`location.hash = '1.${newSecret()}'`)
    await gone()
    expect(page.url()).toBe(`${PUBLIC}/`)
    expect(await page.content()).toContain('hours that nobody worked')
  })

  test('T-121 a link is made without asking anybody, and what redeems it was never seen before', async () => {
    const { page, sent, console: consoleLines } = await at.come()
    await nothingMoreComes(sent)
    const before = sent.length
    await press(page, new RegExp(say('first.take_link_page')))
    const text = (await page.locator('.taken-link-text').textContent()) ?? ''
    await page.locator('.taken-link summary').click()
    expect(await page.locator('.square-dark').getAttribute('d')).toBe(qrModules(text).path)
    await picture(page, 'take-link')
    expect(await axe(page)).toEqual([])
    await press(page, say('button.back'))
    await press(page, new RegExp(say('first.take_link_page')))
    const other = (await page.locator('.taken-link-text').textContent()) ?? ''
    expect(other).not.toBe(text)
    expect(sent.length).toBe(before)
    expect(consoleLines).toEqual([])

    const link = readLink(text.split('#')[1] ?? '')
    expect(link).toMatchObject({ from: 'page' })
    expect(text).toBe(linkText(PUBLIC, link ?? ({} as never)))
    const later = await at.come({ fragment: `#${text.split('#')[1]}`, dark: true })
    await toCheck(later.page, 'Told later, from another device.')
    await press(later.page, say('account.send'))
    const seen = JSON.stringify([...sent, ...later.sent.slice(0, -1)].map(({ body }) => body))
    const filed = later.sent.find(({ url }) => url.endsWith('/api/door/file'))
    const { link: redeemed } = JSON.parse(filed?.body ?? '{}')
    expect(redeemed).toEqual({ from: 'page', secret: link?.secret })
    expect(JSON.stringify(sent)).not.toContain(link?.secret)
    expect(seen.split(redeemed.secret).length - 1).toBeLessThanOrEqual(1)
  })

  test('T-40 a used link says what one says that is over, leads back whoever used it, and loses nothing that was typed', async () => {
    const fragment = `#1.${newSecret()}`
    const first = await at.come({ fragment })
    await toCheck(first.page, 'The first.')
    await press(first.page, say('account.send'))
    const second = await at.come({ fragment })
    await toCheck(second.page, 'The second, heron-canary-71.')
    await press(second.page, say('account.send'))
    expect(await titleOf(second.page)).toBe(say('used_link.over_title'))
    await picture(second.page, 'used')
    expect(await axe(second.page)).toEqual([])
    await second.page.getByRole('button', { name: say('first.come_back_page') }).waitFor()
    await press(second.page, /^Back$/)
    await picture(second.page, 'back')
    expect(await second.page.locator('main').textContent()).toContain('heron-canary-71')
    await press(second.page, say('account.send'))
    await press(second.page, say('used_link.without'))
    await second.page.locator('.receipt-code').waitFor()
    const [last] = second.sent.filter(({ url }) => url.endsWith('/api/door/file')).slice(-1)
    expect(JSON.parse(last?.body ?? '{}').link).toBe(null)
  })

  test('a link of an office says whose it is and until when, and what is told goes to that office', async () => {
    const { whole } = at
    const secret = newSecret()
    const until = await give(whole, secret, 'ombudsman')
    const fragment = `#o.ombudsman.${until.replaceAll('-', '')}.${secret}`
    const { page, sent } = await at.come({ fragment })
    const text = await page.locator('main').textContent()
    expect(text).toContain(say('first.link_page', { office: say('the.ombudsman') }))
    expect(text).toContain(say('first.link_until_page', { date: words.date(until) }))
    expect(text).not.toContain(say('first.take_link_page'))
    await picture(page, 'office-link')
    expect(await axe(page)).toEqual([])
    await toCheck(page, 'Told by the link of an office.')
    await press(page, say('account.send'))
    await page.locator('.receipt-code').waitFor()
    const filed = sent.find(({ url }) => url.endsWith('/api/door/file'))
    expect(JSON.parse(filed?.body ?? '{}')).toMatchObject({
      office: 'ombudsman',
      link: { from: 'office', secret },
    })
  })

  test('a link past its last day says so before anything is written, and she goes on without it', async () => {
    const until = plusDays(dayIn('Europe/Zurich', at.whole.clock.now()), -1)
    const fragment = `#o.ombudsman.${until.replaceAll('-', '')}.${newSecret()}`
    const { page, sent } = await at.come({ fragment })
    const text = await page.locator('main').textContent()
    expect(text).toContain(say('used_link.over_since', { date: words.date(until) }))
    expect(text).not.toContain(say('first.link_page', { office: say('the.ombudsman') }))
    await toCheck(page, 'Told without the link that was over.')
    await press(page, say('account.send'))
    await page.locator('.receipt-code').waitFor()
    const filed = sent.find(({ url }) => url.endsWith('/api/door/file'))
    expect(JSON.parse(filed?.body ?? '{}').link).toBe(null)
  })

  test('T-138 who keeps somebody of the link’s office out sends without it, and the link stays unused', async () => {
    const { whole } = at
    const secret = newSecret()
    const until = await give(whole, secret, 'investigations')
    const fragment = `#o.investigations.${until.replaceAll('-', '')}.${secret}`
    const { page, sent } = await at.come({ fragment })
    await toCheck(page, 'Told past whoever gave the link.', 'investigations-2')
    const main = await page.locator('main').textContent()
    expect(main).toContain(say('check.link_unused_page'))
    expect(main).toContain(say('check.link_used_page'))
    expect(await page.locator('button.primary').textContent()).toContain(
      say('check.send_without_link_page'),
    )
    await picture(page, 'without-link')
    expect(await axe(page)).toEqual([])
    await page.locator('button.primary').click()
    await page.locator('.receipt-code').waitFor()
    const filed = sent.find(({ url }) => url.endsWith('/api/door/file'))
    expect(JSON.parse(filed?.body ?? '{}')).toMatchObject({
      office: 'investigations',
      keptOut: ['investigations-2'],
      link: null,
    })
    const other = await at.come({ fragment })
    await toCheck(other.page, 'By the link, which nobody had used.')
    await press(other.page, say('account.send'))
    await other.page.locator('.receipt-code').waitFor()
  })

  test('T-42 a link that no office gave is offered to go on without: then the page says again who gets it', async () => {
    const on = dayIn('Europe/Zurich', at.whole.clock.now())
    const until = plusDays(on, 7).replaceAll('-', '')
    const { page, sent } = await at.come({ fragment: `#o.ethics.${until}.${newSecret()}` })
    await toCheck(page, 'heron-canary-72')
    await press(page, say('account.send'))
    expect(await titleOf(page)).toBe(say('used_link.over_title'))
    await press(page, new RegExp(say('used_link.go_on')))
    expect(await page.locator('main').textContent()).toMatch(/investigations office/i)
    expect(sent.filter(({ url }) => url.endsWith('/api/door/file'))).toHaveLength(1)
  })

  test.each([
    '#1.short',
    `#1.${'A'.repeat(44)}`,
    `#o.press.20261231.${newSecret()}`,
    `#o.ethics.20260230.${newSecret()}`,
    '#"><script>alert(1)</script>',
    '#1.%00',
  ])('T-42 behind %s there is no link: one calm sentence, and the plain page', async (fragment) => {
    const { page, console: consoleLines } = await at.come({ fragment })
    expect(await page.evaluate('location.href')).toBe(`${PUBLIC}/`)
    expect(await page.locator('main').textContent()).toContain(say('used_link.broken'))
    expect(await titleOf(page)).toBe(say('tree.root.question'))
    expect(consoleLines).toEqual([])
  })
})

/** What seals is fetched behind the first question, and what was fetched is run: the line may rest in between. */
async function nothingMoreComes(sent: readonly unknown[]): Promise<void> {
  for (let seen = -1; seen !== sent.length; ) {
    seen = sent.length
    await new Promise((later) => setTimeout(later, 3_000))
  }
}
