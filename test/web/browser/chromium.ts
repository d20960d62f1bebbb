import { buffer } from 'node:stream/consumers'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Download, Page } from 'playwright-core'
import { helpersInvited } from './helpers-invited.ts'
import { PASSPHRASE } from './officers.ts'
import type { DeskRun } from './running-desk.ts'

export { launch } from '../../fixtures/chromium-server.ts'

/**
 * Hints of the browser that are no fault of the page: to bring a user name field to a passphrase, a feature that only
 * other browsers know, and that a refusal was refused.
 */
const EXPECTED = ['Password forms should have', 'Permissions-Policy header', 'status of 40']

/** What a page handed over to be kept. */
export async function bytesOf(download: Download): Promise<Buffer> {
  return await buffer(await download.createReadStream())
}

/** What the page said to the console, and where it asked for anything that is not ours. */
export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  readonly console: string[]
  readonly foreign: string[]
}

/** Who comes, and to what kind of screen. */
export interface Coming {
  /** `null` is somebody who is not signed in. */
  readonly officer?: string | null
  readonly dark?: boolean
  readonly width?: number
  readonly height?: number
}

export async function visit(
  browser: Browser,
  run: DeskRun,
  { officer = 'ethics-2', dark = false, width = 1440, height = 900 }: Coming = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    bypassCSP: false,
  })
  if (officer !== null) {
    const [name = '', value = ''] = (await run.cookieOf(officer)).split('=')
    const url = run.address.replace('http:', 'https:')
    await context.addCookies([
      { name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' },
    ])
  }
  const page = await context.newPage()
  const said: string[] = []
  const foreign: string[] = []
  page.on('console', (message) => {
    const line = `${message.type()}: ${message.text()}`
    if (!EXPECTED.some((words) => line.includes(words))) said.push(line)
  })
  page.on('pageerror', (error) => said.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(run.address) && !url.startsWith('blob:')) foreign.push(url)
  })
  await page.goto(`${run.address}/desk`)
  return { page, context, console: said, foreign }
}

/** From a machine without a key to one where it is open, as a person does it. */
export async function takeKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your key', exact: true }).click()
  await page.getByRole('button', { name: 'Take the demo key' }).click()
  await page.getByLabel('Passphrase', { exact: true }).first().fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Take this key' }).click()
  await page.getByText(/locks in/).waitFor()
}

/**
 * Waits for what a press started to be drawn and for its animations to end: colours on their way are colours that nobody
 * chose. One that never ends by itself (a spinner) is not waited for.
 */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    const moving = () =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await frame()
    do await frame()
    while (moving().length > 0)
  })
}

/**
 * What axe finds, and whom a screen lets at what is typed and shown there. Fluent's focus sentinels are left out: they
 * are hidden, and hand the focus on the moment they get it.
 */
export async function axe(page: Page): Promise<string[]> {
  await standsStill(page)
  const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
  return [...found, ...(await helpersInvited(page))]
}

/** A key as Safari sends it while an input method writes: composing is over already, only the code tells. */
export async function composingKey(page: Page, key: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const pressed = { key, code: key, windowsVirtualKeyCode: 229 }
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  await devtools.detach()
}
