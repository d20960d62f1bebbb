import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { sealer } from '#crypto/seal.ts'
import { ConsentForm } from '#domain/case/consent.ts'
import { axe } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { SLOWEST, story, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

const WHY = 'Human resources could change the contract.'
const VERSION = 'A member of staff teaches on Saturdays.\nThe fee is small.'
const LIGHTS = [
  { name: 'light', at: 6, coming: { dark: false } },
  { name: 'dark', at: 7, coming: { dark: true } },
  { name: 'dark on a phone', at: 8, coming: { dark: true, width: 420, height: 860 } },
]

const picture = async (page: Page, name: string) => {
  const folder = process.env['ASIDE_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('an officer asks to pass something on', { timeout: SLOWEST }, () => {
  const desk = withDesk()
  const send = (page: Page) => page.getByRole('button', { name: 'Send request and pause' })
  const choose = (page: Page) => page.getByRole('radio', { name: 'Ask to pass it on' }).click()

  test('the person gets the office, every word that would go there, and its hash, signed by the officer', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 5)
    await desk.openCase(page, deskCase)
    await choose(page)
    await page.getByRole('radio', { name: 'Human resources' }).click()
    await page.getByRole('radio', { name: /A version without/ }).click()
    await page.getByLabel('The version that would be passed on').fill(VERSION)
    await page.getByLabel('Why you ask').fill(WHY)
    await send(page).click()
    await page.getByText('We wait for the person.').waitFor()
    await page.getByText('waits for an answer; no answer is a no').waitFor()
    await expect.poll(() => page.getByRole('radio', { name: 'Ask to pass it on' }).count()).toBe(0)
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'consent_asked', reason: 'consent_needed' })
    const sent = deskCase.letters.at(-1)
    if (sent === undefined) throw new Error('nothing was stored')
    const { letter, foreign, signature } = await openLetter({
      data: sent.data,
      key: sent.keys.find(({ role }) => role === 'reporter')?.bytes ?? new Uint8Array(),
      privateKey: deskCase.reporter as PrivateKeyHandle,
      expect: { case: deskCase.id, msg: sent.id, seq: 1, dir: 'o>r', prev: null },
      verify: desk.run.staff.officers.map(({ key }) => key.certificate),
    })
    expect({ foreign, signature, text: letter.text }).toEqual({
      foreign: [],
      signature: 'good',
      text: WHY,
    })
    expect(ConsentForm.parse(letter.form)).toEqual({
      office: 'hr',
      content: 'sanitised',
      hash: await sealer.hash(new TextEncoder().encode(VERSION)),
      sanitised: VERSION,
    })
  })

  test('an office that the person kept out is not offered', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 13))
    await choose(page)
    const offered = page.getByRole('radiogroup', { name: 'To which office' }).getByRole('radio')
    expect(
      await offered.evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
    ).toEqual(['ombudsman', 'hr'])
  })

  test.each(LIGHTS)(
    'its form with every mistake in it has no fault in $name',
    async ({ name, at, coming }) => {
      const { page } = await desk.comeWithKey(coming)
      const deskCase = story(desk.run, at)
      await desk.openCase(page, deskCase)
      await choose(page)
      await send(page).click()
      await page.getByText('Choose an office.').waitFor()
      await page.getByText('Choose what would be passed on.').waitFor()
      await page.getByText('Nothing is written yet.').waitFor()
      await page.getByRole('radio', { name: /A version without/ }).click()
      await page.getByText(/Write it, in at most/).waitFor()
      await picture(page, `consent-mistakes-${name}`)
      expect(await axe(page)).toEqual([])
      expect(deskCase.letters.filter(({ kind }) => kind === 'consent')).toEqual([])
      await page.getByRole('radio', { name: 'The account as they wrote it' }).click()
      await page.getByRole('radio', { name: 'Ombudsman' }).click()
      await page.getByLabel('Why you ask').fill(WHY)
      await send(page).click()
      await page.getByText('waits for an answer; no answer is a no').waitFor()
      await picture(page, `consent-asked-${name}`)
      expect(await axe(page)).toEqual([])
    },
  )

  test('it can be asked with the keyboard alone', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 9)
    await desk.openCase(page, deskCase)
    await page.getByRole('radio', { name: 'Answer', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type(WHY)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('waits for an answer; no answer is a no').waitFor()
    expect(deskCase.letters.at(-1)?.kind).toBe('consent')
  })
})
