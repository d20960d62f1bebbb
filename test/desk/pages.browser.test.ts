import { expect } from 'vitest'
import { axe } from '../fixtures/chromium.ts'
import { put } from '../fixtures/officer-services.ts'
import { needing } from '../fixtures/tools.ts'
import { SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('case 54: a list longer than a page', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('counts all cases, lists what is due first, and goes on by a button', async () => {
    desk.run.desk.cases.clear()
    for (let n = 0; n < 450; n += 1) put(desk.run.desk, ['ethics-2'], { channel: 'web_page' })
    const { page, console: consoleLines } = await desk.come()
    const rows = page.locator('button.row')
    await page.getByText(/^450 \w+/).waitFor()
    expect(await rows.count()).toBe(200)
    await page.getByText('200 of 450').waitFor()
    expect(await axe(page)).toEqual([])
    const more = page.getByRole('button', { name: 'Show 200 more' })
    await more.click()
    await expect.poll(() => rows.count()).toBe(400)
    await more.click()
    await expect.poll(() => rows.count()).toBe(450)
    await expect.poll(() => more.count()).toBe(0)
    await page.getByRole('button', { name: 'Set several aside' }).click()
    await page.getByRole('button', { name: 'Choose the first 200' }).click()
    await page.getByRole('button', { name: 'Set 200 aside' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Set 200 aside' }).click()
    await page.getByRole('button', { name: 'Set aside: 200' }).waitFor()
    await expect.poll(() => rows.count()).toBe(250)
    await page.getByText(/^250 \w+/).waitFor()
    expect(consoleLines).toEqual([])
  })
})
