import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import type { FileRefused, MetadataFinding } from '#metadata/metadata-finding.ts'
import { address } from '#metadata/strip/pdf/links.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { needing } from '../fixtures/tools.ts'
import { JPEG } from './pictures.ts'

const ANNA = 'Anna Seed'
const ascii = (text: string) => new TextEncoder().encode(text)
const photo = concat(
  JPEG.subarray(0, 2),
  new Uint8Array([0xff, 0xfe, 0, 11]),
  ascii(ANNA),
  JPEG.subarray(2),
)

/** A page with words and a photo, and everything that a page should not bring along. */
async function seeded(): Promise<Uint8Array<ArrayBuffer>> {
  const made = await PDFDocument.create()
  const { context, catalog } = made
  const page = made.addPage([300, 200])
  const font = await made.embedFont(StandardFonts.Helvetica)
  page.drawText('what happened', { x: 20, y: 100, font })
  page.drawImage(await made.embedJpg(photo), { x: 20, y: 20, width: 48, height: 32 })
  made.setAuthor(ANNA)
  made.setTitle(`${ANNA} title`)
  made.setCreator('SeedWriter')
  await made.attach(ascii(ANNA), 'seed.txt', { mimeType: 'text/plain' })
  made.addJavaScript('seed', 'app.alert("seed")')
  const xmp = context.stream(
    `<x><dc:creator>${ANNA}</dc:creator><xmp:CreateDate>2026</xmp:CreateDate></x>`,
  )
  catalog.set(PDFName.of('Metadata'), context.register(xmp))
  catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'Launch', F: PDFString.of('seed.exe') }))
  catalog.set(
    PDFName.of('AA'),
    context.obj({ WC: { S: 'JavaScript', JS: PDFString.of('seed()') } }),
  )
  const Rect = [0, 0, 10, 10]
  const button = {
    S: 'Launch',
    F: PDFString.of('seed.exe'),
    Next: { S: 'JavaScript', JS: PDFString.of('seed()') },
  }
  const file = { Type: 'Filespec', EF: { F: context.register(context.stream(ascii(ANNA))) } }
  page.node.set(
    PDFName.of('Annots'),
    context.obj([
      {
        Type: 'Annot',
        Subtype: 'Text',
        Rect,
        T: PDFString.of(ANNA),
        M: PDFString.of('D:2026'),
        Contents: PDFString.of('a remark'),
      },
      { Type: 'Annot', Subtype: 'FileAttachment', Rect, FS: file },
      { Type: 'Annot', Subtype: 'Link', Rect, A: button },
      {
        Type: 'Annot',
        Subtype: 'Link',
        Rect,
        A: { S: 'URI', URI: PDFString.of('https://press.invalid/') },
      },
      {
        Type: 'Annot',
        Subtype: 'Link',
        Rect,
        A: { S: 'URI', URI: PDFString.of('file:///C:/seed') },
      },
    ]),
  )
  page.node.set(
    PDFName.of('PieceInfo'),
    context.obj({ Seed: { LastModified: PDFString.of('D:2026') } }),
  )
  // What an earlier version left behind: no page leads to it.
  context.register(context.stream(`BT (${ANNA} before) Tj ET`))
  return new Uint8Array(await made.save({ useObjectStreams: false }))
}

/** Its words are kept, and nobody sees them on the page. */
const REMARK = { kind: 'remark', place: { at: 'page', n: 1 } }

const refused = async (bytes: Uint8Array<ArrayBuffer>) =>
  stripPdf(bytes).then(
    () => null,
    (thrown: unknown) => (thrown as FileRefused).why,
  )

/** Everything in it, unpacked. */
async function unpacked(bytes: Uint8Array): Promise<string> {
  const read = await PDFDocument.load(bytes, { updateMetadata: false })
  return Buffer.from(await read.save({ useObjectStreams: false })).toString('latin1')
}

describe('T-97 a PDF runs nothing, attaches nothing and names nobody', () => {
  test('what was in it is told', async () => {
    const { findings, stays } = await stripPdf(await seeded())
    expect(findings).toEqual(
      expect.arrayContaining([
        'taken',
        'author',
        'software',
        'words',
        'comments',
        'embedded',
        'scripts',
        'links',
      ]),
    )
    expect(stays).toEqual([REMARK])
  })

  test('the copy has none of it, and a copy of it nothing to tell', async () => {
    const { bytes } = await stripPdf(await seeded())
    const text = await unpacked(bytes)
    expect(text).not.toMatch(
      /JavaScript|\/JS|Launch|EmbeddedFile|Filespec|OpenAction|\/AA|Metadata|PieceInfo/,
    )
    expect(text).not.toMatch(/seed|\/Author|\/Producer|\/CreationDate|\/Info|\/ID\b/i)
    expect(text).toContain('https://press.invalid/')
    expect(text).toContain('a remark')
    const again = await stripPdf(bytes)
    expect(again.findings).toEqual([])
    expect(again.stays).toEqual([REMARK])
  })

  test('names written in another way are the same names', async () => {
    const made = await PDFDocument.create()
    made.addPage()
    const plain = Buffer.from(await made.save({ useObjectStreams: false })).toString('latin1')
    const odd = plain.replace(
      '/Type /Catalog',
      '/Type /Catalog /Open#41ction << /S /Java#53cript /JS (seed) >>',
    )
    const { bytes, findings } = await stripPdf(ascii(odd) as Uint8Array<ArrayBuffer>)
    expect(await unpacked(bytes)).not.toMatch(/seed/)
    expect(findings).toContain('scripts')
  })

  test('earlier versions and what is hung on the end are not copied', async () => {
    const made = await seeded()
    const root = /\/Root (\d+ 0 R)/.exec(Buffer.from(made).toString('latin1'))?.[1]
    const later = `\n900 0 obj\n(hidden)\nendobj\nxref\n0 0\ntrailer\n<</Root ${root}/Size 901>>\nstartxref\n0\n%%EOF`
    const behind = ascii('\nPK\x03\x04 hidden')
    const { bytes, findings } = await stripPdf(concat(made, ascii(later), behind))
    expect(findings).toEqual(expect.arrayContaining(['behind', 'earlier']))
    expect(Buffer.from(bytes).includes('hidden')).toBe(false)
  })
})

test('a PDF that needs a password, or is none, is not taken', async () => {
  const locked = ascii(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]>>\n%%EOF',
  )
  expect(await refused(locked as Uint8Array<ArrayBuffer>)).toBe('locked')
  expect(await refused(ascii('%PDF-1.7\nnothing') as Uint8Array<ArrayBuffer>)).toBe('broken')
})

test('noise in a PDF is a copy or a refusal', async () => {
  const whole = await seeded()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      async (at, noise) => {
        const noisy = new Uint8Array(whole)
        noisy.set(noise.subarray(0, whole.length - at), at)
        const why = await refused(noisy)
        expect([null, 'broken', 'locked']).toContain(why)
      },
    ),
    { numRuns: 40 },
  )
})

needing('qpdf').test(
  'T-97 qpdf finds a whole document, and nothing in it that runs or is attached',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aside-pdf-'))
    try {
      const [before, after] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')]
      writeFileSync(before, await seeded())
      writeFileSync(after, (await stripPdf(await seeded())).bytes)
      const qdf = (path: string) =>
        execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-']).toString('latin1')
      const bad = /\/JavaScript|\/JS\b|\/Launch|\/EmbeddedFile|\/OpenAction|\/Author|Seed/
      expect(qdf(before)).toMatch(bad)
      expect(qdf(after)).not.toMatch(bad)
      expect(qdf(after)).toContain('press.invalid')
      const check = spawnSync('qpdf', ['--check', after])
      expect([check.status, check.stderr.toString()]).toEqual([0, ''])
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('T-147 a link of a PDF does not say to whom it was sent', () => {
  const findings = new Set<MetadataFinding>()
  const bare = (text: string) => String(address(PDFString.of(text), { findings }))
  expect(
    bare(
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpress.invalid%2F&data=anna',
    ),
  ).toBe('(https://press.invalid/)')
  expect(bare('mailto:desk@press.invalid?bcc=anna@seed.invalid')).toBe(
    '(mailto:desk@press.invalid)',
  )
  expect([...findings]).toEqual(['wrapped', 'words'])
  findings.clear()
  expect(bare('https://press.invalid/?a=b')).toBe('(https://press.invalid/?a=b)')
  expect(findings.size).toBe(0)
})
