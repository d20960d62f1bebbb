import { expect } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { SLOWEST } from '../desk/with-desk.ts'
import { axe, composingKey } from '../fixtures/chromium.ts'
import { helpersInvited } from '../fixtures/helpers-invited.ts'
import { needing } from '../fixtures/tools.ts'
import { withPage } from './with-page.ts'

const { describe, test } = needing('chromium')

const SECRET_WORDS = 'the foreman asked for a signature'
/** Everything a browser keeps of a page beside its address. */
const KEPT = `(async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  state: history.state,
  address: location.href,
}))()`

describe('the page for people who may not be seen', { timeout: SLOWEST }, () => {
  const at = withPage()

  test('where her device and the server are days apart both days are said, with numbers to call, and nothing is asked before she chose', async () => {
    const { state } = at.desk
    const now = state.now
    state.now = new Date(now.getTime() + 3 * 24 * 60 * 60 * 1_000)
    try {
      for (const { id } of LANGUAGES) {
        const { page, console: consoleLines } = await at.come({ lang: id, dark: id === 'ar' })
        const words = wordsFor(id)
        expect(await page.locator('h1').innerText()).toBe(words.say('which_day.title'))
        expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
        expect(await axe(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
        await page.getByRole('button', { name: words.say('which_day.no'), exact: true }).click()
        await page.getByText(words.say('which_day.stop')).first().waitFor()
        await page.getByRole('button', { name: words.say('which_day.yes'), exact: true }).click()
        await page.getByText(words.say('tree.root.question')).first().waitFor()
        expect(consoleLines).toEqual([])
      }
    } finally {
      state.now = now
    }
  })

  test('enlarged four times the way out stays in sight, and what is read is not covered', async () => {
    for (const lang of ['fr', 'ar']) {
      const { page } = await at.come({ lang, width: 320, height: 256 })
      await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)')
      const covered = await page.evaluate(() => {
        const rows = Array.from({ length: innerHeight }, (_, y) => y)
        const over = rows.filter((y) =>
          document.elementFromPoint(innerWidth / 2, y)?.closest('.bar'),
        )
        return over.length / innerHeight
      })
      expect(covered).toBeLessThan(0.25)
      const exit = await page.locator('.exit').boundingBox()
      expect(exit?.y).toBeGreaterThanOrEqual(0)
      expect(exit?.y).toBeLessThan(100)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }
  })

  test.each(
    LANGUAGES.flatMap(({ id }) => [
      { id, dark: false },
      { id, dark: true },
    ]),
  )(
    'in $id (dark: $dark) axe finds nothing, nothing is cut off and every target is large',
    async ({ id, dark }) => {
      const { page, console: consoleLines } = await at.come({ lang: id, dark })
      expect(await page.locator('html').getAttribute('lang')).toBe(id)
      expect(await page.locator('html').getAttribute('dir')).toBe(id === 'ar' ? 'rtl' : 'ltr')
      expect(await page.locator('h1').innerText()).toBe(wordsFor(id).say('tree.root.question'))
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      const low = await page.evaluate(
        `[...document.querySelectorAll('button, select, a')].filter((one) => one.getBoundingClientRect().height < 44).length`,
      )
      expect(low).toBe(0)
      expect(consoleLines).toEqual([])
    },
  )

  test('T-68 T-69 T-70 its answer cannot be framed, sent from, kept or traced', async () => {
    const { headers, cookies } = await at.desk.ask('/')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(cookies).toEqual([])
  })

  test('T-131 its title and its printed sheet name no product, host or matter', async () => {
    const { page } = await at.come()
    const title = () => page.title()
    expect(await title()).toBe('( )')
    await page.getByRole('button', { name: 'Something wrong happened' }).click()
    await page.getByRole('button', { name: 'Change' }).waitFor()
    expect(await title()).toBe('( )')
    await page.emulateMedia({ media: 'print' })
    expect((await page.locator('body').innerText()).trim()).toBe('This page is not printed.')
  })

  test('every byte is ours, and nothing stays in any of the browser’s stores', async () => {
    const { page, context, asked } = await at.come()
    await page.getByRole('button', { name: 'Something wrong happened' }).click()
    await page.getByRole('button', { name: 'Change' }).waitFor()
    expect(asked.filter((url) => !url.startsWith(at.address))).toEqual([])
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(KEPT)).toEqual({
      cookies: '',
      local: 0,
      session: 0,
      databases: 0,
      caches: 0,
      workers: 0,
      state: null,
      address: `${at.address}/`,
    })
  })

  test('T-53 Back leaves the page, and coming again begins anew', async () => {
    const { page } = await at.come()
    await page.goto('about:blank')
    await page.goto(`${at.address}/`)
    await page.getByRole('button', { name: 'Something wrong happened' }).click()
    await page.getByRole('button', { name: 'Change' }).waitFor()
    await page.goBack()
    expect(page.url()).toBe('about:blank')
    await page.goForward()
    await page.getByRole('heading', { name: 'What brings you here today?' }).waitFor()
    expect(await page.locator('.crumbs').count()).toBe(0)
  })

  test('T-53 the way out empties the page and takes its place in the history', async () => {
    const { page } = await at.come()
    const before = await page.evaluate('history.length')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('Leave quickly')
    await page.keyboard.press('Enter')
    await page.waitForURL('about:blank')
    expect(await page.evaluate('history.length')).toBe(before)

    const other = await at.come()
    await other.page.keyboard.press('Escape')
    await other.page.keyboard.press('Escape')
    await other.page.waitForURL('about:blank')
  })

  test('T-53 keys that an input method takes neither leave the page nor press on', async () => {
    const { page } = await at.come()
    const title = await page.locator('form.column h1').innerText()
    await page.getByRole('button', { name: 'I was here before' }).click()
    await page.getByRole('textbox').first().fill('西')
    for (const key of ['Escape', 'Escape', 'Enter']) await composingKey(page, key)
    expect(page.url()).toBe(`${at.address}/`)
    expect(await page.getByRole('textbox').first().inputValue()).toBe('西')
    expect(await page.locator('.wrong, .said:not(:empty)').count()).toBe(0)
    expect(await page.locator('form.column h1').innerText()).not.toBe(title)
  })

  test('the second click of a double click presses nothing on the screen that the first one led to', async () => {
    const { page } = await at.come()
    const title = page.locator('form.column h1')
    const asked = await title.innerText()
    const { mouse } = page
    const center = async () => {
      const box = await page.locator('.choices button').first().boundingBox()
      if (box === null) throw new Error('no choice is seen')
      return [box.x + box.width / 2, box.y + box.height / 2] as const
    }
    const click = async (clickCount: number) => {
      await mouse.down({ clickCount })
      await mouse.up({ clickCount })
    }
    await mouse.move(...(await center()))
    await click(1)
    await expect.poll(() => title.innerText()).not.toBe(asked)
    const next = await title.innerText()
    await mouse.move(...(await center()))
    await click(2)
    expect(await title.innerText()).toBe(next)
    await click(1)
    await expect.poll(() => title.innerText()).not.toBe(next)
  })

  test('the first question is answered by keyboard alone, and each new one is named', async () => {
    const { page } = await at.come()
    for (let turn = 0; turn < 40; turn += 1) {
      await page.keyboard.press('Tab')
      if ((await page.locator(':focus').innerText()).startsWith('Something wrong')) break
    }
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change' }).waitFor()
    expect(await page.locator(':focus').evaluate((one) => one.tagName)).toBe('H1')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').count()).toBe(1)
  })

  test('another language is one choice away and loses no place', async () => {
    const { page } = await at.come()
    await page.getByRole('button', { name: 'Something wrong happened' }).click()
    await page.getByRole('button', { name: 'Change' }).waitFor()
    await page.getByRole('combobox').selectOption('ar')
    await page.getByRole('button', { name: 'تغيير' }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await axe(page)).toEqual([])
  })

  test('case 100 without JavaScript it says that nothing can be sent, and whom to call', async () => {
    const { page } = await at.come({ script: false })
    for (const { id } of LANGUAGES) {
      await page.goto(`${at.address}/?lang=${id}`)
      const words = wordsFor(id)
      const text = await page.locator('body').innerText()
      expect(text).toContain(words.say('page.no_script_title'))
      expect(text).toContain(words.say('page.other_ways'))
      expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(4)
    }
    expect(await page.locator('form, input, textarea, select').count()).toBe(0)
  })

  test.each([
    ['cannot seal', `Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })`],
    ['is older than the page', 'delete Array.prototype.toSpliced'],
  ])(
    'T-154 case 100 a browser that %s is asked nothing: it says so, and whom to call',
    async (_, before) => {
      const { page, asked } = await at.come({ before, asks: false })
      for (const { id } of LANGUAGES) {
        await page.goto(`${at.address}/?lang=${id}`)
        const words = wordsFor(id)
        await page.getByText(words.say('page.cannot_lock')).waitFor()
        const text = await page.locator('main').innerText()
        expect(text).toContain(words.say('page.other_ways'))
        expect(text).not.toContain(words.say('page.loading'))
        expect(text).not.toContain(words.say('page.old'))
        expect(await page.locator('a[href^="tel:"]:visible').count()).toBeGreaterThan(4)
        expect(await axe(page)).toEqual([])
      }
      expect(await page.locator('form, input, textarea, select').count()).toBe(0)
      expect(asked.filter((url) => url.includes('/api/'))).toEqual([])
    },
  )

  test('T-117 no field of hers invites a helper to read it', async () => {
    const { page } = await at.come()
    await page.getByRole('button', { name: 'I was here before' }).click()
    await page.locator('.field').first().waitFor()
    expect(await helpersInvited(page)).toEqual([])
    expect(await page.locator('.field').first().getAttribute('writingsuggestions')).toBe('false')
    expect(await page.locator('form').getAttribute('autocomplete')).toBe('off')
    expect(await page.locator('form').getAttribute('action')).toBeNull()
    expect(await page.locator('button[type=submit], input[type=submit]').count()).toBe(0)
  })

  test('a line that breaks before sealing has come loses nothing and can be tried again', async () => {
    const { page, context, console: consoleLines } = await at.come()
    await page.getByRole('button', { name: 'I was here before' }).click()
    await page.locator('.field').first().fill(SECRET_WORDS)
    await context.setOffline(true)
    await page.getByText('There is no connection now.').waitFor()
    await page.locator('button.primary').first().click()
    expect(await page.locator('.field').first().inputValue()).toBe(SECRET_WORDS)
    await context.setOffline(false)
    expect(consoleLines.filter((line) => line.includes(SECRET_WORDS))).toEqual([])
  })
})
