import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { texts } from '#desk/texts.ts'
import { qrModules } from '#dialogs/qr.ts'
import { plusDays } from '#domain/case/day.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { readLink } from '#domain/case/one-off-link.ts'
import { axe } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')
const words = texts.link

const picture = async (page: Page, name: string) => {
  const folder = process.env['ASIDE_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/link-${name}.png`, fullPage: true })
}

describe('an officer gives somebody a link', { timeout: SLOWEST }, () => {
  const at = withDesk()

  async function toLink(page: Page): Promise<void> {
    await page.locator('.you').click()
    await page.getByRole('menuitem', { name: words.heading }).click()
    await page.getByRole('heading', { name: words.heading }).waitFor()
  }

  test.each([
    { width: 1440, dark: false },
    { width: 420, height: 860, dark: true },
  ])('it is made on her machine and shown once, at $width', async (coming) => {
    const { page, console } = await at.come(coming)
    const posted: string[] = []
    page.on('request', (request) => posted.push(`${request.url()} ${request.postData() ?? ''}`))
    await toLink(page)
    await picture(page, `before-${coming.width}`)
    expect(await axe(page)).toEqual([])
    await page.getByRole('radio', { name: '14 days' }).check()
    await page.getByRole('button', { name: words.make }).click()
    const text = (await page.locator('.link-text').textContent()) ?? ''
    await page.getByText(words.once).waitFor()
    await picture(page, `made-${coming.width}`)
    expect(await axe(page)).toEqual([])

    const [address = '', fragment = ''] = text.split('#')
    expect(address).toBe(`${new URL(page.url()).origin}/`)
    const link = readLink(fragment)
    const until = plusDays(at.run.today, 14)
    expect(link).toMatchObject({ from: 'office', office: 'ethics', until })
    const secret = link?.secret ?? ''
    const hash = createHash('sha256').update(fromBase64url(secret)).digest('base64url')
    const given = base64url(await at.run.services.idempotencyMarks.officeLink(hash))
    expect(at.run.links.given.at(-1)).toEqual({ hash: given, office: 'ethics', until })
    expect(posted.join('\n')).toContain(hash)
    expect(posted.join('\n')).not.toContain(secret)
    const drawn = await page.locator('.square-dark').getAttribute('d')
    expect(drawn).toBe(qrModules(text).path)

    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await page.goBack()
    await page.getByRole('button', { name: words.make }).waitFor()
    expect(await page.content()).not.toContain(secret)
    const storage = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href])',
    )
    expect(storage).not.toContain(secret)
    expect(console).toEqual([])
  })

  test('an answer that was lost is asked for again with the same link', async () => {
    const { page } = await at.come()
    const hashes: string[] = []
    let lost = true
    await page.route('**/api/links', async (route) => {
      hashes.push(JSON.parse(route.request().postData() ?? '{}').hash)
      if (!lost) return route.continue()
      lost = false
      await route.fetch()
      return route.abort()
    })
    await toLink(page)
    await page.getByRole('button', { name: words.make }).click()
    await page.getByText(words.failed).waitFor()
    await page.getByRole('button', { name: words.make }).click()
    await page.locator('.link-text').waitFor()
    expect(hashes).toHaveLength(2)
    expect(new Set(hashes).size).toBe(1)
    await page.getByRole('button', { name: words.another }).click()
    await page.getByRole('button', { name: words.make }).click()
    await page.locator('.link-text').waitFor()
    expect(new Set(hashes).size).toBe(2)
  })

  test('a custodian has no way to it', async () => {
    const { page } = await at.come({ officer: 'custodian-1' })
    await page.locator('.you').click()
    await expect.poll(() => page.getByRole('menuitem', { name: words.heading }).count()).toBe(0)
  })
})
