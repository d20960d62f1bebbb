import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axe, takeKey } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { filedOnPage } from '../page/filed-on-page.ts'
import { attached } from './sealed-case.ts'
import { row, SLOWEST, story, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

const PICTURE = readFileSync(join(import.meta.dirname, '../../docs/pictures/first-card.png'))
const LIGHTS = [
  { name: 'light', coming: { dark: false } },
  { name: 'dark', coming: { dark: true } },
  { name: 'dark on a phone', coming: { dark: true, width: 420, height: 860 } },
]

describe('the desk can be used by everybody', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('in colours that a person forces, the open tab, the open case and what is new can still be told', async () => {
    const { page } = await desk.comeWithKey()
    await page.emulateMedia({ forcedColors: 'active' })
    await desk.openCase(page, story(desk.run, 2))
    const colour = (part: string, of: string) =>
      page
        .locator(part)
        .first()
        .evaluate((element, name) => {
          return getComputedStyle(element).getPropertyValue(name)
        }, of)
    const canvas = await colour('.way:not([aria-current])', 'border-block-end-color')
    expect(await colour('.row:not([aria-current])', 'border-inline-start-color')).toBe(canvas)
    expect(await colour('.way[aria-current]', 'border-block-end-color')).not.toBe(canvas)
    expect(await colour('.row[aria-current]', 'border-inline-start-color')).not.toBe(canvas)
    for (const [part, of] of [
      ['.dot', 'background-color'],
      ['.bar .sign path', 'stroke'],
    ] as const) {
      expect(await colour(part, of)).toBe(await colour('.bar .office', 'color'))
    }
  })

  test.each(LIGHTS)('axe finds nothing on any screen in $name', async ({ coming }) => {
    const problems: Record<string, string[]> = {}
    const look = async (screen: string, page: Page) => {
      problems[screen] = await axe(page)
    }
    const deskCase = await filedOnPage(desk.run, {}, [
      await attached('scaffold.png', 'image/png', PICTURE),
    ])
    const stranger = await desk.come({ ...coming, officer: null })
    await stranger.page.getByRole('button', { name: 'Sign in' }).waitFor()
    await look('signed out', stranger.page)

    const { page } = await desk.come(coming)
    await page.getByText('There is no key on this machine yet').waitFor()
    await look('queue without a key', page)
    await page.getByRole('button', { name: 'Your key', exact: true }).click()
    await page.getByRole('heading', { name: 'Make a key' }).waitFor()
    await page.getByRole('button', { name: 'Draw five words' }).click()
    await page.getByText('Write them on paper').waitFor()
    await look('no key', page)
    await takeKey(page)
    await look('key', page)
    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await look('queue', page)
    await desk.openCase(page, story(desk.run, 2))
    await look('case', page)
    await page.getByRole('radio', { name: 'Ask, and pause the clock' }).click()
    await page.getByRole('button', { name: 'Send question and pause' }).click()
    await look('question with its mistakes', page)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('closing', page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    if (coming.width !== undefined)
      await page.getByRole('button', { name: 'Back to the queue' }).click()
    await page.getByRole('button', { name: 'Set several aside' }).click()
    await page.getByRole('button', { name: 'Choose all' }).click()
    await look('choosing', page)
    await page.getByRole('button', { name: 'Stop choosing' }).click()
    await page.locator(row(deskCase)).click()
    await page.getByRole('button', { name: 'Show scaffold.png' }).click()
    await page.locator('canvas.pixels').waitFor()
    await look('files', page)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    await look('locked', page)
    expect(Object.entries(problems).filter(([, findings]) => findings.length > 0)).toEqual([])
  })

  test('high contrast is one choice away', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 2))
    await page.getByRole('button', { name: /Officer 2/ }).click()
    await page.getByRole('menuitemradio', { name: 'High contrast' }).click()
    await page.keyboard.press('Escape')
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('contrast')
    expect(await axe(page)).toEqual([])
  })

  test('a list that was not fetched again says that it may be older, stays, and is fetched by a press', async () => {
    const { page } = await desk.comeWithKey()
    const rows = await page.locator('button.row').count()
    await page.route('**/api/queue', (route) => route.abort())
    await desk.openCase(page, story(desk.run, 2))
    const older = page.getByText('The list could not be fetched just now')
    await older.waitFor({ state: 'attached' })
    expect(await axe(page)).toEqual([])
    expect(await page.locator('button.row').count()).toBe(rows)
    await page.unroute('**/api/queue')
    await page.getByRole('button', { name: 'Fetch again' }).click()
    await older.waitFor({ state: 'detached' })
  })

  test('a desk with nothing to do says so in a sentence', async () => {
    desk.run.desk.cases.clear()
    const { page } = await desk.come()
    await page.getByRole('heading', { name: 'Nothing to do today.' }).waitFor()
    expect(await axe(page)).toEqual([])
  })
})
