import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { concat } from '#bytes.ts'
import { openFile } from '#desk/key-worker/open-file.ts'
import { locationInWords } from '#dialogs/file-location.ts'
import { wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import { uprightExif } from '#metadata/strip/exif.ts'
import { stripPicture } from '#metadata/strip/picture.ts'
import { SLOWEST } from '../desk/with-desk.ts'
import { axe } from '../fixtures/chromium.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { looking } from '../fixtures/superuser.ts'
import { needing } from '../fixtures/tools.ts'
import { caseOf } from '../metadata/cases.ts'
import { changed } from '../metadata/changed.ts'
import { docx } from '../metadata/documents.ts'
import { ordinaryXlsx } from '../metadata/office-documents.ts'
import { JPEG, MOVING_GIF, MOVING_WEBP, PNG, PROGRESSIVE, WEBP } from '../metadata/pictures.ts'
import { withPosition } from '../metadata/with-position.ts'
import { press, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')
const NAMED = 'Anna Seed'
const CHOOSER = 'input[type=file]'

const picture = async (page: Page, name: string) => {
  const folder = process.env['ASIDE_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/page-files-${name}.png`, fullPage: true })
}

/** To the screen where she writes: the first of everything. */
async function toAccount(page: Page, account = 'What happened.'): Promise<void> {
  for (const at of [1, 1, 0]) await next(page, 'button.choice', at)
  for (let n = 0; n < 5 && (await page.locator('textarea').count()) === 0; n += 1) {
    await next(page)
  }
  await page.locator('textarea').fill(account)
}

async function next(page: Page, which = 'button.primary', at = 0): Promise<void> {
  const before = await page.locator('form.column h1').elementHandle()
  await page.locator(which).nth(at).click()
  await page.waitForFunction((old) => !old?.isConnected, before)
}

const choose = (page: Page, ...files: readonly (readonly [string, Uint8Array, string?])[]) =>
  page.locator(CHOOSER).setInputFiles(
    files.map(([name, bytes, mimeType = 'application/octet-stream']) => ({
      name,
      mimeType,
      buffer: Buffer.from(bytes),
    })),
  )

describe('files on the page', { timeout: SLOWEST }, () => {
  const at = withWholePage({ attachments: { most: 3, mebibytes: 1 } })
  const today = () => dayIn('Europe/Zurich', at.whole.clock.now())

  const filesOfToday = (kib: number) =>
    looking(
      at.database.superuser,
      (sql) => sql`insert into daily_count (day, what, n)
        values (${dayIn('UTC', at.whole.clock.now())}, 'kib', ${kib})
        on conflict (day, what) do update set n = excluded.n`,
    )

  /** What the office gets: each file of that letter, fetched over the true API and opened with an officer's key. */
  async function received(account: string) {
    const officer = await officerAtDesk(at.whole, 'investigations-1')
    await at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))
    for (const { id } of (await officer.queue()).rows) {
      const wireCase = await officer.open(id)
      const { letters } = await officer.read(wireCase)
      const letter = letters.find(({ words }) => words?.includes(account))
      if (letter === undefined) continue
      const [wire] = wireCase.letters.filter((one) => one.id === letter.id)
      return Promise.all(
        letter.files.map(async (file) => {
          const { attachments } = at.whole.composed.store
          const there = await attachments.open(
            'investigations-1' as OfficerId,
            wireCase.id as CaseId,
            file.id,
          )
          const sealed = there ?? new Uint8Array()
          const bytes = await openFile(
            { wireCase: wireCase, letter: wire?.id ?? '', file: file.id, sealed },
            officer.key,
          )
          return { ...file, bytes: Buffer.from(bytes) }
        }),
      )
    }
    throw new Error('no such letter')
  }

  test.each(['ar', 'zh'])(
    'T-147 in %s what stays is listed in that language, with its place',
    async (lang) => {
      const { page, console: consoleLines } = await at.come({ lang })
      const words = wordsFor(lang)
      await toAccount(page)
      const { name, bytes } = caseOf('files/gbk.csv')
      const row = changed(
        ordinaryXlsx,
        'xl/worksheets/sheet1.xml',
        '<row r="2"',
        '<row hidden="1" r="2"',
      )
      await choose(page, [name, bytes], ['bills.xlsx', row])
      await page.locator('.files-taken').nth(1).waitFor()
      const list = (await page.locator('.files-list').innerText()).replace(/[\u2066-\u2069]/g, '')
      for (const key of ['files.stays', 'files.trace.encoding', 'files.trace.hidden']) {
        expect(list).toContain(words.say(key))
      }
      for (const place of [{ at: 'whole' }, { at: 'sheet', name: 'Bills' }]) {
        expect(list).toContain(locationInWords(words, place).replace(/[\u2066-\u2069]/g, ''))
      }
      expect(list).not.toMatch(/\.xml|files\.|whole text|sheet/)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      expect(await axe(page)).toEqual([])
      await picture(page, `stays-${lang}`)
      expect(consoleLines).toEqual([])
    },
  )

  test('T-90 a photo: what stands in it is told, and what the office opens does not say it', async () => {
    const { page, sent, console: consoleLines } = await at.come()
    await toAccount(page, 'heron-photo')
    expect(await page.locator('.files-item').count()).toBe(0)
    const before = sent.length
    await choose(page, ['IMG_Anna.jpg', withPosition(JPEG, NAMED)])
    await page.locator('.files-taken').waitFor()
    const item = await page.locator('.files-item').innerText()
    expect(item).toContain('IMG_Anna.jpg')
    for (const trace of [
      'the place where it was made',
      'names of people',
      'which camera or phone',
    ]) {
      expect(item).toContain(trace)
    }
    expect(await page.getByLabel('Sent without these traces').isChecked()).toBe(true)
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await picture(page, 'photo')
    // Only what looks at files was fetched; nothing of them was sent.
    expect(sent.slice(before).every(({ method }) => method === 'GET')).toBe(true)
    expect(sent.slice(before).length).toBeGreaterThan(0)
    await next(page)
    expect(await page.locator('.files-names').innerText()).toContain('IMG_Anna.jpg')
    await picture(page, 'check')
    await press(page, 'Send')
    expect(await page.locator('.files-names').count()).toBe(0)
    const over = sent.map(({ body }) => body).join('\n')
    expect(over).not.toMatch(/Anna|heron|JFIF/)
    const [photo, ...more] = await received('heron-photo')
    expect(photo).toMatchObject({ name: 'IMG_Anna.jpg', type: 'image/jpeg', original: false })
    expect(photo?.bytes).toEqual(Buffer.from(JPEG))
    expect(more).toEqual([])
    expect(consoleLines).toEqual([])
  })

  test('she can keep the original; then the office opens it as it was, and is told so', async () => {
    const { page, console: consoleLines } = await at.come()
    await toAccount(page, 'heron-original')
    const seeded = withPosition(JPEG, NAMED)
    await choose(page, ['a\u202egpj.jpg', seeded], ['b.png', PNG])
    await page.locator('.files-taken').nth(1).waitFor()
    await page.getByLabel('Keep the original').check()
    expect(
      await page.getByLabel('Keep the original').evaluate((one) => one.matches(':focus')),
    ).toBe(true)
    expect(await page.getByText('It can show who you are').isVisible()).toBe(true)
    await next(page)
    expect(await page.locator('.files-names').innerText()).toContain('as it is')
    await press(page, 'Send')
    const [photo, clean] = await received('heron-original')
    expect(photo).toMatchObject({ name: 'agpj.jpg', original: true })
    expect(photo?.bytes).toEqual(Buffer.from(seeded))
    expect(clean).toMatchObject({ name: 'b.png', original: false })
    expect(consoleLines).toEqual([])
  })

  test('case 21: what is not taken is said beside its name; the text stays, and the rest goes', async () => {
    const { page, sent } = await at.come()
    await toAccount(page, 'heron-refused')
    const text = (words: string) => new TextEncoder().encode(words)
    await choose(
      page,
      ['photo.heic', text('\0\0\0\x18ftypheic\0\0\0\0')],
      ['large.txt', new Uint8Array((1 << 20) + 1).fill(0x61)],
      ['page.jpg', text('<html><script>alert(1)</script>')],
      ['notes.txt', text('dates and places')],
    )
    await page.locator('.files-taken').waitFor()
    const refused = await page.locator('.files-refused').allInnerTexts()
    expect(refused).toHaveLength(3)
    expect(refused[0]).toContain('Save it as JPEG')
    expect(refused[1]).toMatch(/larger than 1\s?MB/)
    expect(refused[2]).toContain('Save it as PDF')
    expect(await axe(page)).toEqual([])
    await picture(page, 'refused')
    await page.getByRole('button', { name: 'Remove photo.heic' }).click()
    expect(await page.locator(CHOOSER).evaluate((one) => one.matches(':focus'))).toBe(true)
    expect(await page.locator('.files-refused').count()).toBe(2)
    expect(await page.locator('textarea').inputValue()).toBe('heron-refused')
    await next(page)
    await press(page, 'Send')
    expect(sent.some(({ url }) => url.endsWith('/api/door/file'))).toBe(true)
    const files = await received('heron-refused')
    expect(files.map(({ name }) => name)).toEqual(['notes.txt'])
  })

  test('T-147 a text with signs nobody sees, or in an older encoding, is never said to hide nothing', async () => {
    const { page } = await at.come()
    await toAccount(page, 'heron-signs')
    await choose(
      page,
      ['zw.txt', caseOf('files/zw.txt').bytes],
      ['gbk.csv', caseOf('files/gbk.csv').bytes],
      ['plain.txt', new TextEncoder().encode('dates and places')],
    )
    await page.locator('.files-taken').nth(2).waitFor()
    const [marked, older, plain] = await page.locator('.files-taken').allInnerTexts()
    expect(marked).toContain('signs nobody sees; perhaps a mark of your copy')
    expect(older).toMatch(/unseen signs, if its older encoding has any\s+the whole text/)
    for (const text of [marked, older]) expect(text).not.toContain('nothing hidden')
    expect(plain).toContain('We found nothing hidden in it.')
    expect(await axe(page)).toEqual([])
  })

  test('a line that breaks loses nothing: it is said, tried again, and the rest of the file follows', async () => {
    let pieces = 0
    const looked = Promise.withResolvers<void>()
    const { page, sent } = await at.come({
      between: async ({ url }, on, route) => {
        const isPiece = /uploads\/[\w-]{70}\/\d+$/.test(url)
        if (isPiece && ++pieces === 2) return route.abort('connectionfailed')
        if (pieces === 3) await looked.promise
        return on()
      },
    })
    await toAccount(page, 'heron-line')
    const large = new Uint8Array(900_000).fill(0x61)
    await choose(page, ['large.txt', large])
    await page.locator('.files-taken').waitFor()
    await next(page)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('The line is down.').waitFor()
    expect(await page.locator('progress').count()).toBe(1)
    await picture(page, 'line')
    looked.resolve()
    await page.locator('.files-names').waitFor({ state: 'detached' })
    const numbers = sent.flatMap(({ url }) => /uploads\/[\w-]{70}\/(\d+)$/.exec(url)?.[1] ?? [])
    expect(numbers).toEqual(['0', '1', '1', '2', '3'])
    expect((await received('heron-line'))[0]?.bytes).toEqual(Buffer.from(large))
  })

  test.each(['en', 'ar'])(
    'T-150 a day that is full of files says so in %s, keeps all she typed, and takes the letter without the file',
    async (lang) => {
      const { page, console: consoleLines } = await at.come({ lang })
      const account = `heron-full-${lang}`
      const words = wordsFor(lang)
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      await toAccount(page, account)
      await choose(page, ['notes.txt', new TextEncoder().encode('dates and places')])
      await page.locator('.files-taken').waitFor()
      await next(page)
      await filesOfToday(8 << 20)
      try {
        await button(words.say('account.send')).click()
        await page.locator('.said:not(:empty)').waitFor()
        expect(await page.locator('.said').textContent()).toBe(words.say('refusal.FILES_FULL'))
        expect(await page.locator('.files-names').innerText()).toContain('notes.txt')
        expect(await axe(page)).toEqual([])
        await picture(page, `full-${lang}`)
        await press(page, words.say('check.change_page'))
        expect(await page.locator('textarea').inputValue()).toBe(account)
        await page.locator('.files-item .files-remove').click()
        await next(page)
        await press(page, words.say('account.send'))
        expect(await received(account)).toEqual([])
      } finally {
        await filesOfToday(0)
      }
      expect(consoleLines.filter((line) => !line.includes('503'))).toEqual([])
    },
  )

  test('in Arabic and in the dark it reads from the right, and nothing is cut off', async () => {
    const { page, console: consoleLines } = await at.come({ lang: 'ar', dark: true })
    await toAccount(page)
    await choose(page, ['IMG_Anna.jpg', withPosition(JPEG, NAMED)], ['عقد.docx', docx()])
    await page.locator('.files-taken').nth(1).waitFor()
    expect(await page.locator('.files-list').innerText()).toContain('عقد.docx')
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    const low = `[...document.querySelectorAll('.files button, .files label')].filter((one) => one.getBoundingClientRect().height < 44).length`
    expect(await page.evaluate(low)).toBe(0)
    await picture(page, 'arabic')
    expect(consoleLines).toEqual([])
  })

  test('a copy shows what the original showed: the same picture, the same way up', async () => {
    const { page } = await at.come()
    const cases = [
      ['image/jpeg', 'jpeg', withSide(JPEG, 6)],
      ['image/jpeg', 'jpeg', withPosition(PROGRESSIVE, NAMED)],
      ['image/png', 'png', concat(PNG, new Uint8Array(9))],
      ['image/webp', 'webp', concat(WEBP, new Uint8Array(9))],
      ['image/webp', 'webp', concat(MOVING_WEBP, new Uint8Array(9))],
      ['image/gif', 'gif', concat(MOVING_GIF, new Uint8Array(9))],
    ] as const
    for (const [type, id, before] of cases) {
      const after = stripPicture(id, before).bytes
      const [one, other] = await Promise.all(
        [before, after].map((bytes) => pixels(page, type, bytes)),
      )
      expect(one).toMatch(/^\d+x\d+ /)
      expect([type, other]).toEqual([type, one])
    }
    expect(await pixels(page, 'image/jpeg', withSide(JPEG, 6))).toMatch(/^16x24 /)
  })
})

/** How a browser shows it: its size as it stands, and every dot. */
function pixels(page: Page, type: string, bytes: Uint8Array): Promise<string> {
  return page.evaluate(
    async ([kind = '', text = '']) => {
      const raw = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([raw], { type: kind }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const drawn = canvas.getContext('2d')
      drawn?.drawImage(bitmap, 0, 0)
      const dots = drawn?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
      return `${bitmap.width}x${bitmap.height} ${[...dots].join()}`
    },
    [type, Buffer.from(bytes).toString('base64')],
  )
}

function withSide(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const exif = uprightExif(orientation)
  const head = new Uint8Array([0xff, 0xe1, 0, exif.length + 2])
  return concat(jpeg.subarray(0, 2), head, exif, jpeg.subarray(2))
}
