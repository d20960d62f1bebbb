import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { needing } from '../fixtures/tools.ts'
import { JPEG } from '../metadata/pictures.ts'
import { withPosition } from '../metadata/with-position.ts'
import { faults } from './page-look.ts'
import { giveBack, written } from './receipt.ts'
import { press, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')

/** Words about herself that the page notices, so that what it says of them is looked at too. */
const ACCOUNT = 'my supervisor in Amman, write to heron@example.invalid '

/** The relations of the colours are the same in every language: half of them are looked at by night. */
const ALL = LANGUAGES.map(({ id }, at) => ({ id, dark: at % 2 === 1 }))

describe('every screen on the way to the receipt', { timeout: 180_000 }, () => {
  const at = withWholePage()

  /** Somebody who presses by what a button says in her language, and looks at what comes. */
  function looker(page: Page, lang: string) {
    const { say } = wordsFor(lang)
    page.setDefaultTimeout(60_000)
    const problems: Record<string, string[]> = {}
    const seen = new Set<string>()
    const look = async (name: string) => {
      problems[`${name}: ${await titleOf(page)}`] = await faults(page)
      seen.add(name)
    }
    const on = (key: string) =>
      press(
        page,
        new RegExp(
          `^${say(key)
            .replaceAll(/[()?.]/g, '\\$&')
            .replaceAll(/\s/g, '\\s')}`,
        ),
      )
    const go = async (key: string, name = key) => {
      await on(key)
      await look(name)
    }
    const without = () => Object.entries(problems).filter(([, wrong]) => wrong.length > 0)
    return { say, look, on, go, without, seen }
  }

  test.each(ALL)(
    'in $id passes axe, is never wider than a phone, and can be pressed with a finger (dark: $dark)',
    async ({ id, dark }) => {
      const { page, console: consoleLines } = await at.come({ lang: id, dark })
      const { say, look, on, go, without, seen } = looker(page, id)
      for (const aside of ['button.who_does_what', 'button.privacy', 'first.take_link_page']) {
        await on(aside)
        for (const folded of await page.locator('main summary').all()) await folded.click()
        await look(aside)
        await on('button.back')
      }
      await go('tree.root.danger')
      await go('tree.danger.self')
      await on('button.restart')
      await go('tree.root.happened')
      await go('tree.happened.money')
      await go('tree.happened.money.fraud', 'keep_out')
      for (const office of await page.locator('fieldset').first().locator('input').all()) {
        await office.check()
      }
      await go('button.continue', 'nobody_left')
      await on('button.back')
      for (const office of await page.locator('fieldset').first().locator('input').all()) {
        await office.uncheck()
      }
      await go('button.continue', 'door')
      await go('button.protects_me')
      await go('button.keys')
      await on('button.back')
      await on('button.back')
      await go('button.continue', 'identity')
      await go('button.continue', 'consent')
      await go('button.continue', 'account')
      await page.locator('#ask-account').fill(ACCOUNT)
      await page.locator('input[type=file]').setInputFiles([
        { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(withPosition(JPEG, 'A')) },
        { name: 'clip.mp4', mimeType: 'video/mp4', buffer: Buffer.from('00000018ftypmp42') },
      ])
      await page.locator('.files-taken').waitFor()
      await look('account, written')
      await go('account.read_over_page', 'check')
      await go('account.send', 'receipt')
      await page.locator('.receipt .square summary').click()
      await look('receipt, as a picture')
      await go('web_words.written', 'asked back')
      // The way out of the page begins with the same word in some languages.
      await press(page, new RegExp(`^${say('receipt.leave')}$`))
      await look('leaving')
      await on('receipt.stay')
      const paper = await written(page)
      await on('web_words.written')
      await giveBack(page, paper)
      await on('receipt.check')
      expect(await titleOf(page)).toBe(say('done.title'))
      await page.locator('details summary').first().click()
      await look('done')
      await go('done.forget_page', 'closed')
      expect(without()).toEqual([])
      expect(consoleLines).toEqual([])
      expect(seen.size).toBe(23)
    },
  )

  test.each(ALL)(
    'in $id the same holds where a link of an office leads, and where it counts no more',
    async ({ id, dark }) => {
      const until = plusDays(dayIn('Europe/Zurich', at.whole.clock.now()), 7).replaceAll('-', '')
      const secret = randomBytes(32).toString('base64url')
      const { page, console: consoleLines } = await at.come({
        lang: id,
        dark,
        fragment: `#o.ethics.${until}.${secret}`,
      })
      const { say, look, on, go, without } = looker(page, id)
      await look('first, by a link')
      for (const key of ['tree.root.tell_only', ...Array(8).fill('button.continue')]) {
        if ((await page.locator('#ask-account').count()) > 0) break
        await on(key)
      }
      await page.locator('#ask-account').fill(ACCOUNT)
      await on('account.read_over_page')
      await go('account.send', 'link')
      expect(await titleOf(page)).toBe(say('used_link.over_title'))
      await go('used_link.go_on', 'promise, without it')
      expect(without()).toEqual([])
      // The browser's own line about an answer of ours that says No.
      expect(consoleLines.filter((line) => !line.includes('status of 410'))).toEqual([])
    },
  )
})
