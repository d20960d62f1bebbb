import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { texts } from '#desk/texts.ts'
import { pairingCode } from '#domain/case/pairing.ts'
import { pair } from '#notifications/pair-device.ts'
import { axe } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

const picture = async (page: Page, name: string) => {
  const folder = process.env['ASIDE_PICTURES']
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/told-${name}.png`, fullPage: true })
}

describe('a chat is paired at the desk', { timeout: SLOWEST }, () => {
  const at = withDesk()

  test.each([
    { officer: 'ethics-2', of: texts.notifications.ofCases },
    {
      officer: 'custodian-1',
      of: texts.notifications.ofNames,
      width: 420,
      height: 860,
      dark: true,
    },
  ])(
    '$officer sees of what, the code, and what came of it without a press',
    async ({ of, ...coming }) => {
      const { page, console } = await at.come(coming)
      await page.getByRole('button', { name: 'Your key', exact: true }).click()
      await page.getByText(of).waitFor()
      await page.getByText(texts.notifications.none).waitFor()
      await picture(page, `none-${coming.officer}`)
      await page.getByRole('button', { name: texts.notifications.pair }).click()
      const shown = await page.locator('.pairing-code').textContent()
      const code = pairingCode(shown)
      expect(code).not.toBeNull()
      await picture(page, `code-${coming.officer}`)
      expect(await axe(page)).toEqual([])
      expect(await pair(at.run.services, code ?? '', '{}')).toBe(true)
      await page.getByText('You are told in Teams since').waitFor()
      await expect.poll(() => page.locator('.pairing-code').count()).toBe(0)
      await picture(page, `paired-${coming.officer}`)
      const [address] = await at.run.services.officerAddresses.live()
      if (address !== undefined) await at.run.services.officerAddresses.lose(address, at.run.today)
      await page.reload()
      await page.getByText('Messages have not arrived since').waitFor()
      await picture(page, `lost-${coming.officer}`)
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: texts.notifications.stop }).click()
      await page.getByText(texts.notifications.none).waitFor()
      expect(console).toEqual([])
    },
  )

  test.each([
    { width: 1440, dark: false },
    { width: 420, dark: true },
  ])('the last address reads above the list that somebody waits ($width)', async (coming) => {
    const { page } = await at.come(coming)
    await expect.poll(() => page.getByText(texts.queue.elsewhere).count()).toBe(0)
    await page.route('**/api/queue', async (route) => {
      const heard = await route.fetch()
      await route.fulfill({ json: { ...(await heard.json()), elsewhere: true } })
    })
    await page.reload()
    await page.getByText(texts.queue.elsewhereMore).waitFor()
    await picture(page, `elsewhere-${coming.width}`)
    expect(await axe(page)).toEqual([])
  })
})
