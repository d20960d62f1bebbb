import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'
import { SLOWEST } from '../desk/with-desk.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launch } from '../fixtures/chromium.ts'
import { freePort, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { needing } from '../fixtures/tools.ts'

const { describe, test } = needing('chromium')

const PAGES = ['/privacy', '/teams/desk']
const LIGHTS = ['light', 'dark'] as const
/** Links that a thumb would miss. */
const LOW = `[...document.querySelectorAll('a')].filter((a) => a.getBoundingClientRect().height < 44).length`

describe('the pages without script can be used by everybody', { timeout: SLOWEST }, () => {
  let desk: RunningDesk
  let browser: Browser
  let address = ''
  beforeAll(async () => {
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    desk = await startDesk({ port, publicUrl: address, demo: true })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test.each(LIGHTS)(
    'axe finds nothing and nothing is cut off on a small phone, in %s',
    async (light) => {
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        colorScheme: light,
      })
      const page = await context.newPage()
      const foreign: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) foreign.push(request.url())
      })
      const problems: Record<string, unknown> = {}
      for (const path of PAGES) {
        for (const { id } of LANGUAGES) {
          await page.goto(`${address}${path}?lang=${id}`)
          problems[`${path} ${id}`] = {
            violations: await axeViolations(page),
            wide: await page.evaluate('document.documentElement.scrollWidth'),
            low: await page.evaluate(LOW),
          }
          const pictures = process.env['ASIDE_PICTURES']
          if (pictures) {
            const name = `${path.replaceAll('/', '-').slice(1)}-${id}-${light}.png`
            await page.screenshot({ path: `${pictures}/${name}`, fullPage: true })
          }
        }
      }
      expect(foreign).toEqual([])
      expect(await context.cookies()).toEqual([])
      await context.close()
      const clean = { violations: [], wide: 360, low: 0 }
      expect(problems).toEqual(
        Object.fromEntries(Object.keys(problems).map((name) => [name, clean])),
      )
      expect(Object.keys(problems).length).toBe(PAGES.length * LANGUAGES.length)
    },
  )
})
