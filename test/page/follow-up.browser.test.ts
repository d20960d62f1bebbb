import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter } from '../fixtures/page-reporter.ts'
import { needing } from '../fixtures/tools.ts'
import { press, saidOn, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')

const ACCOUNT = 'The nephew was hired. heron-canary-31'

describe('coming back on the page', { timeout: 120_000 }, () => {
  const at = withWholePage()
  const today = () => dayIn('Europe/Zurich', at.whole.clock.now())

  async function newCase(change: Parameters<PageReporter['file']>[0] = {}) {
    const reporter = await pageReporter(at.whole)
    expect((await reporter.file(change)).status).toBe(200)
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    const officer = await officerAtDesk(at.whole, 'investigations-1')
    const { id } = await reporter.conversation()
    return { reporter, officer, id, ...recoveryPhrase.write(reporter.secret, 'en') }
  }

  async function enter(page: Page, written: string): Promise<void> {
    await press(page, 'I was here before')
    await page.locator('#ask-receipt').fill(written)
    await press(page, 'Open the conversation')
  }

  const letters = (page: Page) => page.locator('article.letter').allInnerTexts()
  const open = async (officer: OfficerAtDesk, id: string) => officer.open(id)

  test('a code typed badly leads to her words and to the answer; only what finds it goes over the line', async () => {
    const { officer, id, reporter, code } = await newCase()
    await officer.answer(await open(officer, id), 'We looked at it. heron-answer-7')
    at.nextMorning()
    const { page, sent, console: consoleLines } = await at.come()
    const badly = ` ${code.join('–').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')}. `
    await enter(page, badly)
    expect(await titleOf(page)).toMatch(/^Your conversation with/)
    const shown = await letters(page)
    expect(shown[0]).toContain(ACCOUNT)
    expect(shown.at(-1)).toContain('heron-answer-7')
    const secret = Buffer.from(reporter.secret)
    for (const { url, body } of sent) {
      for (const one of [code.join(''), badly.trim(), secret.toString('base64url')]) {
        expect(url).not.toContain(one)
        expect(body).not.toContain(one)
      }
      expect(body).not.toMatch(/heron/)
    }
    expect(page.url()).toMatch(/^https:\/\/aside\.invalid\/$/)
    expect(await page.title()).toBe('( )')
    await page.reload()
    await page.locator('form.column h1').waitFor()
    expect(await page.locator('article.letter').count()).toBe(0)
    expect(consoleLines).toEqual([])
  })

  test('T-96 a word of no list is known here, by its number, and nobody is asked', async () => {
    const { words } = await newCase()
    const { page, sent } = await at.come()
    await press(page, 'I was here before')
    const before = sent.filter(({ method }) => method === 'POST').length
    const wrong = [...(words ?? [])]
    wrong[3] = 'supervisor'
    for (const [written, sentence] of [
      [wrong.join(' '), /^Word 4 is in none of our lists/],
      [(words ?? []).slice(1).join(' '), /nor a whole code/],
      ['7ZZZ-ZZZZ', /nor a whole code/],
    ] as const) {
      await page.locator('#ask-receipt').fill(written)
      await press(page, 'Open the conversation')
      expect(await saidOn(page)).toMatch(sentence)
      expect(await page.locator('#ask-receipt').inputValue()).toBe(written)
    }
    expect(sent.filter(({ method }) => method === 'POST').length).toBe(before)
  })

  test('case 40 words that lead nowhere are answered as calmly as a case that is gone', async () => {
    const { reporter, words } = await newCase()
    const { page } = await at.come()
    await enter(page, recoveryPhrase.write(new Uint8Array(16).fill(9), 'en').code.join(' '))
    const nowhere = await saidOn(page)
    expect(nowhere).toMatch(/^Nothing is found/)
    await reporter.takeBack()
    const today = dayIn('Europe/Zurich', at.whole.clock.now())
    await eraseTakenBack(at.whole.composed.store.jobs, today)
    await page.locator('#ask-receipt').fill((words ?? []).join(' ').toUpperCase())
    await press(page, 'Open the conversation')
    expect(await saidOn(page)).toBe(nowhere)
  })

  test('she answers a question, sees that it waits for the morning, and says that it is settled', async () => {
    const { officer, id, code } = await newCase()
    await officer.ask(await open(officer, id), 'Which unit?', 'facts_missing')
    at.nextMorning()
    await officer.signIn()
    const { page } = await at.come()
    await enter(page, code.join(''))
    expect((await letters(page)).at(-1)).toMatch(/Which unit\?[\s\S]*Our clock waits/)
    await press(page, 'Answer the question')
    await page.locator('#ask-text').fill('The third. heron-unit-3')
    await press(page, 'Send')
    expect(await titleOf(page)).toBe('It has been added')
    await press(page, 'Read the conversation')
    expect((await letters(page)).at(-1)).toMatch(/heron-unit-3[\s\S]*in the morning/)
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    const read = await officer.read(await open(officer, id))
    expect(read.letters.map(({ words }) => words).join()).toContain('heron-unit-3')
    await officer.answer(await open(officer, id), 'Thank you.')
    await press(page, 'What else I can do')
    await press(page, 'Say that it is settled')
    await press(page, 'Yes, it is settled')
    expect(await titleOf(page)).toBe('It is settled')
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    expect((await open(officer, id)).state).toBe('closed')
  })

  test('a request is shown whole and answered; her Yes is signed, and can be taken back', async () => {
    const { officer, id, code } = await newCase()
    const text = 'A recruitment is looked at. heron-sanitised-2'
    await officer.askConsent(await open(officer, id), 'They decide on it. heron-why-4', {
      office: 'hr',
      content: 'sanitised',
      sanitised: text,
    } as never)
    at.nextMorning()
    await officer.signIn()
    const { page } = await at.come()
    await enter(page, code.join(' '))
    await press(page, 'Read the request and answer')
    const screen = await page.locator('main').innerText()
    expect(screen).toContain(text)
    expect(screen).toContain('heron-why-4')
    await press(page, 'Yes, pass it on')
    expect(await titleOf(page)).toBe('You said Yes')
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    const given = await open(officer, id)
    expect(given.consents.map(({ agreed }) => agreed)).toEqual([true])
    await press(page, 'Take the Yes back')
    expect(await titleOf(page)).toBe('Your Yes is taken back')
  })

  test('she says who she is, marked as typed, and keeps somebody out, who is out at once', async () => {
    const { officer, id, code } = await newCase()
    const { page } = await at.come()
    await enter(page, code.join(' '))
    await press(page, 'What else I can do')
    await press(page, /^Say who you are/)
    expect(await page.locator('main').innerText()).toMatch(/nobody has checked it/)
    await page.locator('#ask-name').fill('Heron Canary')
    await press(page, 'Send the name')
    expect(await titleOf(page)).toBe('Your name was sent')
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    const read = await officer.read(await open(officer, id))
    expect([read.name, read.nameTyped]).toEqual(['Heron Canary', true])
    await press(page, 'Read the conversation')
    await press(page, 'What else I can do')
    await press(page, /^Keep somebody out/)
    await page.getByLabel('Officer 1').check()
    await press(page, 'Keep out now')
    expect(await titleOf(page)).toBe('It is done')
    expect((await officer.get(`/api/cases/${id}`)).status).toBe(404)
  })

  test('T-27 a letter that no officer of the roster signed is shown with that, not as the office’s', async () => {
    const { officer, id, reporter, code } = await newCase()
    await officer.answer(await open(officer, id), 'A true answer.')
    at.nextMorning()
    const { page } = await at.come({
      between: async (sent, on, route) => {
        if (!sent.url.endsWith('/api/door/find')) return on()
        const heard = await at.whole.ask('/api/door/find', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body: sent.body,
        })
        const answer = JSON.parse(heard.text)
        await route.fulfill({ status: 200, json: await forged(answer) })
      },
    })
    await enter(page, code.join(' '))
    const shown = await letters(page)
    expect(shown.at(-1)).toMatch(
      /Stop writing here[\s\S]*We cannot prove that the office wrote this/,
    )

    async function forged(answer: { case: { letters: Record<string, unknown>[] } }) {
      const last = answer.case.letters.findIndex(({ dir }) => dir === 'o>r')
      const letter = answer.case.letters[last] ?? {}
      const { reportersCase } = await reporter.key()
      const envelope = await at.whole.composed.services.sealer.seal(
        {
          v: 1,
          typ: 'answer',
          case: reportersCase.id,
          msg: letter['id'],
          seq: letter['seq'],
          prev: null,
          dir: 'o>r',
          office: reportersCase.office,
          day: today(),
          lang: 'en',
          text: new Confidential('Stop writing here.'),
          form: {},
        } as never,
        [{ role: 'reporter', reader: 'reporter', certificate: reportersCase.reporterCertificate }],
      )
      answer.case.letters[last] = {
        ...letter,
        data: Buffer.from(envelope.data).toString('base64url'),
        key: Buffer.from(envelope.keys[0]?.bytes ?? []).toString('base64url'),
      }
      return answer
    }
  })

  test('case 46 what was taken back on another device is said to be gone, and what she typed stays', async () => {
    const { reporter, code } = await newCase()
    const { page } = await at.come()
    await enter(page, code.join(' '))
    await press(page, 'Add something')
    await page.locator('#ask-text').fill('One thing more. heron-46')
    await reporter.takeBack()
    await press(page, 'Send')
    expect(await saidOn(page)).toMatch(/not found here any more/)
    expect(await page.locator('#ask-text').inputValue()).toBe('One thing more. heron-46')
  })

  test('case 47 while nobody answers what she typed stays, and the same again is added once', async () => {
    const { reporter, code } = await newCase()
    let lost = 1
    const { page } = await at.come({
      between: async (sent, on, route) => {
        if (!sent.url.endsWith('/api/door/add') || lost === 0) return on()
        lost -= 1
        await at.whole.ask('/api/door/add', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body: sent.body,
        })
        await route.abort()
      },
    })
    await enter(page, code.join(' '))
    await press(page, 'Add something')
    await page.locator('#ask-text').fill('Sent once. heron-47')
    await press(page, 'Send')
    expect(await saidOn(page)).toMatch(/do not know whether it arrived/)
    expect(await page.locator('#ask-text').inputValue()).toBe('Sent once. heron-47')
    await press(page, 'Send')
    expect(await titleOf(page)).toBe('It has been added')
    expect(
      (await reporter.conversation()).letters.filter(({ kind }) => kind === 'addition'),
    ).toHaveLength(1)
  })

  test.each([
    ['an addition', '/api/door/add'],
    ['taking back', '/api/door/take-back'],
  ])(
    'T-155 who closes after %s that nobody answered is told that it may have arrived, and where her words lead then',
    async (_, path) => {
      const { code } = await newCase()
      const { page } = await at.come({
        between: async (sent, on, route) =>
          sent.url.endsWith(path) ? route.abort('connectionreset') : on(),
      })
      await enter(page, code.join(' '))
      if (path.endsWith('add')) {
        await press(page, 'Add something')
        await page.locator('#ask-text').fill('May be there. heron-48')
        await press(page, 'Send')
        await press(page, 'Leave without sending')
      } else {
        await press(page, 'What else I can do')
        await press(page, /^Take it back/)
        await press(page, 'Yes, take it back now')
        await press(page, /^Close/)
      }
      const screen = await page.locator('main').innerText()
      expect(screen).toMatch(
        path.endsWith('add')
          ? /No answer came to something you did here.*still lead back/
          : /If it arrived, your words lead to the day on which it is erased/,
      )
      expect(screen).not.toContain('heron-48')
    },
  )

  test('case 48 in two tabs both can add: the second is sealed anew behind the first', async () => {
    const { reporter, code } = await newCase()
    const [one, two] = [await at.come(), await at.come()]
    for (const { page } of [one, two]) {
      await enter(page, code.join(' '))
      await press(page, 'Add something')
    }
    await one.page.locator('#ask-text').fill('From the first tab.')
    await two.page.locator('#ask-text').fill('From the second tab.')
    await press(one.page, 'Send')
    await press(two.page, 'Send')
    expect(await titleOf(two.page)).toBe('It has been added')
    await press(two.page, 'Read the conversation')
    expect((await letters(two.page)).join()).toMatch(/first tab[\s\S]*second tab/)
    expect((await reporter.conversation()).letters).toHaveLength(3)
  })

  test('T-135 she takes it back: nobody opens it, she comes back, undoes it, and closing forgets her words', async () => {
    const { reporter, code } = await newCase()
    const { page } = await at.come()
    await enter(page, code.join(' '))
    await press(page, 'What else I can do')
    await press(page, /^Take it back/)
    await press(page, 'Yes, take it back now')
    expect(await titleOf(page)).toBe('It is taken back')
    expect(await page.locator('main').innerText()).toMatch(
      /Nobody can open it now. It is erased on/,
    )
    expect((await reporter.find()).status).toBe(404)
    await press(page, 'Close')
    expect(await page.locator('main').innerText()).toMatch(/forgotten your words/)
    const { page: later } = await at.come()
    await enter(later, code.join(' '))
    expect(await titleOf(later)).toBe('It is taken back')
    await press(later, /^Undo/)
    expect(await titleOf(later)).toBe('It is not taken back')
    await press(later, 'Read the conversation')
    expect(await letters(later)).toHaveLength(1)
    expect((await reporter.find()).status).toBe(200)
  })

  test('a page that is closed to what is new leads back, and says whom to call', async () => {
    const { code, reporter } = await newCase()
    Object.assign(at.whole.composed.services.policy, { page: false })
    try {
      const { page, sent } = await at.come()
      expect(await titleOf(page)).toBe('Nothing new can be told here')
      expect(await page.locator('ul.numbers a').count()).toBe(3)
      for (const press of ['A link to take along', 'Something happened']) {
        expect(await page.getByRole('button', { name: press }).count()).toBe(0)
      }
      await enter(page, code.join(' '))
      expect((await letters(page))[0]).toContain(ACCOUNT)
      await press(page, 'Close')
      await press(page, /^Begin again|^Start again|^Back to the start/)
      expect(await titleOf(page)).toBe('Nothing new can be told here')
      expect(sent.some(({ url }) => url.endsWith('/file'))).toBe(false)
      expect((await reporter.conversation()).letters).toHaveLength(1)
    } finally {
      Object.assign(at.whole.composed.services.policy, { page: true })
    }
  })

  test('a late answer is said by the page itself, with whom to turn to', async () => {
    const { code } = await newCase()
    const { clock } = at.whole
    const DAYS = 12 * 86_400_000
    clock.forward(DAYS)
    try {
      const { page } = await at.come()
      // Only the server’s clock went on: the page asks first which day it is.
      await press(page, 'Yes')
      await enter(page, code.join(' '))
      const screen = await page.locator('main').innerText()
      expect(screen).toMatch(/We promised an answer by [\s\S]*did not keep it/)
      expect(await page.locator('ul.numbers a').count()).toBeGreaterThan(0)
    } finally {
      clock.forward(-DAYS)
    }
  })
})
