import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { bytesOf } from '../fixtures/chromium.ts'
import { NEWER_STYLE, newerIn, TAKE_AWAY } from '../fixtures/newer-than-floor.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { PagePerson } from '../fixtures/page-person.ts'
import { needing } from '../fixtures/tools.ts'
import { docx } from '../metadata/documents.ts'
import { JPEG } from '../metadata/pictures.ts'
import { withPosition } from '../metadata/with-position.ts'
import { press, titleOf, withWholePage } from './whole-page.ts'

const { describe, test } = needing('chromium')

const ACCOUNT = 'The nephew was hired.'

/** Named in what is built by whoever asks for it first, and goes on without: the walk below goes on without, too. */
const ASKED_FIRST = [
  'Document.prototype.startViewTransition', // React, for a part that the desk does not use
  'Element.prototype.moveBefore', // Preact
  'Error.captureStackTrace', // zod, fflate, OpenPGP.js
  'Intl.Locale.prototype.getHourCycles', // intl-messageformat
  'Navigator.prototype.connection', // React
  'URL.canParse', // zod
  'Uint8Array.fromHex', // OpenPGP.js
  'Uint8Array.prototype.toHex', // OpenPGP.js
  'navigation', // React
  'trustedTypes', // the desk
]

/** Something else of the same name. */
const SAME_NAME = [
  'Blob.prototype.bytes', // of a file of ours
  'Clipboard.prototype.read', // a conversation
  'HTMLElement.prototype.popover', // a property in React
  'Iterator.prototype.toArray', // of React's children
  'Navigator.prototype.share', // of React's lanes
  'Request.prototype.bytes',
  'Response.prototype.bytes',
  'SharedArrayBuffer.prototype.grow', // the memory of WebAssembly
  'ViewTransition', // an export of React
]

describe('the oldest browsers that the page is for', { timeout: 240_000 }, () => {
  const at = withWholePage({ attachments: { most: 3, mebibytes: 1 } })
  const today = () => dayIn('Europe/Zurich', at.whole.clock.now())
  const built = (ending: string) =>
    [...at.built].flatMap(([name, { bytes }]) => (name.endsWith(ending) ? [String(bytes)] : []))
  const release = () =>
    at.whole.composed.store.releases.release('investigations', plusDays(today(), 1))

  /** On a phone of the oldest kind. */
  async function comes(path = '') {
    const { page, console: consoleLines } = await at.come({ before: TAKE_AWAY, path })
    expect(await page.evaluate('takenAway')).toBeGreaterThan(60)
    const { say } = wordsFor('en')
    const reporter = new PagePerson(page, new Proxy({}, { get: (_, key: string) => say(key) }))
    return { page, reporter, said: consoleLines }
  }

  async function newCase(officer: OfficerAtDesk): Promise<string> {
    await release()
    const [row] = (await officer.queue()).rows
    const wireCase = await officer.open(row?.id ?? '')
    const [letter] = (await officer.read(wireCase)).letters
    expect(letter?.words).toBe(ACCOUNT)
    expect(letter?.files.map(({ name }) => name)).toEqual(['a.jpg', 'b.docx', 'c.pdf'])
    return wireCase.id
  }

  test('T-154 with everything newer taken away she tells with files, writes down, comes back, answers and proves it', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const first = await comes()
    for (const tap of ['root.happened', 'happened.money', 'happened.money.fraud'])
      await first.reporter.press(`tree.${tap}`)
    for (let n = 0; n < 6 && (await first.page.locator('textarea').count()) === 0; n += 1)
      await first.page.locator('button.primary').first().click()
    await first.reporter.write('account', ACCOUNT)
    for (const [name, bytes] of [
      ['a.jpg', withPosition(JPEG, 'Anna Seed')],
      ['b.docx', docx()],
      ['c.pdf', await pdf.save()],
    ] as const)
      await first.reporter.attach({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(bytes),
      })
    await first.reporter.press('account.read_over_page')
    await first.page
      .getByRole('button', { name: first.reporter.say('account.send'), exact: true })
      .click()
    await first.page.locator('.receipt-code').waitFor({ timeout: 60_000 })
    const code = await first.reporter.writeDown()
    expect(first.said).toEqual([])

    const officer = await officerAtDesk(at.whole, 'investigations-1')
    await officer.signIn()
    const id = await newCase(officer)
    await officer.ask(await officer.open(id), 'Which unit?', 'facts_missing')
    at.nextMorning()

    const { reporter, page, said: consoleLines } = await comes()
    await reporter.press('first.come_back_page')
    await reporter.write('receipt', code)
    await reporter.press('come_back.open')
    await reporter.reads('Which unit?')
    await press(page, 'Answer the question')
    await reporter.write('text', 'The third.')
    await reporter.press('account.send')
    expect(await titleOf(page)).toBe('It has been added')
    await reporter.press('added.read')
    await reporter.press('conversation.more')
    await page.locator('summary').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: reporter.say('proof.save') }).click(),
    ])
    const proof = await bytesOf(download)
    expect(consoleLines).toEqual([])

    const visitor = await comes('verify')
    const file = { name: 'note.json', mimeType: 'application/json', buffer: proof }
    await visitor.page.locator('input[type=file]').setInputFiles(file)
    await visitor.reporter.reads(reporter.say('verify.sound'))
    expect(visitor.said).toEqual([])
  })

  test('T-154 nothing that is built calls what is newer, without asking for it first', async () => {
    const features = new Set(built('.js').flatMap((script) => newerIn(script)))
    const known = new Set([...ASKED_FIRST, ...SAME_NAME])
    expect([...features].filter((name) => !known.has(name))).toEqual([])
  })

  test('T-154 no style needs what is newer: only what may be missing is used', () => {
    const styles = built('.css').join('\n')
    expect(styles).toMatch(/\.option/)
    expect(styles.match(NEWER_STYLE) ?? []).toEqual([])
  })
})
