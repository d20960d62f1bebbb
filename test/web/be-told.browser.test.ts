import { expect } from 'vitest'
import { pairingCode } from '../../src/case/pairing.ts'
import { pair } from '../../src/intake/pair.ts'
import { texts } from '../../src/web/browser/texts.ts'
import { needing } from '../fixtures/tools.ts'
import { axe } from './browser/chromium.ts'
import { SLOWEST, withDesk } from './browser/with-desk.ts'

const { describe, test } = needing('chromium')

describe('an officer pairs her chat at the desk', { timeout: SLOWEST }, () => {
  const at = withDesk()

  test('the code is shown, and what came of it without a press', async () => {
    const { page } = await at.come()
    await page.getByRole('button', { name: 'Your key', exact: true }).click()
    await page.getByText(texts.told.none).waitFor()
    await page.getByRole('button', { name: texts.told.pair }).click()
    const shown = await page.locator('.pairing-code').textContent()
    const code = pairingCode(shown)
    expect(code).not.toBeNull()
    const picture = process.env['ASIDE_PICTURES']
    if (picture !== undefined)
      await page.screenshot({ path: `${picture}/told.png`, fullPage: true })
    expect(await axe(page)).toEqual([])
    expect(await pair(at.run.world, code ?? '', '{}')).toBe(true)
    await page.getByText('You are told in Teams since').waitFor()
    expect(await page.locator('.pairing-code').count()).toBe(0)
    await page.getByRole('button', { name: texts.told.stop }).click()
    await page.getByText(texts.told.none).waitFor()
  })
})
