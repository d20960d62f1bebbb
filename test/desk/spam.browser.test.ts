import { expect } from 'vitest'
import { axe, composingKey } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { filedOnPage } from '../page/filed-on-page.ts'
import { row, SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('case 54: spam at the desk', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('goes out of the way by keyboard, is counted, and comes back', async () => {
    const spam = [await filedOnPage(desk.run), await filedOnPage(desk.run)]
    const [one, other] = spam
    if (one === undefined || other === undefined) throw new Error('no spam')
    const { page, console: consoleLines } = await desk.comeWithKey()
    await page.locator(row(one)).waitFor()
    const before = await page.locator('button.row').count()
    await page.getByRole('button', { name: 'Set several aside' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: `Choose ${one.reference}` }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: `Choose ${other.reference}` }).check()
    await page.getByText('2 chosen').waitFor()
    expect(await page.getByRole('checkbox').count()).toBe(2)
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Set 2 aside' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set 2 cases aside?' })
    await dialog.waitFor()
    expect(await axe(page)).toEqual([])
    await composingKey(page, 'Escape')
    await dialog.getByRole('button', { name: 'Set 2 aside' }).click()
    await page.getByRole('button', { name: 'Set aside: 2' }).waitFor()
    expect(await page.locator('button.row').count()).toBe(before - 2)

    await page.getByRole('button', { name: 'Set aside: 2' }).click()
    await page.getByRole('heading', { name: 'Set aside', exact: true }).waitFor()
    await page.locator(row(one)).waitFor()
    expect(await axe(page)).toEqual([])
    await page.locator(row(one)).click()
    await page.getByText('This case is set aside.').waitFor()
    await page.getByRole('button', { name: 'Bring back', exact: true }).click()
    await expect.poll(() => page.getByText('This case is set aside.').count()).toBe(0)

    await page.getByRole('button', { name: 'Bring several back' }).click()
    await page.getByRole('button', { name: 'Choose all' }).click()
    await page.getByRole('button', { name: 'Bring 1 back' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Bring 1 back' }).click()
    await page.getByText('Nothing is set aside.').waitFor()
    await page
      .getByRole('region', { name: 'Set aside' })
      .getByRole('button', { name: /Back to the queue/ })
      .click()
    await expect.poll(() => page.locator('button.row').count()).toBe(before)
    expect(consoleLines).toEqual([])
  })

  test('danger, and what came with a sender, cannot be chosen; Escape ends choosing', async () => {
    desk.run.desk.cases.clear()
    const danger = await filedOnPage(desk.run, { danger: true, leaf: 'safety.immediate_danger' })
    const card = await filedOnPage(desk.run, { channel: 'teams_card' })
    const open = await filedOnPage(desk.run)
    const { page } = await desk.come()
    await page.getByRole('button', { name: 'Set several aside' }).click()
    await page.getByRole('checkbox', { name: `Choose ${open.reference}` }).waitFor()
    for (const { reference } of [danger, card]) {
      await expect
        .poll(() => page.getByRole('checkbox', { name: `Choose ${reference}` }).count())
        .toBe(0)
    }
    await page.locator(row(open)).focus()
    await composingKey(page, 'Escape')
    expect(await page.getByRole('checkbox').count()).toBe(1)
    await page.keyboard.press('Escape')
    const start = page.getByRole('button', { name: 'Set several aside' })
    await start.waitFor()
    expect(await start.evaluate((button) => button === document.activeElement)).toBe(true)
  })
})
