import { expect } from 'vitest'
import { axe } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { filedOnPage } from '../page/filed-on-page.ts'
import { row, SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('a concern from the anonymous page at the desk', { timeout: SLOWEST }, () => {
  const desk = withDesk()
  const named = {
    turns: [
      { kind: 'concern', text: 'The scaffold has no rails.', ago: 1 },
      { kind: 'identity', text: 'Ama Mensah', ago: 1, form: { typed: true } },
    ],
  } as const

  test('says its channel, a day and no minute, and what the channel does not tell', async () => {
    const deskCase = await filedOnPage(desk.run, named)
    const { page } = await desk.comeWithKey()
    const item = page.locator(row(deskCase))
    await item.getByText('Anonymous page').waitFor()
    await desk.openCase(page, deskCase)
    await page.getByText('Nobody knows who wrote, from where, or at what hour.').waitFor()
    await page.getByText('Ama Mensah').waitFor()
    await page.getByText('As typed, not checked.').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/\d\d:\d\d/)
    await expect.poll(() => page.locator('.trouble').count()).toBe(0)
    expect(await axe(page)).toEqual([])
  })

  test('of a danger it does not say that nobody knows the hour, and whoever was kept out is of the day it was told', async () => {
    const deskCase = await filedOnPage(desk.run, named)
    Object.assign(deskCase, { category: 'safety' })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('Only the hour of a danger is known.').waitFor()
    await page.getByText('Kept out when it was told').waitFor()
    await page.getByText('Who reads it now stands under Readers.').waitFor()
    expect(await page.getByText('at what hour').count()).toBe(0)
  })

  test('a link that an office gave is told from the open page', async () => {
    const deskCase = await filedOnPage(desk.run, { channel: 'office_link' })
    const { page } = await desk.comeWithKey()
    await page.locator(row(deskCase)).getByText('Link an office gave').waitFor()
    await desk.openCase(page, deskCase)
    await page.getByText('Somebody of this office gave the link.').waitFor()
  })

  test('a first letter that somebody forged, without her signature, is seen', async () => {
    // Letters of the card channel begin unsigned: stored as the page's they are what a forger could make.
    const deskCase = await filedOnPage(desk.run, { ...named, channel: 'teams_card' })
    Object.assign(deskCase, { channel: 'web_page' })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await expect
      .poll(() => page.getByText('not signed with the key this person began with').count())
      .toBeGreaterThan(0)
    await expect.poll(() => page.getByText('Ama Mensah').count()).toBe(0)
  })

  test('a key that was swapped in the database, and letters moved or said twice, are seen', async () => {
    const deskCase = await filedOnPage(desk.run, {
      turns: [
        { kind: 'concern', text: 'The scaffold has no rails.', ago: 3 },
        { kind: 'addition', text: 'It fell today.', ago: 2 },
      ],
    })
    const other = await filedOnPage(desk.run)
    Object.assign(deskCase, { reporterCertificate: other.reporterCertificate })
    const [first, second] = deskCase.letters
    if (first === undefined || second === undefined) throw new Error('no letters')
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('is not the one in their first letter').waitFor()
    deskCase.letters = [first, { ...second, data: first.data, keys: first.keys }]
    await page.reload()
    await desk.openWithKey(page)
    await page.getByText('A letter stands here twice.').waitFor()
  })
})
