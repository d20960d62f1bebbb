import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { axe, takeKey } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { deliver, requestOf, sayName } from './sealed-name.ts'
import { row, SLOWEST, story, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('a name that takes two to open', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('T-36 an officer asks, a custodian discloses, the officer reads; neither could alone', async () => {
    const { run } = desk
    const deskCase = story(run, 0)
    await sayName(run, deskCase, 'Amina Haddad')

    const officer = await desk.comeWithKey()
    await desk.openCase(officer.page, deskCase)
    await officer.page.getByText('The name is locked.').waitFor()
    await expect.poll(() => officer.page.getByText('Amina Haddad').count()).toBe(0)
    await officer.page.getByRole('button', { name: 'Ask who this is' }).click()
    await officer.page.getByRole('button', { name: 'Ask', exact: true }).click()
    await officer.page.getByText('Choose a reason.').waitFor()
    expect(await axe(officer.page)).toEqual([])
    await officer.page.getByRole('radio', { name: 'To protect the person' }).click()
    await officer.page.getByRole('button', { name: 'Ask', exact: true }).click()
    await officer.page.getByText('A custodian was asked').first().waitFor()
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'identity_asked', reason: 'protection' })

    await requestOf(run, deskCase, run.today)
    const keeper = await desk.come({ officer: 'custodian-1' })
    await keeper.page.getByRole('heading', { name: 'Names to release' }).waitFor()
    expect(await axe(keeper.page)).toEqual([])
    await expect.poll(() => keeper.page.locator(row(deskCase)).count()).toBe(0)
    await takeKey(keeper.page)
    await keeper.page.getByRole('button', { name: 'Names to release', exact: true }).click()
    const card = keeper.page.getByRole('region', { name: deskCase.reference })
    await card.getByText('To protect the person').waitFor()
    await card.getByRole('button', { name: 'Release the name' }).click()
    await keeper.page.getByText('and nobody else').waitFor()
    const named = keeper.page.getByRole('dialog').getByRole('listitem')
    expect(await named.allInnerTexts()).toEqual(
      [1, 2, 3].map((at) => `Officer ${at} of the ethics office`),
    )
    expect(await axe(keeper.page)).toEqual([])
    await keeper.page.getByRole('dialog').getByRole('button', { name: 'Release the name' }).click()
    await keeper.page.getByText('Nobody asks for a name now.').waitFor()
    await keeper.page.getByText(`The name of ${deskCase.reference} is released.`).waitFor()
    await expect.poll(() => keeper.page.getByText('Amina Haddad').count()).toBe(0)

    deliver(run, deskCase, run.today)
    await officer.page.reload()
    const again = officer.page
    await again.getByText('Your key is locked').first().waitFor()
    await desk.openWithKey(again)
    await desk.openCase(again, deskCase)
    await again.getByText('Amina Haddad').waitFor()
    await again.getByText('A custodian released the name.').waitFor()
    await expect.poll(() => again.getByRole('button', { name: 'Ask who this is' }).count()).toBe(0)
    expect([...officer.console, ...keeper.console]).toEqual([])
  })

  test('a no takes no key and no reason, and a phone is enough for it', async () => {
    const { run } = desk
    const deskCase = story(run, 2)
    await sayName(run, deskCase, 'Miriam Okello')
    await requestOf(run, deskCase, run.today)
    const { page } = await desk.come({
      officer: 'custodian-1',
      width: 420,
      height: 860,
      dark: true,
    })
    const card = page.getByRole('region', { name: deskCase.reference })
    await card.getByRole('button', { name: 'Do not release' }).click()
    await page.getByRole('dialog').getByText('You owe nobody a reason.').waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Do not release' }).click()
    await page.getByText('Nobody asks for a name now.').waitFor()
    await page.getByText(`The name of ${deskCase.reference} stays locked.`).waitFor()
    expect(run.custody.decided.at(-1)?.decision).toMatchObject({ verdict: 'refused' })
  })

  test('T-36 a double click on a decision opens the question, and decides nothing where that stands under the mouse', async () => {
    const { run } = desk
    const deskCase = story(run, 1)
    await sayName(run, deskCase, 'Noor Idris')
    await requestOf(run, deskCase, run.today)
    const { page } = await desk.come({ officer: 'custodian-1', width: 1280, height: 800 })
    const card = page.getByRole('region', { name: deskCase.reference })
    const ask = card.getByRole('button', { name: 'Do not release' })
    const decide = page.getByRole('dialog').getByRole('button', { name: 'Do not release' })
    const middle = async (of: Locator) => {
      const box = await of.boundingBox()
      if (box === null) throw new Error('it is not seen')
      return box.y + box.height / 2
    }
    // Behind a dialog nothing has a role, so nobody finds it there.
    const asked = await middle(ask)
    await ask.click()
    await decide.waitFor()
    const apart = asked - (await middle(decide))
    await decide.press('Escape')
    await decide.waitFor({ state: 'detached' })
    for (const height of [800, 800 + Math.round(2 * apart)]) {
      await page.setViewportSize({ width: 1280, height })
      await ask.dblclick()
      await decide.waitFor()
      await decide.press('Escape')
      await decide.waitFor({ state: 'detached' })
      // What is behind a dialog has its role back only a moment after it.
      await ask.waitFor()
    }
  })
})
