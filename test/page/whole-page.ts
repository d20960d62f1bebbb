import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Policy } from '#domain/concern/policy.ts'
import { readAssets } from '#server/assets.ts'
import { build } from '../desk/running-desk.ts'
import { launch } from '../fixtures/chromium.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { PUBLIC, startWhole, type Whole } from '../fixtures/whole.ts'

/** One request that left the page, as it went over the line. */
export interface PageRequest {
  readonly method: string
  readonly url: string
  readonly body: string
}

export interface OpenedPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly sent: PageRequest[]
  readonly console: string[]
}

export interface Coming {
  readonly lang?: string
  readonly dark?: boolean
  /** Behind the `#`. */
  readonly fragment?: string
  /** Another address than the entry page. */
  readonly path?: string
  /** Runs before the page's own script. */
  readonly before?: string
  /** Stands between her and the server: may answer in its place, or hold back its answer. */
  readonly between?: (sent: PageRequest, on: () => Promise<void>, route: Route) => Promise<void>
}

/** Hints of the browser that are no fault of the page. */
const EXPECTED = ['Permissions-Policy header']

/**
 * The page, truly built, in front of the true server with its true database. The browser believes to be at the public
 * address; what it asks for is carried to the server's own port.
 */
export function withWholePage(policy: Partial<Policy> = {}) {
  const made: { assets?: string; whole?: Whole; browser?: Browser; database?: FreshDatabase } = {}
  let open: BrowserContext[] = []
  let ahead = 0

  beforeAll(async () => {
    made.assets = await build()
    made.database = await freshDatabase()
    made.whole = await startWhole(made.database.url, { page: true, ...policy }, made.assets)
    made.browser = await launch()
  })
  afterEach(async () => {
    for (const context of open) await context.close()
    open = []
    made.whole?.clock.forward(-ahead)
    ahead = 0
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.whole?.stop()
    await made.database?.drop()
  })

  const ready = <One>(one: One | undefined): One => {
    if (one === undefined) throw new Error('not ready')
    return one
  }

  return {
    get whole() {
      return ready(made.whole)
    },
    /** What Vite made of it, by name. */
    get built() {
      return readAssets(ready(made.assets)).files
    },
    get database() {
      return ready(made.database)
    },
    /** The next morning, until the test is over: the release has shown what the office did. */
    nextMorning(): void {
      const [, hour = '0', minute = '0'] =
        ready(made.whole)
          .clock.now()
          .toISOString()
          .match(/T(..):(..)/) ?? []
      const minutes = (24 + 7 - Number(hour)) * 60 - Number(minute)
      ahead += minutes * 60_000
      ready(made.whole).clock.forward(minutes * 60_000)
    },
    async come(coming: Coming = {}): Promise<OpenedPage> {
      const { lang = 'en', dark = false, fragment = '', path = '' } = coming
      const context = await ready(made.browser).newContext({
        viewport: { width: 360, height: 740 },
        colorScheme: dark ? 'dark' : 'light',
        locale: lang,
      })
      open.push(context)
      if (coming.before !== undefined) await context.addInitScript(coming.before)
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const sent: PageRequest[] = []
      const consoleLines: string[] = []
      page.on('console', (message) => {
        const line = `${message.type()}: ${message.text()}`
        if (!EXPECTED.some((words) => line.includes(words))) consoleLines.push(line)
      })
      page.on('pageerror', (error) => consoleLines.push(`error: ${error.message}`))
      await context.route(`${PUBLIC}/**`, async (route) => {
        const one = sentBy(route)
        sent.push(one)
        const on = () => carry(ready(made.whole), route, one)
        await (coming.between === undefined ? on() : coming.between(one, on, route))
      })
      await page.goto(`${PUBLIC}/${path}${fragment}`)
      await page
        .locator('form.column h1')
        .waitFor()
        .catch(() => {
          throw new Error(
            `nothing came up: ${consoleLines.join('\n')} ${sent.map(({ url }) => url).join(' ')}`,
          )
        })
      const apart = ready(made.whole).clock.now().getTime() - Date.now()
      // Only the server's clock went on: the page asks first which day it is.
      if (ahead > 0 && apart > 86_400_000) await page.locator('form.column button').first().click()
      return { page, context, sent, console: consoleLines }
    },
    /** Bytes that a phone takes over the line for what this page asked for, each file once, as the server packs it. */
    async loaded({ sent }: Pick<OpenedPage, 'sent'>, ending: string): Promise<number> {
      const paths = sent.map(({ url }) => new URL(url).pathname)
      let sum = 0
      for (const path of new Set(paths.filter((one) => one.endsWith(ending)))) {
        const packed = { headers: { 'accept-encoding': 'gzip, deflate, br' } }
        sum += (await ready(made.whole).ask(path, packed)).size
      }
      return sum
    },
  }
}

function sentBy(route: Route): PageRequest {
  const request = route.request()
  return { method: request.method(), url: request.url(), body: request.postData() ?? '' }
}

async function carry(whole: Whole, route: Route, { method, url }: PageRequest): Promise<void> {
  const { 'accept-encoding': _, ...headers } = route.request().headers()
  const { pathname, search } = new URL(url)
  const heard = await whole
    .ask(`${pathname}${search}`, {
      method,
      headers: { ...headers, 'sec-fetch-site': 'same-origin' },
      ...(method === 'POST' ? { body: route.request().postDataBuffer() ?? '' } : {}),
    })
    .catch(() => null)
  // A connection that ended is for the page to tell, as everywhere.
  if (heard === null) {
    await route.abort('connectionreset')
    return
  }
  const { 'transfer-encoding': __, ...answered } = heard.headers as Record<string, string>
  await route.fulfill({ status: heard.status, headers: answered, body: heard.text })
}

/** Presses, and waits until another screen is there or it is said why not. */
export async function press(page: Page, button: string | RegExp): Promise<void> {
  const before = await page.locator('form.column h1').elementHandle()
  await page.getByRole('button', { name: button }).first().click()
  await page.waitForFunction(
    (old) => !old?.isConnected || (document.querySelector('.said')?.textContent ?? '').length > 0,
    before,
  )
}

export const titleOf = (page: Page) => page.locator('form.column h1').textContent()
export const saidOn = (page: Page) => page.locator('.said').textContent()
