import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { axe, bytesOf } from '../fixtures/chromium.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { pageReporter } from '../fixtures/page-reporter.ts'
import { needing } from '../fixtures/tools.ts'
import { press, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')

const COMING = ['en', 'fr', 'es', 'ar', 'zh', 'ru'].map((lang, at) => ({
  lang,
  dark: at % 2 === 1,
}))

describe('coming back can be done by everybody', { timeout: 240_000 }, () => {
  const at = withWholePage()

  async function newCase() {
    const reporter = await pageReporter(at.whole)
    expect((await reporter.file()).status).toBe(200)
    const today = dayIn('Europe/Zurich', at.whole.clock.now())
    await at.whole.composed.store.releases.release('investigations', plusDays(today, 1))
    const officer = await officerAtDesk(at.whole, 'investigations-1')
    const { id } = await reporter.conversation()
    return { officer, id, code: recoveryPhrase.write(reporter.secret, 'en').code.join(' ') }
  }

  test.each(COMING)('axe finds nothing on any screen of it ($lang)', async ({ lang, dark }) => {
    const { officer, id, code } = await newCase()
    await officer.askConsent(await officer.open(id), 'They decide on it.', {
      office: 'hr',
      content: 'sanitised',
      sanitised: 'A recruitment is looked at.',
    } as never)
    at.nextMorning()
    const { page, console: consoleLines } = await at.come({ lang, dark })
    const { say } = wordsFor(lang)
    const problems: Record<string, string[]> = {}
    const go = async (key: string) => {
      await press(page, new RegExp(`^${asNamed(say(key))}`))
      problems[key] = await axe(page)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      if (wide) problems[key]?.push('scrolls sideways')
    }
    await go('first.come_back_page')
    await page.locator('#ask-receipt').fill('nothing')
    await go('come_back.open')
    await page.locator('#ask-receipt').fill(code)
    await go('come_back.open')
    await go('request.answer')
    await go('request.no')
    await go('added.read')
    await go('conversation.add')
    await page.locator('#ask-text').fill('One thing more.')
    await go('account.send')
    await go('added.read')
    await go('conversation.more')
    await page.locator('summary').click()
    problems['proof'] = await axe(page)
    await go('more.say_who')
    await go('button.back')
    await go('keep_out.later_offer')
    await go('take_back.no')
    await go('conversation.more')
    await go('settle.offer')
    await go('button.back')
    await go('conversation.more')
    await go('take_back.offer')
    await go('take_back.yes')
    await go('button.close')
    expect(Object.entries(problems).filter(([, findings]) => findings.length > 0)).toEqual([])
    expect(consoleLines).toEqual([])
  })

  test('with the keyboard alone she comes back, and hears which screen it is', async () => {
    const { code } = await newCase()
    const { page } = await at.come()
    await tabTo(page, /I was here before/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Come back to your conversation' }).waitFor()
    expect(await focused(page)).toBe('Come back to your conversation')
    await page.keyboard.press('Tab')
    await page.keyboard.type(code)
    await tabTo(page, /Open the conversation/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Your conversation with/ }).waitFor()
    expect(await focused(page)).toMatch(/^Your conversation with/)
  })

  test('T-131 what she saves names nothing, and a proof is checked by the page', async () => {
    const { code } = await newCase()
    const { page, sent } = await at.come()
    await press(page, 'I was here before')
    await page.locator('#ask-receipt').fill(code)
    await press(page, 'Open the conversation')
    const calendar = await saved(page, 'Save this day for a calendar')
    expect(calendar.name).toBe('reminder.ics')
    expect(calendar.text).toMatch(/SUMMARY:Reminder/)
    expect(calendar.text).not.toMatch(/aside|http|investigations/i)
    const before = sent.length
    await press(page, 'What else I can do')
    expect(sent.slice(before).filter(({ url }) => url.includes('acknowledgement'))).toEqual([])
    await page.locator('summary').click()
    expect(await page.locator('details').innerText()).toMatch(/Whoever finds this file has proof/)
    const proof = await saved(page, 'I understand: save the file')
    expect(proof.name).toBe('note.json')
    expect(proof.text).not.toMatch(/aside|http|investigations/i)

    const visitor = await at.come({ path: 'verify' })
    const judged = async (text: string) => {
      const file = { name: 'any.json', mimeType: 'application/json', buffer: Buffer.from(text) }
      await visitor.page.locator('input[type=file]').setInputFiles(file)
      return visitor.page.locator('.beside [role=status] p').innerText()
    }
    expect(await judged(proof.text)).toMatch(/^This is genuine/)
    const { received } = JSON.parse(proof.text)
    expect(await visitor.page.locator('dd').allInnerTexts()).toEqual([received[0].sha256])
    expect(await axe(visitor.page)).toEqual([])
    expect(await judged(proof.text.replace(/"on": "\d{4}/, '"on": "2020'))).toMatch(
      /signature does not fit/,
    )
    expect(await judged(proof.text.replace(/"key": "./, '"key": "_'))).toMatch(/never published/)
    expect(await judged('{}')).toMatch(/not such a proof/)
    expect(visitor.sent.filter(({ method }) => method === 'POST')).toEqual([])
  })
})

async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), text: (await bytesOf(download)).toString() }
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by keyboard to ${name}`)
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: at, body } = document
    return at === null || at === body ? '' : (at.textContent ?? '')
  })
}

/** As a button is called: for whoever hears it a space that does not break is a space. */
function asNamed(label: string): string {
  return label.replaceAll(/[()?.]/g, '\\$&').replaceAll('\u00a0', ' ')
}
