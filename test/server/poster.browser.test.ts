import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'
import { SLOWEST } from '../desk/with-desk.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launch } from '../fixtures/chromium.ts'
import { freePort, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { needing } from '../fixtures/tools.ts'

const { describe, test } = needing('chromium')
const IDS = LANGUAGES.map(({ id }) => id)
const SHOWN = [
  ...['/poster', '/embed'].flatMap((path) => IDS.map((id) => `${path}?lang=${id}`)),
  '/poster?lang=all',
]

describe('the poster can be read, printed and pressed by everybody', { timeout: SLOWEST }, () => {
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

  test.each(['light', 'dark'] as const)(
    'axe finds nothing and nothing is cut off on a small phone, in %s',
    async (colorScheme) => {
      const viewport = { width: 360, height: 740 }
      const context = await browser.newContext({ viewport, colorScheme })
      const page = await context.newPage()
      const foreign: string[] = []
      const consoleLines: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) foreign.push(request.url())
      })
      page.on('console', (message) => {
        if (!message.location().url.endsWith('/favicon.ico')) consoleLines.push(message.text())
      })
      const problems: Record<string, unknown> = {}
      for (const path of SHOWN) {
        await page.goto(`${address}${path}`)
        problems[path] = {
          violations: await axeViolations(page),
          wide: await page.evaluate('document.documentElement.scrollWidth'),
        }
        const pictures = process.env['ASIDE_PICTURES']
        if (pictures) {
          const name = `${path.replaceAll(/[^a-z]/g, '-').slice(1)}-${colorScheme}.png`
          await page.screenshot({ path: `${pictures}/${name}`, fullPage: true })
        }
      }
      expect([foreign, consoleLines, await context.cookies()]).toEqual([[], [], []])
      await context.close()
      const clean = { violations: [], wide: 360 }
      expect(problems).toEqual(Object.fromEntries(SHOWN.map((path) => [path, clean])))
    },
  )

  test('on paper each language is one sheet of A4 with a square that a camera reads', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    for (const [path, sheets] of [
      ...IDS.map((id) => [`/poster?lang=${id}`, 1] as const),
      ['/poster?lang=all', IDS.length] as const,
    ]) {
      await page.goto(`${address}${path}`)
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false })
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []
      expect([path, pages.length]).toEqual([path, sheets])
      const pictures = process.env['ASIDE_PICTURES']
      if (pictures) {
        const { writeFileSync } = await import('node:fs')
        writeFileSync(`${pictures}/${path.replaceAll(/[^a-z]/g, '-').slice(1)}.pdf`, pdf)
      }
    }
    await page.emulateMedia({ media: 'print' })
    const side = await page.locator('.qr').first().boundingBox()
    expect(Math.round(((side?.width ?? 0) / 96) * 25.4)).toBeGreaterThanOrEqual(50)
    expect(await page.locator('nav').isVisible()).toBe(false)
    await context.close()
  })
})
