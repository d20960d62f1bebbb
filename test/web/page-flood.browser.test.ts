import { expect } from 'vitest'
import { webWords } from '../../src/sealing/web-words.ts'
import { door, doorPerson, proofFor } from '../fixtures/door-person.ts'
import { needing } from '../fixtures/tools.ts'
import { press, titleOf, withWholePage } from './browser/whole-page.ts'

const { describe, test } = needing('chromium')

describe('on a day when much arrives', { timeout: 120_000 }, () => {
  const at = withWholePage({ flood: { filings: 0, misses: 0 } })

  test('T-50 the page does the work by itself, under its strict policy, and she notices nothing but a moment', async () => {
    const her = await doorPerson(at.whole)
    const free = await her.file()
    expect(free.status).toBe(428)
    const filing = { ...(await her.seal()), proof: await proofFor(at.whole) }
    expect((await door(at.whole, 'file', filing)).status).toBe(200)

    const { page, sent, console: said } = await at.come()
    await press(page, 'I was here before')
    await page.locator('#ask-receipt').fill(webWords.write(her.secret, 'en').code.join(' '))
    await press(page, 'Open the conversation')
    expect(await titleOf(page)).toMatch(/^Your conversation with/)
    const asked = sent
      .filter(({ method }) => method === 'POST')
      .map(({ url }) => new URL(url).pathname)
    expect(asked.slice(0, 3)).toEqual(['/api/door/find', '/api/door/challenge', '/api/door/find'])
    expect(page.workers()).toEqual([])
    // That a request is refused at first is a line of the browser's own.
    expect(said.filter((line) => !/status of 428/.test(line))).toEqual([])
  })
})
