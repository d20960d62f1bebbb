import { expect } from 'vitest'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { pageReporter } from '../fixtures/page-reporter.ts'
import { needing } from '../fixtures/tools.ts'
import { press, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')

describe('the work that every request takes', { timeout: 120_000 }, () => {
  const at = withWholePage()

  test('T-50 the page does the work by itself, under its strict policy, and she notices nothing but a moment', async () => {
    const reporter = await pageReporter(at.whole)
    expect((await reporter.file()).status).toBe(200)

    const { page, sent, console: consoleLines } = await at.come()
    await press(page, 'I was here before')
    await page
      .locator('#ask-receipt')
      .fill(recoveryPhrase.write(reporter.secret, 'en').code.join(' '))
    await press(page, 'Open the conversation')
    expect(await titleOf(page)).toMatch(/^Your conversation with/)
    const asked = sent
      .filter(({ method }) => method === 'POST')
      .map(({ url }) => new URL(url).pathname)
    expect(asked.slice(0, 2)).toEqual(['/api/door/challenge', '/api/door/find'])
    expect(page.workers()).toEqual([])
    expect(consoleLines).toEqual([])
  })
})
