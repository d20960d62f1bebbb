import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { systemChance } from '#domain/case/ids.ts'
import { axe, bytesOf } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { filedOnPage } from '../page/filed-on-page.ts'
import { attached } from './sealed-case.ts'
import { SLOWEST, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')
const PICTURE = readFileSync(join(import.meta.dirname, '../../docs/pictures/first-card.png'))
const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>',
)
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const saved = async (page: Page, name: string) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Save ${name}`, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

describe('files at the desk', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('a picture is drawn as pixels, and a document is saved as it was sent', async () => {
    const files = [
      await attached('scaffold.png', 'image/png', PICTURE),
      await attached('عقد 2231.pdf', 'application/pdf', PDF, true),
      await attached('Scaffold.png', 'image/png', PICTURE),
    ]
    const deskCase = await filedOnPage(desk.run, {}, files)
    const { page, console: consoleLines, foreign } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('3 files').waitFor()
    await page
      .getByText(`PDF document · ${PDF.length} bytes · as sent, with what stands in it`)
      .waitFor()
    await page.getByRole('button', { name: 'Show scaffold.png' }).click()
    const drawn = page.getByRole('img', { name: 'Picture: scaffold.png' })
    await drawn.waitFor()
    const ink = await drawn.evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      const pixels = (canvas as HTMLCanvasElement)
        .getContext('2d')
        ?.getImageData(0, 0, width, height)
      return new Set(pixels?.data).size
    })
    expect(ink).toBeGreaterThan(10)
    expect(await axe(page)).toEqual([])
    await expect.poll(() => page.locator('img, object, embed, iframe, video').count()).toBe(0)
    const document = await saved(page, 'عقد 2231.pdf')
    expect(document.name).toBe('عقد 2231.pdf')
    expect(document.bytes.equals(PDF)).toBe(true)
    expect((await saved(page, 'Scaffold (2).png')).name).toBe('Scaffold (2).png')
    const picture = await saved(page, 'scaffold.png')
    expect(picture.bytes.equals(PICTURE)).toBe(true)
    expect([consoleLines, foreign]).toEqual([[], []])
  })

  test('locking takes a picture from the page, and the file is not asked for before somebody wants it', async () => {
    const deskCase = await filedOnPage(desk.run, {}, [
      await attached('rail.png', 'image/png', PICTURE),
    ])
    const { page } = await desk.comeWithKey()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/attachments/')) asked.push(request.url())
    })
    await desk.openCase(page, deskCase)
    await page.getByText('1 file').waitFor()
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Show rail.png' }).click()
    await page.locator('canvas.pixels').waitFor()
    expect(asked).toHaveLength(1)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    await expect.poll(() => page.locator('canvas').count()).toBe(0)
    expect(await page.content()).not.toContain('rail.png')
  })

  test('T-98 nothing opened leaves the page, and no address of it is left behind', async () => {
    const secret = `written in the file ${Buffer.from(systemChance(9)).toString('hex')}`
    const deskCase = await filedOnPage(desk.run, {}, [
      await attached('note.txt', 'text/plain', Buffer.from(secret)),
    ])
    const { page } = await desk.comeWithKey()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.evaluate(() => {
      const left = new Set<string>()
      Object.assign(window, { left })
      const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL]
      URL.createObjectURL = (what: Blob) => {
        const address = make.call(URL, what)
        left.add(`${address} ${what.type}`)
        return address
      }
      URL.revokeObjectURL = (address: string) => {
        for (const each of left) if (each.startsWith(address)) left.delete(each)
        revoke.call(URL, address)
      }
    })
    await desk.openCase(page, deskCase)
    const download = await saved(page, 'note.txt')
    expect(download.bytes.toString()).toBe(secret)
    const addresses = await page.evaluate(() => [
      ...(window as unknown as { left: Set<string> }).left,
    ])
    expect(addresses.map((each) => each.split(' ')[1])).toEqual(['application/octet-stream'])
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { left: Set<string> }).left.size), {
        timeout: 60_000,
      })
      .toBe(0)
    expect(sent.join('\n')).not.toContain(secret)
  })

  test('T-92 T-67 what is called a picture and is none is not drawn, and no name does anything', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="owned"</script></svg>'
    const huge = Buffer.from(PICTURE)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    const files = [
      await attached('drawing.png', 'image/png', Buffer.from(svg)),
      await attached('page.jpg', 'image/jpeg', Buffer.from(`<html>${svg}</html>`)),
      await attached('bomb.png', 'image/png', huge),
      await attached(
        '<img src=x onerror=alert(1)>\u202Egnp.exe',
        'image/svg+xml',
        Buffer.from(svg),
      ),
      await attached('../../../etc/passwd', WORD, Buffer.from('PK')),
    ]
    const deskCase = await filedOnPage(desk.run, {}, files)
    const { page, console: consoleLines } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('5 files').waitFor()
    for (const name of ['drawing.png', 'page.jpg', 'bomb.png']) {
      await page.getByRole('button', { name: `Show ${name}` }).click()
    }
    await expect
      .poll(() => page.getByText('This cannot be drawn as a picture here.').count())
      .toBe(3)
    expect(await page.getByRole('button', { name: /^Show / }).count()).toBe(3)
    const names = await page.locator('.file-name bdi').allTextContents()
    expect(names.join()).not.toMatch(/[<>/\\\u202E]/)
    for (const name of names.slice(3)) {
      const file = await saved(page, name)
      expect(file.name).not.toMatch(/[<>/\\\u202E]|^\./)
    }
    expect(await page.title()).toBe('Desk · Case')
    expect(consoleLines).toEqual([])
  })

  test('a file that was swapped, damaged, cut short or taken away is said, and nothing of it is shown', async () => {
    const [one, other, cut, gone] = await Promise.all(
      ['one', 'other', 'cut', 'gone'].map((name) =>
        attached(`${name}.png`, 'image/png', PICTURE.subarray(0, PICTURE.length)),
      ),
    )
    if (!one || !other || !cut || !gone) throw new Error('no files')
    const deskCase = await filedOnPage(desk.run, {}, [one, other, cut, gone])
    const storedFile = (id: string) => desk.run.attachments.files.find((file) => file.id === id)
    Object.assign(storedFile(one.line.id) ?? {}, { bytes: other.sealed })
    const damaged = new Uint8Array(other.sealed)
    damaged[5_000] = (damaged[5_000] ?? 0) ^ 1
    Object.assign(storedFile(other.line.id) ?? {}, { bytes: damaged })
    Object.assign(storedFile(cut.line.id) ?? {}, { bytes: null })
    Object.assign(storedFile(gone.line.id) ?? {}, { id: 'somewhere else' })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('4 files').waitFor()
    for (const button of await page.getByRole('button', { name: /^Show / }).all()) {
      await button.click()
    }
    await expect.poll(() => page.getByText('This is not the file the person sent').count()).toBe(3)
    await page.getByText('The service does not have this file').waitFor()
    await expect.poll(() => page.locator('canvas').count()).toBe(0)
    expect(await axe(page)).toEqual([])
  })
})
