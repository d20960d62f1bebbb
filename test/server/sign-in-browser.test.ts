import { expect } from 'vitest'
import { launch } from '../fixtures/chromium.ts'
import { startDemoDesk } from '../fixtures/demo-desk.ts'
import { needing } from '../fixtures/tools.ts'

const { test } = needing('chromium')

test('in a real browser an officer signs in with a click, is known to the desk, and signs out', async () => {
  const demo = await startDemoDesk()
  const browser = await launch()
  const complaints: string[] = []
  try {
    const page = await browser.newPage()
    page.on('console', (line) => complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    for (const name of ['ethics-2', 'hr-1']) {
      await page.goto(`${demo.publicUrl}/auth/login`)
      if (process.env['ASIDE_SHOTS']) {
        await page.screenshot({ path: `${process.env['ASIDE_SHOTS']}/sign-in.png` })
      }
      await page.getByRole('button', { name: `Demo ${name}` }).click()
      await page.waitForURL(`${demo.publicUrl}/desk`)
      const me = await page.evaluate(() => fetch('/api/me').then((heard) => heard.json()))
      expect(me).toMatchObject({ id: name })
      expect(await page.evaluate(() => document.cookie)).toBe('')
    }
    const [out, after] = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      const out = await fetch('/auth/logout', { method: 'POST', headers, body: '{}' })
      return [out.status, (await fetch('/api/me')).status]
    })
    expect([out, after]).toEqual([204, 401])
    expect(complaints.filter((line) => /Content Security Policy|Trusted/i.test(line))).toEqual([])
  } finally {
    await browser.close()
    await demo.stop()
  }
})
