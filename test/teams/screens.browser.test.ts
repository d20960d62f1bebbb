import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'
import { CARD_LIMIT_BYTES } from '#teams/card.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { launch } from '../fixtures/chromium.ts'
import { testServices } from '../fixtures/services.ts'
import { startCloud } from '../fixtures/teams-cloud.ts'
import { needing } from '../fixtures/tools.ts'
import { titleOf } from './host/crawl.ts'
import { picture, tooSmall, tooWide } from './host/look.ts'
import { play } from './host/play.ts'
import { everyScreen } from './host/stories.ts'

const { describe, test } = needing('chromium')

describe('every screen of the bot on a phone', { timeout: 240_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each(LANGUAGES)(
    'in $id passes axe in light and dark, needs no pushing sideways, and fits what Teams takes',
    async ({ id }) => {
      const made = await testServices({ accountInline: true, page: true })
      const cloud = await startCloud(made)
      const { screens, first } = await everyScreen(made, cloud, id)
      await cloud.stop()
      const client = await play(browser, null)
      const { page } = client
      const problems: Record<string, readonly string[]> = {}
      const look = async (name: string, draw: () => Promise<void>) => {
        await client.theme('light')
        await draw()
        const light = [
          ...(await axeViolations(page)),
          ...(await tooWide(page)),
          ...(await tooSmall(page)),
        ]
        await picture(page, `${id}-${name}-light`)
        await client.theme('dark')
        await draw()
        const dark = await axeViolations(page, { only: ['color-contrast'] })
        await picture(page, `${id}-${name}-dark`)
        if (light.length + dark.length > 0) problems[name] = [...light, ...dark]
      }
      await look('00-first', () => client.chat(first))
      for (const [n, { card }] of screens.entries()) {
        const bytes = Buffer.byteLength(JSON.stringify(card))
        expect(bytes, titleOf(card)).toBeLessThanOrEqual(CARD_LIMIT_BYTES)
        await look(`${String(n + 1).padStart(2, '0')}`, () => client.window(card))
      }
      expect(problems).toEqual({})
      expect([client.console, client.foreign]).toEqual([[], []])
      expect(screens.length).toBeGreaterThan(20)
      await client.close()
    },
  )
})
