import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { bytesOf } from '../fixtures/chromium.ts'
import type { DemoProcess } from '../fixtures/demo-process.ts'
import { DeskPerson } from '../fixtures/desk-person.ts'
import { PagePerson } from '../fixtures/page-person.ts'
import { JPEG } from '../metadata/pictures.ts'
import { withPosition } from '../metadata/with-position.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ar = JSON.parse(readFileSync(join(ROOT, 'dialogs', 'locales', 'ar.json'), 'utf8')) as Record<
  string,
  string
>

const ACCOUNT = 'يُدفع للمقاول ثمن مواد لم تصل قط إلى الموقع.'
const WHY = 'يستطيع مكتب الأخلاقيات أن يحميكم إن عُرف الأمر.'
const PASSED = 'دُفع لمقاول ثمن مواد لم تصل.'
const ANSWER = 'راجعنا سجلات المخزن وسنكتب إليكم قبل نهاية الشهر.'
const PHONE_OWNER = 'Nadia Heron'
const MINUTE = 90_000

/**
 * Somebody with a phone, on the anonymous page: from the first screen to the answer that is read. What waits for the
 * demo's release waits for its minute.
 */
export async function anonymousJourney(demo: DemoProcess, browser: Browser): Promise<void> {
  const { reporter, said: consoleLines, leave } = await comes(true)
  await picture(reporter.page, 'page-first')
  for (const tap of ['root.happened', 'happened.money', 'happened.money.fraud']) {
    await reporter.press(`tree.${tap}`)
  }
  await reporter.press('button.continue')
  await picture(reporter.page, 'page-door')
  await reporter.press('button.continue')
  await reporter.press('button.continue')
  await reporter.choose('consent.no')
  await reporter.press('button.continue')
  await reporter.write('account', ACCOUNT)
  const listed = await reporter.attach({
    name: 'صورة.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(withPosition(JPEG, PHONE_OWNER)),
  })
  expect(listed).toContain(reporter.say('files.trace.position'))
  await picture(reporter.page, 'page-account')
  await reporter.press('account.read_over_page')
  await reporter.reads(ACCOUNT)
  await picture(reporter.page, 'page-check')
  await reporter.page
    .getByRole('button', { name: reporter.say('account.send'), exact: true })
    .click()
  await reporter.page.locator('.receipt-code').waitFor({ timeout: 60_000 })
  await picture(reporter.page, 'page-receipt')
  const code = await reporter.writeDown()
  await picture(reporter.page, 'page-done')
  expect(consoleLines).toEqual([])
  await leave()

  const { desk, wrong } = await officer()
  const reference = await appears(desk)
  await desk.reads('Anonymous page')
  await desk.page.getByRole('button', { name: 'Save صورة.jpg' }).waitFor()
  const [saved] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: 'Save صورة.jpg' }).click(),
  ])
  const photo = await bytesOf(saved)
  expect(photo.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  expect(photo.includes('GPS') || photo.includes(PHONE_OWNER)).toBe(false)
  expect(photo.includes('Exif')).toBe(false)
  await picture(desk.page, 'desk-anonymous')
  await asksToPassOn(desk)
  await picture(desk.page, 'desk-anonymous-asked')

  const later = await comes(false)
  const back = later.reporter
  await back.press('first.come_back_page')
  await back.write('receipt', badly(code))
  await back.press('come_back.open')
  await back.reads(WHY)
  await picture(back.page, 'page-conversation')
  await back.press('request.answer')
  await back.reads(PASSED)
  await picture(back.page, 'page-request')
  await back.press('request.yes')
  expect(await back.title()).toBe(back.say('request.said_yes'))
  await later.leave()

  await agreed(desk, reference)
  await desk.write('Answer', 'Your answer', ANSWER, 'Send answer')
  expect(wrong).toEqual([])

  const last = await comes(false)
  await last.reporter.press('first.come_back_page')
  await last.reporter.write('receipt', badly(code))
  await last.reporter.press('come_back.open')
  await last.reporter.reads(ANSWER)
  await picture(last.reporter.page, 'page-answered')
  await last.reporter.press('settle.yes')
  expect(await last.reporter.title()).toBe(last.reporter.say('settle.done_title'))
  expect(last.said).toEqual([])
  await last.leave()

  /** On a phone of her own each time: nothing is carried from one visit to the next. */
  async function comes(dark: boolean) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'ar',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const consoleLines = heard(page)
    await page.goto(new URL('/', demo.desk).href)
    await page.locator('form.column h1').waitFor()
    return {
      reporter: new PagePerson(page, ar),
      said: consoleLines,
      leave: () => emptyThenClose(context, page),
    }
  }

  async function officer() {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const wrong = heard(page).filter((line) => !line.includes('401'))
    const desk = new DeskPerson(page)
    await desk.signIn(demo.desk, /Officer 2, investigations/)
    await desk.takeDemoKey(demo.passphrase)
    return { desk, wrong }
  }

  /** In the demo the delayed inbox is emptied each minute. */
  async function appears(desk: DeskPerson): Promise<string> {
    const until = Date.now() + MINUTE
    await desk.go('Queue')
    for (let seen: readonly string[] = []; ; ) {
      const references = await desk.references()
      if (references.some((one) => !seen.includes(one))) {
        if (seen.length > 0) await unlocked(desk)
        const account = await desk.look(ACCOUNT, seen).catch(() => null)
        if (account !== null) return account
        seen = references
      }
      if (Date.now() > until) throw new Error('It did not come to the desk.')
      await desk.page.waitForTimeout(1_000)
      await desk.page.reload()
    }
  }

  async function agreed(desk: DeskPerson, reference: string): Promise<void> {
    const until = Date.now() + MINUTE
    for (;;) {
      await desk.page.reload()
      await unlocked(desk)
      await desk.openCase(reference)
      const here = desk.page.locator('main').getByText('Yes, it may be passed on.').first()
      const seen = await here.waitFor({ timeout: 8_000 }).then(
        () => true,
        () => false,
      )
      if (seen) return
      if (Date.now() > until) throw new Error('Her Yes did not come to the desk.')
      await desk.page.waitForTimeout(5_000)
    }
  }

  async function unlocked(desk: DeskPerson): Promise<void> {
    const field = desk.page.getByLabel('Passphrase').first()
    await field.waitFor({ timeout: 60_000 })
    await field.fill(demo.passphrase)
    await desk.button('Open').click()
    await desk.page.locator('button.row').first().waitFor({ timeout: 60_000 })
  }
}

async function asksToPassOn(desk: DeskPerson): Promise<void> {
  const { page } = desk
  await page.getByRole('radio', { name: 'Ask to pass it on' }).check()
  await page.getByRole('radio', { name: /ethics/i }).check()
  await page.getByRole('radio', { name: /^A version without/ }).check()
  await page.getByRole('textbox', { name: 'The version that would be passed on' }).fill(PASSED)
  await page.getByRole('textbox', { name: 'Why you ask' }).fill(WHY)
  await desk.button('Send request and pause').click()
  await page.locator('main li').getByText(WHY).first().waitFor({ timeout: 60_000 })
}

/** As it is copied from paper on a bad day: small letters, other dashes, O for 0 and l for 1, and a full stop. */
function badly(code: string): string {
  const small = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
  return `  ${small.replaceAll('-', ' – ')}.`
}

function heard(page: Page): string[] {
  const consoleLines: string[] = []
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) consoleLines.push(line.text())
  })
  page.on('pageerror', (error) => consoleLines.push(error.message))
  return consoleLines
}

/** Nothing of the visit stays on the phone. */
async function emptyThenClose(context: BrowserContext, page: Page): Promise<void> {
  const left = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    history: history.length,
  }))
  expect(left).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0, history: 2 })
  expect(await context.cookies()).toEqual([])
  await context.close()
}

/** Where `ASIDE_PICTURES` names a folder, what was walked through can be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['ASIDE_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
