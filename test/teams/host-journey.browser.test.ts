import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { launch } from '../fixtures/chromium.ts'
import { testServices } from '../fixtures/services.ts'
import { startCloud } from '../fixtures/teams-cloud.ts'
import { person } from '../fixtures/teams-person.ts'
import { needing } from '../fixtures/tools.ts'
import { toAccount } from '../journeys/filer.ts'
import { tooWide } from './host/look.ts'
import { DESKTOP, PHONE, play } from './host/play.ts'

const { describe, test } = needing('chromium')
const CANARY = 'heron-canary-78 رأيت ما حدث'
/** What clients make links, pictures, mentions, bold words or dates of. */
const HOSTILE = [
  '[press](https://evil.invalid)',
  '![see](https://evil.invalid/x.png) <img src=x onerror=alert(1)>',
  '<at>all</at> <a href="https://evil.invalid">x</a> **bold** _soft_ `code`',
  '{{DATE(2026-01-01T00:00:00Z, LONG)}} &lt;b&gt;',
]
/** What keeps the direction of a line, and parts braces. */
const INVISIBLE = /[\u2060\u2068\u2069]/g

describe('from the first card to Done in a client of Teams', { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  async function meet(lang: string, size: typeof PHONE, inline: boolean) {
    const made = await testServices({ accountInline: inline })
    const cloud = await startCloud(made)
    const amal = person(cloud, { locale: lang })
    const client = await play(browser, amal, size)
    await client.chat(await amal.install())
    const say = (key: string) => wordsFor(lang).say(key)
    return { made, cloud, client, page: client.page, say }
  }

  test('with the keyboard alone', async () => {
    const { made, cloud, client, page, say } = await meet('en', DESKTOP, false)
    const press = (key: string) => pressByKeyboard(page, say(key))
    await press('tree.root.happened')
    await press('tree.happened.money')
    await press('tree.happened.money.fraud')
    await tabTo(
      page,
      () => (document.activeElement as HTMLInputElement | null)?.type === 'checkbox',
    )
    await page.keyboard.press('Space')
    await press('button.continue')
    await heading(page, say('before.title'))
    await press('button.protects_me')
    await press('button.back')
    await press('button.continue')
    await tabTo(page, () => (document.activeElement as HTMLInputElement | null)?.type === 'radio')
    await page.keyboard.press('ArrowDown')
    await press('button.continue')
    await press('button.continue')
    await press('check.continue')
    await heading(page, say('account.title'))

    // The client itself refuses an empty field, and draws nothing anew.
    await pressByKeyboard(page, say('account.send'), false)
    await page.getByText(say('account.missing')).waitFor()
    expect(made.store.cases.size).toBe(0)
    await tabTo(page, () => document.activeElement?.tagName === 'TEXTAREA')
    await page.keyboard.type(CANARY)
    await press('account.send')
    await heading(page, say('done.title'))
    expect([...made.store.cases.values()].map(({ filing }) => filing.leaf)).toEqual([
      'misconduct.fraud_corruption',
    ])
    expect(await page.content()).not.toContain('canary')
    await press('button.close')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    expect([client.console, client.foreign]).toEqual([[], []])
    await client.close()
    await cloud.stop()
  })

  test('in Arabic on a phone, changing the language on the way', async () => {
    const { made, cloud, client, page, say } = await meet('en', PHONE, false)
    const arabic = wordsFor('ar')
    const tap = (label: string) => page.getByRole('button', { name: label, exact: true }).tap()
    await tap(say('tree.root.ask'))
    await tap(say('tree.ask.gift'))
    await heading(page, say('before.title'))
    await page.locator('#view').getByRole('button', { name: /语言/ }).tap()
    await tap('العربية')
    await heading(page, arabic.say('before.title'))
    expect(await page.locator('#view').getAttribute('dir')).toBe('rtl')
    for (const key of ['button.continue', 'button.continue', 'button.continue', 'check.continue']) {
      expect(await tooWide(page)).toEqual([])
      await onward(page, '#view', arabic.say(key))
    }
    await heading(page, arabic.say('account.title'))
    await page.locator('textarea').fill(CANARY)
    await tap(arabic.say('account.send'))
    await heading(page, arabic.say('done.title'))
    expect([...made.store.cases.values()].map(({ filing }) => filing.leaf)).toEqual([
      'advice.gifts_honours',
    ])
    expect([client.console, client.foreign]).toEqual([[], []])
    await client.close()
    await cloud.stop()
  })

  test('T-87 with an answer in which nothing works: it is drawn as it was written', async () => {
    const { made, cloud, client, page, say } = await meet('en', PHONE, false)
    const amal = person(cloud, { locale: 'en' })
    const form = await toAccount(amal, amal.lastCard(), 'dialog')
    await amal.submit(form, 'send', undefined, { account: 'x', name: 'A' })
    const [id] = [...made.store.cases.keys()]
    for (const line of HOSTILE) await made.write(id as CaseId, 'answer', line)
    await page.getByRole('button', { name: say('button.conversation') }).tap()
    await page
      .locator('#view')
      .getByRole('button', { name: /Investigations/ })
      .tap()
    await page.getByText(HOSTILE[0] ?? '').waitFor()
    const shown = (await page.locator('#view').innerText()).replaceAll(INVISIBLE, '')
    for (const line of HOSTILE) expect(shown).toContain(line)
    expect(await page.locator('#view :is(a, img, script, iframe, b, strong, em)').count()).toBe(0)
    expect([client.console, client.foreign]).toEqual([[], []])
    await client.close()
    await cloud.stop()
  })

  test('in the chat itself, where no window opens, it ends in the first card again', async () => {
    const { made, cloud, client, page, say } = await meet('en', PHONE, true)
    const tap = (label: string) => page.getByRole('button', { name: label, exact: true }).tap()
    const before = await page.locator('#message').textContent()
    const continued = ['button.continue', 'button.continue', 'button.continue', 'check.continue']
    for (const key of ['button.here', 'tree.root.ask', 'tree.ask.gift', ...continued]) {
      await onward(page, '#message', say(key))
    }
    await heading(page, say('account.title'))
    await page.locator('textarea').fill(CANARY)
    await tap(say('account.send'))
    await heading(page, say('done.title'))
    await tap(say('button.close'))
    await heading(page, say('tree.root.question'))
    expect(await page.locator('#message').textContent()).toBe(before)
    expect(made.store.cases.size).toBe(1)
    expect([client.console, client.foreign]).toEqual([[], []])
    await client.close()
    await cloud.stop()
  })
})

/** Taps, and waits until another card stands there: on the next one the button may have the same name. */
async function onward(page: Page, where: '#view' | '#message', label: string): Promise<void> {
  const before = await page.locator(`${where} [role=heading]`).first().elementHandle()
  await page.locator(where).getByRole('button', { name: label, exact: true }).tap()
  await page.waitForFunction((card) => card?.isConnected !== true, before)
}

function heading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { name, exact: true, level: 2 }).waitFor()
}

/** As far as Tab leads: what cannot be reached so is not there for somebody without a mouse. */
async function tabTo(page: Page, there: (name: string) => boolean, name = ''): Promise<void> {
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(there, name)) return
  }
  throw new Error(`Tab never comes to ${name}`)
}

async function pressByKeyboard(page: Page, name: string, leadsOn = true): Promise<void> {
  await page.getByRole('button', { name, exact: true }).waitFor()
  await tabTo(
    page,
    (wanted) => {
      const at = document.activeElement
      return (at?.getAttribute('aria-label') ?? at?.textContent) === wanted
    },
    name,
  )
  const pressed = await page.evaluateHandle(() => ({
    button: document.activeElement,
    windows: document.querySelectorAll('dialog[open]').length,
  }))
  await page.keyboard.press('Enter')
  if (!leadsOn) return
  // On the next card the button may have the same name.
  await page.waitForFunction(
    ({ button, windows }) =>
      button?.isConnected !== true || document.querySelectorAll('dialog[open]').length !== windows,
    pressed,
  )
}
