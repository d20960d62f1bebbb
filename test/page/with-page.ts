import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Policy } from '#domain/concern/policy.ts'
import { makeStaff, type Staff } from '../desk/officers.ts'
import { build } from '../desk/running-desk.ts'
import { POLICY } from '../dialogs/facts.ts'
import { launch } from '../fixtures/chromium.ts'
import { freePort, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

/** What is asked of the browser that somebody comes with. */
export interface Arriving {
  readonly lang?: string
  readonly dark?: boolean
  readonly width?: number
  readonly height?: number
  readonly script?: boolean
  /** Does it come to the first question? */
  readonly asks?: boolean
  /** Runs before the page's own script. */
  readonly before?: string
  readonly path?: string
}

export interface AtPage {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page said to the console, and every address it asked for. */
  readonly console: string[]
  readonly asked: string[]
}

/** A hint of the browser about a feature that only other browsers know. */
const EXPECTED = ['Permissions-Policy header']

/** The page, truly built and truly served, with a roster truly signed; what it would store into are twins. */
export function withPage(policy: Partial<Policy> = {}) {
  const made: { assets?: string; desk?: RunningDesk; browser?: Browser; staff?: Staff } = {}
  let address = ''
  let open: BrowserContext[] = []

  beforeAll(async () => {
    made.assets = await build()
    const staff = await makeStaff()
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    made.desk = await startDesk({
      port,
      publicUrl: address,
      assets: made.assets,
      demo: true,
      trust: { rootFingerprint: staff.root.fingerprint, leastRoster: 1 },
      policy: { ...POLICY, page: true, ...policy },
    })
    made.desk.state.now = new Date()
    made.desk.told.directory = staff.directory
    made.staff = staff
    made.browser = await launch()
  })
  afterEach(async () => {
    for (const context of open) await context.close()
    open = []
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.desk?.stop()
  })

  return {
    get address() {
      return address
    },
    get desk() {
      if (made.desk === undefined) throw new Error('not ready')
      return made.desk
    },
    get assets() {
      return made.assets ?? ''
    },
    /** Somebody comes, on a phone of her own that is forgotten after the test. */
    async come(arriving: Arriving = {}): Promise<AtPage> {
      if (made.browser === undefined) throw new Error('not ready')
      const { lang = 'en', dark = false, width = 360, height = 740, script = true } = arriving
      const { asks = script } = arriving
      const context = await made.browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: script,
        locale: lang,
      })
      open.push(context)
      if (arriving.before !== undefined) await context.addInitScript(arriving.before)
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const consoleLines: string[] = []
      const asked: string[] = []
      page.on('console', (message) => {
        const line = `${message.type()}: ${message.text()}`
        if (!EXPECTED.some((words) => line.includes(words))) consoleLines.push(line)
      })
      page.on('pageerror', (error) => consoleLines.push(`error: ${error.message}`))
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(`${address}${arriving.path ?? '/'}`)
      if (asks) await page.locator('form.column h1').waitFor()
      return { page, context, console: consoleLines, asked }
    },
  }
}
