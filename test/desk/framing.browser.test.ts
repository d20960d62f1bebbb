import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { launch } from '../fixtures/chromium.ts'
import { PUBLIC, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { needing } from '../fixtures/tools.ts'
import { SLOWEST } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('T-68 in a real browser', { timeout: SLOWEST }, () => {
  let desk: RunningDesk
  let browser: Browser
  beforeAll(async () => {
    desk = await startDesk()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** A browser for which two names exist: ours, answered by the true server, and somebody's who frames us. */
  async function surfer(host: string, path: string): Promise<BrowserContext> {
    const context = await browser.newContext()
    await context.route('**/*', (route) => route.abort())
    await context.route(`${PUBLIC}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url())
      const { status, headers, text } = await desk.ask(`${pathname}${search}`)
      await route.fulfill({ status, headers, body: text })
    })
    const body = `<!doctype html><title>host</title><iframe src="${PUBLIC}${path}"></iframe>`
    await context.route(`https://${host}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body }),
    )
    return context
  }

  /** What stands in the frame; nothing where the browser refused it. */
  async function framedBy(page: Page, host: string): Promise<string> {
    await page.goto(`https://${host}/`)
    const body = page.frames()[1]?.locator('body')
    return (await body?.innerText({ timeout: 5_000 }).catch(() => '')) ?? ''
  }

  test('T-68 Teams may frame the tab, others may not, and nobody may frame the desk or the notice', async () => {
    const shown: Record<string, boolean> = {}
    for (const host of [
      'teams.microsoft.com',
      'teams.cloud.microsoft',
      'teams.microsoft.com.evil.invalid',
      'evil.invalid',
    ]) {
      for (const path of ['/teams/desk', '/desk', '/privacy', '/']) {
        const context = await surfer(host, path)
        const text = await framedBy(await context.newPage(), host)
        await context.close()
        shown[`${host} ${path}`] = /The desk opens|Privacy notice|This address belongs/.test(text)
      }
    }
    expect(
      Object.entries(shown)
        .filter(([, seen]) => seen)
        .map(([where]) => where),
    ).toEqual(['teams.microsoft.com /teams/desk', 'teams.cloud.microsoft /teams/desk'])
  })

  test('T-68 the link leaves the frame for a window that does not know where it came from', async () => {
    const context = await surfer('teams.microsoft.com', '/teams/desk')
    const page = await context.newPage()
    await framedBy(page, 'teams.microsoft.com')
    const opened = context.waitForEvent('page')
    await page.frames()[1]?.locator('a').click()
    const window = await opened
    await window.waitForLoadState()
    expect(window.url()).toBe(`${PUBLIC}/desk`)
    expect(await window.evaluate('window.opener')).toBeNull()
    expect(await window.evaluate('document.referrer')).toBe('')
    await context.close()
  })
})
