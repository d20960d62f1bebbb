import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { languageOf } from '#dialogs/supported-languages.ts'
import { isolate, LANGUAGES } from '#dialogs/words.ts'
import { Gnupg } from '../crypto/gpg.ts'
import { launch } from '../fixtures/chromium.ts'
import { type DemoProcess, startDemo } from '../fixtures/demo-process.ts'
import { DeskPerson } from '../fixtures/desk-person.ts'
import { PlaygroundPerson } from '../fixtures/playground.ts'
import { needing } from '../fixtures/tools.ts'
import { anonymousJourney } from './anonymous.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ar = JSON.parse(readFileSync(join(ROOT, 'dialogs', 'locales', 'ar.json'), 'utf8')) as Record<
  string,
  string
>
const say = (key: string) => ar[key] ?? key

const ACCOUNT = 'وُظّف ابن أخ المدير من دون مقابلة، ولم تُنشر الوظيفة.'
const QUESTION = 'متى لاحظتم ذلك، من دون أسماء؟'
const REPLY = 'في شهر أيلول، بعد الاجتماع العام.'
const ANSWER = 'شكراً. سنراجع سجل التوظيف ونكتب إليكم قبل نهاية الشهر.'

const { test, describe } = needing('chromium')
const { test: withGpg } = needing('gpg')

describe('a stranger with the first command', () => {
  let demo: DemoProcess
  let browser: Browser
  let reference = ''

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launch()
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.end()
    demo?.remove()
  }, 60_000)

  test.concurrent('tells a concern in Arabic, is asked, answers, is answered, and sees it closed', {
    timeout: 300_000,
  }, async () => {
    const phone = await browser.newPage({ viewport: { width: 900, height: 1400 } })
    const amina = new PlaygroundPerson(phone)
    const language = LANGUAGES.map(({ id }) => isolate(languageOf(id).word, false)).join(' · ')
    await amina.arrive(demo.playground, language)
    await picture(phone, 'first-card-en')
    await amina.press(language)
    await picture(phone, 'languages')
    await amina.press('العربية')
    await picture(phone, 'first-card-ar')
    await amina.press(say('button.here'))
    for (const tap of ['happened', 'happened.rules', 'happened.rules.favour']) {
      await amina.press(say(tap === 'happened' ? 'tree.root.happened' : `tree.${tap}`))
    }
    await picture(phone, 'keep-out')
    await amina.press(say('button.continue'))
    await picture(phone, 'door')
    await amina.press(say('button.continue'))
    await amina.choose(say('identity.not_told_choice'))
    await amina.press(say('button.continue'))
    await picture(phone, 'consent')
    await amina.choose(say('consent.no'))
    await amina.press(say('button.continue'))
    await picture(phone, 'check')
    await amina.press(say('check.continue'))
    await amina.write(ACCOUNT)
    await picture(phone, 'account')
    await amina.press(say('account.send'))
    expect(await amina.card()).toContain(say('done.title'))
    expect(await phone.content()).not.toContain(ACCOUNT)
    await picture(phone, 'done')

    const officer = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await officer.newPage()
    const output: string[] = []
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type()) && !line.text().includes('401'))
        output.push(line.text())
    })
    const desk = new DeskPerson(page)
    await desk.signIn(demo.desk, /Officer 2, investigations/)
    await desk.takeDemoKey(demo.passphrase)
    await desk.go('Queue')
    reference = await desk.look(ACCOUNT)
    await opened(desk, ACCOUNT)
    await picture(page, 'desk-case')
    await desk.write(
      'Ask, and pause the clock',
      'Your question',
      QUESTION,
      'Send question and pause',
      'Facts are missing',
    )
    await picture(page, 'desk-asked')

    await backToConversation(amina)
    expect(await amina.card()).toContain(QUESTION)
    await picture(phone, 'question')
    await amina.press(say('conversation.answer'))
    await amina.write(REPLY)
    await amina.press(say('account.send'))

    await desk.go('Your key')
    await desk.go('Queue')
    await page.reload()
    await unlocked(desk, demo.passphrase)
    await desk.openCase(reference)
    await desk.reads(REPLY)
    await desk.write('Answer', 'Your answer', ANSWER, 'Send answer')
    await picture(page, 'desk-answered')
    await desk.button('Close').first().click()
    await closeBecause(desk)
    await picture(page, 'desk-closed')
    await anotherIn(page, demo)

    await backToConversation(amina)
    expect(await amina.card()).toContain(ANSWER)
    await picture(phone, 'answered')
    expect(output).toEqual([])
  })

  // Beside the one above, because most of it is waiting for the minute of the release.
  test.concurrent(
    'on the anonymous page with a phone, files in Arabic with a photo, closes everything, comes back elsewhere with a code typed badly, reads the answer, agrees, and settles',
    {
      timeout: 400_000,
    },
    () => anonymousJourney(demo, browser),
  )

  withGpg(
    'finds what is stored as OpenPGP that gpg opens with the key of an officer, and with no other',
    {
      timeout: 60_000,
    },
    () => {
      const reader = 'investigations-2'
      const exported = aside('export', reference, '--for', reader)
      expect(opens(reader, exported)).toMatchObject({ status: 0, text: ACCOUNT })
      expect(opens('ethics-1', exported)).toMatchObject({ text: null })
      expect(aside('ledger', 'verify')).toContain('follow from each other')
    },
  )

  function aside(...args: readonly string[]): string {
    return execFileSync(process.execPath, [join(ROOT, 'src', 'cli', 'cli.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ASIDE_DATA: demo.data },
    })
  }

  function opens(
    officer: string,
    exported: string,
  ): { status: number | null; text: string | null } {
    using gpg = new Gnupg()
    const key = readFileSync(join(demo.data, 'demo-keys', `${officer}.asc`), 'utf8')
    gpg.import(key, demo.passphrase)
    const { status, out } = gpg.run(['--passphrase', demo.passphrase, '-d'], exported)
    const text = out.length === 0 ? null : String(JSON.parse(out.toString('utf8')).text)
    return { status, text }
  }
})

/** In one browser somebody else signs in: the key that is there is not hers, and hers is one press away. */
async function anotherIn(page: Page, demo: DemoProcess): Promise<void> {
  await page.getByRole('button', { name: /Officer 2, investigations/ }).click()
  await page.getByText('Sign out').click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  const keeper = new DeskPerson(page)
  await keeper.signIn(demo.desk, /legal affairs/)
  await keeper.reads('The key on this machine is not the one that the roster has for you.')
  await keeper.takeDemoKey(demo.passphrase)
  await keeper.button('Names to release').click()
  expect(await keeper.button('Release the name').first().isEnabled()).toBe(true)
}

async function backToConversation(amina: PlaygroundPerson): Promise<void> {
  for (const way of ['button.home', 'button.leave', 'button.close']) {
    if ((await amina.page.getByText(say(way), { exact: true }).count()) > 0) {
      await amina.press(say(way))
      break
    }
  }
  if ((await amina.page.getByText(say('button.here'), { exact: true }).count()) > 0) {
    await amina.press(say('button.here'))
  }
  await amina.press(say('button.conversation'))
  await amina.pressFirst(/⁩ · /)
}

async function opened(desk: DeskPerson, words: string): Promise<void> {
  await desk.reads(words)
  const shown = desk.page.getByText(words).first()
  expect(await shown.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
}

async function unlocked(desk: DeskPerson, passphrase: string): Promise<void> {
  const field = desk.page.getByLabel('Passphrase').first()
  await field.waitFor({ timeout: 60_000 })
  await field.fill(passphrase)
  await desk.button('Open').click()
}

async function closeBecause(desk: DeskPerson): Promise<void> {
  const dialog = desk.page.getByRole('dialog')
  await dialog.waitFor()
  await dialog.getByRole('radio').first().check()
  await dialog.getByRole('button', { name: /Close/ }).last().click()
  await desk.reads('The case is closed.')
}

/** Looked at by a person after a change: ASIDE_PICTURES names the folder. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['ASIDE_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
