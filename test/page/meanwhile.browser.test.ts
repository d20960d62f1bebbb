import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeOfficerKey } from '#crypto/keys.ts'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { CREATED, directoryOf, type People } from '../fixtures/services.ts'
import { needing } from '../fixtures/tools.ts'
import { JPEG } from '../metadata/pictures.ts'
import { giveBack, written } from './receipt.ts'
import { type OpenedPage, press, saidOn, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')
const HOUR = 3_600_000
const CANARY = 'heron-canary-promise'

describe('what changes while the page is open', { timeout: 120_000 }, () => {
  const at = withWholePage()
  const main = (page: Page) => page.locator('main').innerText()

  async function coming(): Promise<OpenedPage> {
    const reporter = await at.come()
    reporter.page.setDefaultTimeout(60_000)
    return reporter
  }

  /** From where she is to the field for her words, by the button for going on. */
  async function onwards(page: Page): Promise<void> {
    while ((await page.locator('#ask-account').count()) === 0) await press(page, 'Continue')
  }

  async function ownCase() {
    const reporter = await pageReporter(at.whole)
    expect((await reporter.file()).status).toBe(200)
    const day = plusDays(dayIn('Europe/Zurich', at.whole.clock.now()), 1)
    await at.whole.composed.store.releases.release('investigations', day)
    const { id } = await reporter.conversation()
    return { id, code: recoveryPhrase.write(reporter.secret, 'en').code.join(' ') }
  }

  test('somebody in danger has the numbers in sight, and is told that nobody confirmed, and who did', async () => {
    const { page, sent } = await coming()
    await press(page, 'Someone is in danger right now')
    await press(page, 'Somebody may be hurt')
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(0)
    await onwards(page)
    await page.locator('#ask-account').fill('He waits outside with a knife.')
    await press(page, 'Read it once more, then send')
    await press(page, 'Send')
    const paper = await written(page)
    await press(page, 'I have written it down')
    await giveBack(page, paper)
    await press(page, 'Check')
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(0)
    expect(await main(page)).toMatch(/If nobody confirms within the hour, this page will say so/)

    await press(page, 'See whether anybody has confirmed')
    expect(await main(page)).toMatch(/Nobody has confirmed yet/)
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(0)
    const filed = sent.find(({ url }) => url.endsWith('/api/door/file'))
    const { office, case: id } = JSON.parse(filed?.body ?? '{}')
    const officer = await officerAtDesk(at.whole, `${office}-1`)
    await officer.acknowledge(await officer.open(id))
    await press(page, 'See whether anybody has confirmed')
    expect(await main(page)).toMatch(/A person of the office has seen it/)
    expect(await page.locator('.numbers a').count()).toBe(0)
  })

  test('an hour later without a word from anybody it says: call now', async () => {
    const reporter = await pageReporter(at.whole)
    expect(
      (await reporter.file({ leaf: 'safety.immediate_danger', taps: ['danger', 'other'] })).status,
    ).toBe(200)
    at.whole.clock.forward(HOUR + 60_000)
    const { page } = await coming()
    await press(page, 'I was here before')
    await page
      .locator('#ask-receipt')
      .fill(recoveryPhrase.write(reporter.secret, 'en').code.join(' '))
    await press(page, 'Open the conversation')
    expect(await main(page)).toMatch(/Nobody has confirmed that they saw it\. Call now\./)
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(0)
  })

  test('what is added takes a file along, which the office opens; closing the page by accident asks first', async () => {
    const { id, code } = await ownCase()
    const { page } = await coming()
    await press(page, 'I was here before')
    await page.locator('#ask-receipt').fill(code)
    await press(page, 'Open the conversation')
    await press(page, 'Add something')
    await page.locator('#ask-text').fill('The list is here.')
    expect(await asksBeforeLeaving(page)).toBe(true)
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'list.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(JPEG) }])
    await page.locator('.files-taken').waitFor()
    expect(await page.getByText('list.jpg', { exact: true }).count()).toBe(1)
    await press(page, 'Send')
    expect(await titleOf(page)).toBe('It has been added')
    expect(await asksBeforeLeaving(page)).toBe(false)
    await press(page, 'Read the conversation')
    expect((await page.locator('article.letter').allInnerTexts()).at(-1)).toMatch(
      /The list is here[\s\S]*With 1 file\./,
    )
    const day = plusDays(dayIn('Europe/Zurich', at.whole.clock.now()), 1)
    await at.whole.composed.store.releases.release('investigations', day)
    const officer = await officerAtDesk(at.whole, 'investigations-1')
    const read = await officer.read(await officer.open(id))
    expect(JSON.stringify(read.letters.at(-1))).toContain('list.jpg')
  })

  async function toCheck(page: Page): Promise<void> {
    await press(page, 'Something wrong happened')
    await press(page, 'Money, things or contracts')
    await press(page, 'Fraud or bribes')
    await onwards(page)
    await page.locator('#ask-account').fill(CANARY)
    await press(page, 'Read it once more, then send')
  }

  /** Another list of who may read, a minute later: the page still has the one before at hand. */
  async function published(officers: People['officers'], version: number): Promise<void> {
    const { clock, composed, staff } = at.whole
    const { store } = composed
    for (const { id, office } of officers) {
      const known = { id, issuer: 'https://sign-in.invalid', subject: `subject-${id}` }
      const offices = [{ office, role: 'officer' }] as const
      await store.people.upsert({ ...known, offices }, dayIn('Europe/Zurich', clock.now()))
    }
    await store.directory.publish(await directoryOf(staff.root, officers, clock, [], version))
    clock.forward(60_000)
  }

  async function sentAnew({ page, sent }: OpenedPage): Promise<readonly string[]> {
    await onwards(page)
    expect(await page.locator('#ask-account').inputValue()).toBe(CANARY)
    await press(page, 'Read it once more, then send')
    await press(page, 'Send')
    await page.locator('.receipt-code').waitFor()
    const filings = sent.filter(({ url }) => url.endsWith('/api/door/file'))
    return filings.map(({ body }) => JSON.parse(body).readers.join())
  }

  test('others can read it than she was promised: nothing is kept, she reads who it is now, and her text is there', async () => {
    const reporter = await coming()
    const { page } = reporter
    await toCheck(page)
    const { officers } = at.whole.staff
    const known = officers.find(({ id }) => id === 'investigations-2') ?? officers[0]
    if (known === undefined) throw new Error('nobody')
    const third = {
      ...known,
      id: 'investigations-3' as OfficerId,
      key: await makeOfficerKey('3', undefined, CREATED),
    }
    await published([...officers, third], 2)
    await press(page, 'Send')
    expect([await titleOf(page), await saidOn(page)]).toEqual(['Before you write', ''])
    expect(await main(page)).toContain(
      'Who can read it has changed since you last saw this screen.',
    )
    expect(await main(page)).toContain('3 people')
    expect(await sentAnew(reporter)).toEqual([
      'investigations-1,investigations-2',
      'investigations-1,investigations-2,investigations-3',
    ])
  })

  test('a page from before other words or rules counted says so at once, not that others read it', async () => {
    const json = { code: 'PROMISE_CHANGED' }
    let lost = true
    const { page } = await at.come({
      between: ({ url }, on, route) => {
        if (!url.endsWith('/api/door/file')) return on()
        return lost ? route.abort() : route.fulfill({ status: 409, json })
      },
    })
    page.setDefaultTimeout(60_000)
    await toCheck(page)
    await press(page, 'Send')
    expect(await saidOn(page)).toMatch(/^No answer came|^We cannot take it in right now/)
    lost = false
    for (const _ of ['once', 'again']) {
      await press(page, 'Send')
      expect(await saidOn(page)).toMatch(
        /^This page has changed since you opened it, so this press/,
      )
      expect(await main(page)).toContain(CANARY)
    }
  })

  test('too few can read it now: nothing is sent, she reads whom else to turn to, and her text is kept', async () => {
    const { page, sent } = await coming()
    await toCheck(page)
    const fewer = at.whole.staff.officers.filter(({ id }) => id !== 'investigations-2')
    await published(fewer, 3)
    await press(page, 'Send')
    expect(await titleOf(page)).toBe('We cannot take this safely now')
    expect(await page.locator('.numbers a').count()).toBeGreaterThan(0)
    expect(await asksBeforeLeaving(page)).toBe(true)
    const [tried] = sent.filter(({ url }) => url.endsWith('/api/door/file'))
    const { shown } = JSON.parse(tried?.body ?? '{}')
    expect((await postToPage(at.whole, 'find', { shown, proof: null })).status).toBe(404)
  })
})

/** Whether the browser would ask, as a person who presses its own button to close would find out. */
function asksBeforeLeaving(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const closing = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(closing)
    return closing.defaultPrevented
  })
}
