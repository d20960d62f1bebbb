import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { concat } from '#bytes.ts'
import { exportForGnuPG, unlock } from '#crypto/keys.ts'
import { wordsFor } from '#dialogs/words.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { PageFiling } from '#wire/reporter.ts'
import { Gnupg } from '../crypto/gpg.ts'
import { postToPage } from '../fixtures/page-reporter.ts'
import { find, needing } from '../fixtures/tools.ts'
import { PUBLIC } from '../fixtures/whole.ts'
import { type OpenedPage, press, saidOn, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')
const CANARY = 'heron-canary-8471'
const PASSPHRASE = 'to be opened with gpg'
const SLOW = 180_000
/** What a journey without files may cost a phone in script, its receipt included. */
const JOURNEY_BYTES = 160 * 1024

/** What may stand in a text and must never become anything but letters. */
const MARKUP =
  '<img src=x onerror="document.title=1"> [link](javascript:alert(1)) \u202e\u0645 👩🏽‍⚖️ é'
const ACCOUNT = `They were paid for hours nobody worked. ${CANARY} ${MARKUP}`

describe('telling on the page', { timeout: SLOW }, () => {
  const at = withWholePage()

  test('T-67 case 15 from the first question to the receipt: sealed here, read by an officer with gpg, and nothing readable left', async () => {
    const reporter = await at.come()
    const { page, sent } = reporter
    await toAccount(page)
    await page.locator('#ask-account').fill(ACCOUNT)
    await page.locator('#ask-where').fill(`in the depot ${CANARY}`)
    await press(page, 'Read it once more, then send')
    expect(await titleOf(page)).toBe('Read it once more')
    expect(await page.locator('.words').first().innerText()).toBe(ACCOUNT)
    expect(filings(reporter)).toEqual([])

    await press(page, 'Send')
    expect(await titleOf(page)).toBe('Write these words down')
    expect(await page.locator('.receipt-words li').count()).toBe(12)
    // Enlarged four times: no number runs into the word beside it.
    const before = page.viewportSize()
    await page.setViewportSize({ width: 320, height: 256 })
    const gaps = await page.locator('.receipt-words li').evaluateAll((items) => {
      const boxes = items.map((item) => item.getBoundingClientRect())
      const word = (item: Element) => item.querySelector('b')?.getBoundingClientRect().right ?? 0
      return items.flatMap((item, at) =>
        boxes
          .filter((box, other) => other !== at && Math.abs(box.top - (boxes[at]?.top ?? 0)) < 4)
          .filter((box) => box.left > (boxes[at]?.left ?? 0))
          .map((box) => box.left - word(item)),
      )
    })
    expect(gaps.filter((gap) => gap < 40)).toEqual([])
    if (before !== null) await page.setViewportSize(before)
    expect((await page.locator('.receipt-code').innerText()).replace(/\s/g, '')).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{27}$/,
    )

    const [filing] = filings(reporter)
    if (filing === undefined) throw new Error('nothing was sent')
    expect(filing.readers).toEqual(['investigations-1', 'investigations-2'])
    expect(JSON.stringify(filing)).not.toContain('misconduct.')
    const letters = await lettersKept(filing.shown)
    expect(letters.map(({ data }) => data)).toEqual(filing.letters.map(({ data }) => data))
    if (find('gpg') !== null) {
      const opened = await openWithGnupg(filing, 'investigations-2')
      expect(opened.text).toBe(ACCOUNT)
      expect(opened.form).toMatchObject({ where: `in the depot ${CANARY}`, identity: 'not_told' })
    }

    await answerBack(page)
    expect(await titleOf(page)).toBe('It has been sent')
    await press(page, 'Close and forget everything')
    expect(await titleOf(page)).toBe('Closed')
    expect(readable(reporter)).toEqual([])
    expect(page.url()).toBe(`${PUBLIC}/`)
    expect(await page.title()).toBe('( )')
    expect(new Set(sent.map(({ url }) => new URL(url).search))).toEqual(new Set(['']))
    await staysLight(reporter)
    expect(reporter.console).toEqual([])
  })

  test('in Arabic the code stands alone and is asked back, and the way is the same', async () => {
    const reporter = await at.come({ lang: 'ar', dark: true })
    const { page } = reporter
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    for (const choice of [1, 0, 0]) await pressNth(page, 'button.choice', choice)
    for (let n = 0; n < 4; n += 1) await pressNth(page, 'button.primary')
    await page.locator('#ask-account').fill(`طلب مني المشرف أن أوقّع ${CANARY}`)
    await page.locator('.hints').waitFor()
    expect(await page.locator('.hints').innerText()).toContain('المشرف')
    await pressNth(page, 'button.primary')
    await pressNth(page, 'button.primary')
    expect(await page.locator('.receipt-words').count()).toBe(0)
    expect(await page.locator('.receipt-code b').count()).toBe(7)
    await answerBack(page)
    expect(filings(reporter)).toHaveLength(1)
    expect(readable(reporter)).toEqual([])
    await staysLight(reporter)
    expect(reporter.console).toEqual([])
  })

  test('T-41 the line breaks after it was kept: the same bytes go once more, and it is one case', async () => {
    let broken = 0
    const reporter = await at.come({
      async between({ url }, on, route) {
        if (!url.endsWith('/api/door/file') || broken > 0) return on()
        broken += 1
        const { postData, headers } = {
          postData: route.request().postData(),
          headers: route.request().headers(),
        }
        await at.whole.ask('/api/door/file', {
          method: 'POST',
          headers: {
            'content-type': headers['content-type'] ?? '',
            'sec-fetch-site': 'same-origin',
          },
          body: postData ?? '',
        })
        await route.abort('connectionreset')
      },
    })
    const { page } = reporter
    await toCheck(page, ACCOUNT)
    await press(page, 'Send')
    expect(await titleOf(page)).toBe('Read it once more')
    expect(await saidOn(page)).toContain('press Send again')
    expect(await page.locator('.words').first().innerText()).toBe(ACCOUNT)
    expect(await page.getByRole('button', { name: 'Leave without sending' }).count()).toBe(0)
    await press(page, /^Leave$/)
    expect(await titleOf(page)).toBe('It may have arrived')
    const leadsBack = await page.locator('.receipt-code').innerText()
    await press(page, 'Back to Send')
    await page.locator('button.primary').dblclick()
    await page.locator('.receipt-code').waitFor()
    expect(await page.locator('.receipt-code').innerText()).toBe(leadsBack)
    const [one, other, ...more] = filings(reporter)
    expect(more).toEqual([])
    expect(other).toEqual(one)
    expect(await lettersKept(one?.shown ?? '')).toHaveLength(1)
  })

  test('a double click sends once, and Back from the reading over loses nothing', async () => {
    const reporter = await at.come()
    const { page } = reporter
    await toCheck(page, ACCOUNT)
    await press(page, 'Change')
    expect(await page.locator('#ask-account').inputValue()).toBe(ACCOUNT)
    await press(page, 'Read it once more, then send')
    await page.locator('button.primary').dblclick()
    await page.locator('.receipt-code').waitFor()
    expect(filings(reporter)).toHaveLength(1)
  })

  test('cases 11, 12 and 13: nothing, only spaces and too much are said beside the field, and the text stays', async () => {
    const { page } = await at.come()
    await toAccount(page)
    await page.getByRole('button', { name: 'Read it once more, then send' }).click()
    expect(await page.locator('.wrong').first().textContent()).toBe('Write something first.')
    await page.locator('#ask-account').fill('  \n ')
    await page.getByRole('button', { name: 'Read it once more, then send' }).click()
    expect(await titleOf(page)).toBe('Tell us')
    const long = '👩'.repeat(at.whole.composed.services.policy.accountLimit + 1)
    await page.locator('#ask-account').fill(long)
    await page.getByRole('button', { name: 'Read it once more, then send' }).click()
    expect(await titleOf(page)).toBe('Tell us')
    expect(await page.locator('#ask-account').inputValue()).toBe(long)
    await page.locator('#ask-account').fill('x')
    await press(page, 'Read it once more, then send')
    expect(await titleOf(page)).toBe('Read it once more')
  })

  test('T-21 case 30: sealing that breaks says so, keeps the text, and nothing goes', async () => {
    const reporter = await at.come()
    const { page } = reporter
    await toCheck(page, ACCOUNT)
    await page.evaluate(() => {
      crypto.subtle.digest = () => Promise.reject(new Error('broken'))
      crypto.subtle.importKey = () => Promise.reject(new Error('broken'))
      crypto.getRandomValues = () => {
        throw new Error('broken')
      }
    })
    await press(page, 'Send')
    expect(await saidOn(page)).toContain('nothing was sent')
    expect(await page.locator('.words').first().innerText()).toBe(ACCOUNT)
    expect(filings(reporter)).toEqual([])
    expect(readable(reporter)).toEqual([])
  })

  for (const [threat, change] of [
    ['T-23 an officer added to the list without the root', forgedOfficer],
    ['T-109 a list whose signature is another', forgedSignature],
    ['T-21 no list at all', () => null],
    ['T-21 a key that is named and not served', withoutKeys],
  ] as const) {
    test(`${threat}: the page takes nothing, says so, and sends nothing`, async () => {
      const reporter = await at.come({
        async between({ url }, on, route) {
          if (!url.endsWith('/directory.json')) return on()
          const { text } = await at.whole.ask('/directory.json')
          const changed = change(JSON.parse(text))
          if (changed === null) return route.abort('connectionreset')
          return route.fulfill({
            status: 200,
            contentType: 'application/json',
            body: JSON.stringify(changed),
          })
        },
      })
      const { page } = reporter
      await press(page, 'Something wrong happened')
      await press(page, 'Money, things or contracts')
      await page.locator('button.choice').first().click()
      await page.locator('.said:not(:empty)').waitFor()
      expect(await saidOn(page)).toMatch(/nothing is taken here|cannot show this right now/)
      expect(await page.locator('textarea').count()).toBe(0)
      expect(reporter.sent.filter(({ method }) => method === 'POST')).toEqual([])
    })
  }

  test('the privacy notice counts the people who can read; where that cannot be found out it names nobody', async () => {
    const words = wordsFor('en')
    const office = words.say('office.investigations')
    const { page } = await at.come()
    await press(page, words.say('button.privacy'))
    expect(await page.locator('main').innerText()).toMatch(new RegExp(`${office}: \\d people`))
    const broken = await at.come({
      between: (one, on, route) => (one.url.endsWith('/directory.json') ? route.abort() : on()),
    })
    await press(broken.page, words.say('button.privacy'))
    const text = await broken.page.locator('main').innerText()
    expect(text).toContain(words.say('privacy.readers_how'))
    expect(text).not.toContain(office)
  })

  test('somebody who wants to harm herself gets people and numbers, no field, and no request', async () => {
    const reporter = await at.come()
    const { page } = reporter
    await press(page, 'Someone is in danger right now')
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(1)
    const before = reporter.sent.length
    await press(page, 'I may hurt myself')
    expect(await titleOf(page)).toBe('You matter')
    expect(await page.locator('input, textarea').count()).toBe(0)
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(2)
    expect(reporter.sent.slice(before).filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('leaving before the words were given back is asked once, and never held back', async () => {
    const reporter = await at.come()
    const { page } = reporter
    await toCheck(page, ACCOUNT)
    await press(page, 'Send')
    await press(page, /^Leave$/)
    expect(await titleOf(page)).toBe('Leave without checking?')
    await press(page, 'Back to what I write down')
    expect(await titleOf(page)).toBe('Write these words down')
    await press(page, /^Leave$/)
    await press(page, 'Leave all the same')
    expect(await titleOf(page)).toBe('Closed')
    expect(await page.locator('body').innerText()).not.toContain(CANARY)
  })

  test('other words than those on the paper show them once more', async () => {
    const { page } = await at.come()
    await toCheck(page, ACCOUNT)
    await press(page, 'Send')
    await answerBack(page, true)
    expect(await titleOf(page)).toBe('Write these words down')
    expect(await page.locator('form').innerText()).toContain('That was not what stands here.')
    await answerBack(page)
    expect(await titleOf(page)).toBe('It has been sent')
  })

  /** All script that was asked for on the way, what sealing led on to as well. */
  async function staysLight(reporter: OpenedPage): Promise<void> {
    const bytes = await at.loaded(reporter, '.js')
    expect(bytes).toBeGreaterThan(JOURNEY_BYTES / 2)
    expect(bytes).toBeLessThan(JOURNEY_BYTES)
  }

  /** What the server has of a case, by what was shown. */
  async function lettersKept(shown: string): Promise<readonly { readonly data: string }[]> {
    const { text } = await postToPage(at.whole, 'find', { shown })
    return JSON.parse(text).case.letters
  }

  async function openWithGnupg(filing: Omit<PageFiling, 'proof'>, reader: string) {
    using gpg = new Gnupg()
    const officer = at.whole.staff.officers.find(({ id }) => id === reader)
    const key = await unlock(officer?.key.privateKey ?? '', '')
    gpg.import(await exportForGnuPG(key, PASSPHRASE), PASSPHRASE)
    const [letter] = filing.letters
    const packet = letter.keys.find((one) => one.reader === reader)
    const message = concat(fromBase64url(packet?.bytes ?? ''), fromBase64url(letter.data))
    const { out } = gpg.run(['--passphrase', PASSPHRASE, '-d'], message)
    return JSON.parse(out.toString())
  }
})

async function pressNth(page: Page, selector: string, nth = 0): Promise<void> {
  const before = await page.locator('form.column h1').elementHandle()
  await page.locator(selector).nth(nth).click()
  await page.waitForFunction((old) => !old?.isConnected, before)
}

async function toAccount(page: Page): Promise<void> {
  for (const choice of ['Something wrong happened', 'Money, things or contracts']) {
    await press(page, choice)
  }
  await pressNth(page, 'button.choice')
  for (let n = 0; n < 4; n += 1) await press(page, 'Continue')
  expect(await titleOf(page)).toBe('Tell us')
}

async function toCheck(page: Page, account: string): Promise<void> {
  await toAccount(page)
  await page.locator('#ask-account').fill(account)
  await press(page, 'Read it once more, then send')
}

/** Gives back what stands on the paper, or something else of it. */
async function answerBack(page: Page, wrongly = false): Promise<void> {
  const words = await page.locator('.receipt-words li').allInnerTexts()
  const parts = words.length > 0 ? words : await page.locator('.receipt-code b').allInnerTexts()
  await pressNth(page, 'button.primary')
  for (const group of await page.locator('fieldset').all()) {
    const nth = Number(
      /\p{Nd}+/u
        .exec(await group.locator('legend').innerText())?.[0]
        .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)),
    )
    const right = (parts[nth - 1] ?? '').trim()
    const options = await group
      .locator('input')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    const picked = wrongly ? options.find((one) => one !== right) : right
    await group.locator(`input[value="${picked}"]`).check()
  }
  await pressNth(page, 'button.primary')
}

function filings({ sent }: OpenedPage): readonly Omit<PageFiling, 'proof'>[] {
  return sent
    .filter(({ url }) => url.endsWith('/api/door/file'))
    .map(({ body }) => {
      const { proof: _, ...filing } = PageFiling.parse(JSON.parse(body))
      return filing
    })
}

/** Requests in which anything she typed can be read, in any of the forms a text can have on a line. */
function readable({ sent }: OpenedPage): readonly string[] {
  const forms = [CANARY, btoa(CANARY).slice(0, 20), encodeURIComponent(CANARY)]
  return sent
    .filter(({ url, body }) => forms.some((form) => `${url}${body}`.includes(form)))
    .map(({ url }) => url)
}

interface ServedDirectory {
  readonly roster: string
  readonly certificates: readonly string[]
  readonly signature: string
}

function forgedOfficer(served: ServedDirectory): ServedDirectory {
  const roster = JSON.parse(served.roster)
  const [first] = roster.officers
  roster.officers.push({ ...first, id: 'ghost', office: 'investigations' })
  return { ...served, roster: JSON.stringify(roster) }
}

function forgedSignature(served: ServedDirectory): ServedDirectory {
  return { ...served, roster: served.roster.replace('"version":1', '"version":2') }
}

function withoutKeys(served: ServedDirectory): ServedDirectory {
  return { ...served, certificates: served.certificates.slice(1) }
}
