import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { type DocumentBytes, docx, odt, rels, zipOf } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import {
  ordinaryDocx,
  ordinaryOdp,
  ordinaryOds,
  ordinaryOdt,
  ordinaryPptx,
  ordinaryXlsx,
} from './office-documents.ts'
import { JPEG } from './pictures.ts'
import { readable } from './readable.ts'
import {
  ANNA,
  PHOTO,
  SEEDED,
  SEEDS,
  seededDocx,
  seededOds,
  seededOdt,
  seededPptx,
  seededXlsx,
} from './seeded-documents.ts'

function textsOf(bytes: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(bytes))
  return Object.fromEntries(parts.map(([name, part]) => [name, Buffer.from(part).toString()]))
}

describe('T-90, T-147 who made a document, who changed it, where it lay and what it would call up', () => {
  test.each(Object.entries(SEEDED))('stands in no copy of %s', async (name, make) => {
    const bytes = make()
    expect(readable(bytes).join('\n')).toMatch(SEEDS)
    const copy = await look(new File([bytes], name), 1 << 22)
    expect(readable(copy.bytes).filter((text) => SEEDS.test(text))).toEqual([])
    const again = await look(new File([copy.bytes], name), 1 << 22)
    expect(Buffer.compare(again.bytes, copy.bytes)).toBe(0)
  })

  test('what was found is told, and what stays as well, with its place', () => {
    const word = stripOoxml(seededDocx())
    expect(word.findings).toEqual([
      'position',
      'taken',
      'author',
      'camera',
      'software',
      'words',
      'unseen',
      'preview',
      'changes',
      'comments',
      'embedded',
      'scripts',
      'links',
      'other',
    ])
    expect(word.stays).toEqual([{ kind: 'earlier', place: IN_TEXT }])
    expect(stripOoxml(seededXlsx()).findings).toEqual(
      expect.arrayContaining(['author', 'comments', 'links', 'other']),
    )
    expect(stripOoxml(seededPptx()).findings).toEqual(
      expect.arrayContaining(['author', 'changes', 'comments', 'embedded', 'links']),
    )
    expect(stripOdf(seededOdt()).findings).toEqual(
      expect.arrayContaining(['taken', 'author', 'comments', 'embedded', 'scripts', 'links']),
    )
    for (const [make, strip] of [
      [seededXlsx, stripOoxml],
      [seededPptx, stripOoxml],
      [seededOdt, stripOdf],
      [seededOds, stripOdf],
    ] as const) {
      expect(strip(make()).stays).toEqual([])
    }
  })

  test('the words stay, tracked ones too, and who spoke with whom', () => {
    const parts = textsOf(stripOoxml(seededDocx()).bytes)
    const text = parts['word/document.xml'] ?? ''
    const words = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    for (const text of [
      'what happened on w:date="2026" author="x"',
      `it's "said" &gt; added`,
      'struck out',
      'between',
      'a picture',
      'a file',
      'cited',
      'linked',
      'pressed',
      'a cell',
      'marked',
      'inside',
      'press',
      'to a file',
      'controlled',
      'zerowidth',
      'for older programs',
    ]) {
      expect(words).toContain(text)
    }
    expect(text).toMatch(/<w:ins w:author="Author 1" w:id="1">/)
    expect(text).toMatch(/<w:del w:author="Author 2" w:id="2">/)
    expect(parts['word/comments.xml']).toMatch(/w:author="Author 1"/)
    expect(parts['word/comments.xml']).toContain('a remark')
    expect(textsOf(stripOoxml(seededXlsx()).bytes)['xl/comments1.xml']).toMatch(/Author 1:.*look/)
  })

  test('a link that has to be pressed stays; what would be called up by itself does not', () => {
    const parts = textsOf(stripOoxml(seededDocx()).bytes)
    const links = parts['word/_rels/document.xml.rels'] ?? ''
    expect(links).toContain('https://press.invalid/story')
    expect(links.match(/TargetMode/g)).toHaveLength(1)
    expect(parts['word/document.xml']).toMatch(
      /HYPERLINK &quot;|HYPERLINK "https:\/\/press.invalid\/x"/,
    )
    const open = textsOf(stripOdf(seededOdt()).bytes)['content.xml'] ?? ''
    expect(open).toContain('xlink:href="https://press.invalid/"')
    expect(open.match(/xlink:href/g)).toHaveLength(3)
  })

  test('a photo inside is cleaned like any other, and bears a name of ours', () => {
    const parts = unzipSync(stripOoxml(seededDocx()).bytes)
    expect(parts['word/media/image1.jpeg']).toEqual(JPEG)
    expect(unzipSync(stripOdf(seededOdt()).bytes)['Pictures/image1.jpeg']).toEqual(JPEG)
  })

  test('a formula that leads elsewhere leaves what it came to', () => {
    const sheet = textsOf(stripOoxml(seededXlsx()).bytes)['xl/worksheets/sheet1.xml'] ?? ''
    expect(sheet).toContain('<c r="B1"><v>7</v></c><c r="C1"><v>8</v></c>')
    expect(sheet).toContain('<f>SUM(A1)</f>')
    const open = textsOf(stripOdf(seededOds()).bytes)['content.xml'] ?? ''
    expect(open).toContain('table:formula="of:=SUM([.A1])"')
    expect(open).toContain('xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"')
  })

  test('UTF-16 is read as what it is', () => {
    const text = textsOf(seededDocx())['word/document.xml'] ?? ''
    const sixteen = new Uint8Array(
      Buffer.from(`\ufeff${text.replace('?>', ' encoding="UTF-16"?>')}`, 'utf16le'),
    )
    const parts = textsOf(stripOoxml(docx({ 'word/document.xml': sixteen })).bytes)
    expect(parts['word/document.xml']).toMatch(/^<\?xml version="1.0" encoding="UTF-8"/)
    expect(parts['word/document.xml']).toContain('struck out')
  })
})

describe('T-147 editions and newer parts of the standard', () => {
  test('the strict edition is read by the same rules, and stays strict', () => {
    const strict = Object.entries(textsOf(seededDocx())).map(([name, text]) => [
      name,
      text
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
          'http://purl.oclc.org/ooxml/wordprocessingml/main',
        ),
    ])
    const parts = { ...Object.fromEntries(strict), 'word/media/seed.jpeg': PHOTO }
    const { bytes, stays } = stripOoxml(zipOf(parts))
    expect(readable(bytes).filter((text) => SEEDS.test(text))).toEqual([])
    expect(stays).toEqual([{ kind: 'earlier', place: IN_TEXT }])
    const text = textsOf(bytes)['word/document.xml'] ?? ''
    expect(text).toContain('xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"')
    expect(text).toContain('struck out')
  })
})

describe('T-147 what is not in view is named, with its place', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

  test('hidden words, rows, sheets and slides', () => {
    const run = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>'
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p>${run}</w:p></w:body></w:document>`,
    })
    expect(stripOoxml(made).stays).toEqual([{ kind: 'hidden', place: IN_TEXT }])
    const shown =
      made &&
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p>${run.replace('vanish/', 'vanish w:val="0"/')}</w:p></w:body></w:document>`,
      })
    expect(stripOoxml(shown).stays).toEqual([])
  })

  test.each(['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="H"/>'])(
    'words that nobody can read: %s',
    (how) => {
      const made = docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:rPr>${how}</w:rPr><w:t>pale</w:t></w:r></w:p></w:body></w:document>`,
        'word/_rels/document.xml.rels': rels('styles styles.xml', 'footnotes footnotes.xml'),
        'word/styles.xml': `<w:styles xmlns:w="${W}"><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`,
        'word/footnotes.xml': `<w:footnotes xmlns:w="${W}"><w:footnote w:id="9"><w:p><w:r><w:t>${ANNA}</w:t></w:r></w:p></w:footnote></w:footnotes>`,
      })
      const { bytes, findings, stays } = stripOoxml(made)
      expect(stays).toEqual([{ kind: 'hidden', place: IN_TEXT }])
      // A note that nothing leads to is from before.
      expect(findings).toContain('earlier')
      expect(readable(bytes).join('')).not.toContain(ANNA)
    },
  )

  const changed = (make: () => DocumentBytes, part: string, from: string, to: string) =>
    zipOf({ ...unzipSync(make()), [part]: (textsOf(make())[part] ?? '').replace(from, to) })

  const SHEET = { at: 'sheet', name: 'Bills' } as const
  const ROW = { at: 'cell', name: 'Bills', cell: 'A2' } as const
  test.each([
    ['xl/workbook.xml', '<sheet name', '<sheet state="veryHidden" name', 'sheet_hidden', SHEET],
    ['xl/worksheets/sheet1.xml', '<row r="2"', '<row hidden="1" r="2"', 'hidden', ROW],
  ])('in a workbook: %s', (part, from, to, kind, place) => {
    const made = changed(ordinaryXlsx, part, from, to)
    expect(stripOoxml(made).stays).toEqual([{ kind, place }])
  })

  test('a slide that is not shown', () => {
    const made = changed(ordinaryPptx, 'ppt/slides/slide1.xml', '<p:sld ', '<p:sld show="0" ')
    expect(stripOoxml(made).stays).toEqual([{ kind: 'slide_hidden', place: { at: 'slide', n: 1 } }])
  })

  test('rows, styles and notes of an open document', () => {
    const row = changed(
      ordinaryOds,
      'content.xml',
      '<table:table-row>',
      '<table:table-row table:visibility="collapse">',
    )
    const style = changed(
      ordinaryOdt,
      'content.xml',
      'officeooo:rsid="0012d687"',
      'text:display="none"',
    )
    const notes = changed(
      ordinaryOdp,
      'content.xml',
      '<draw:page-thumbnail draw:page-number="1"/>',
      '<draw:frame><draw:text-box><text:p>say this</text:p></draw:text-box></draw:frame>',
    )
    for (const [made, kind, place] of [
      [row, 'hidden', { ...ROW, cell: 'A1' }],
      [style, 'hidden', IN_TEXT],
      [notes, 'notes', { at: 'notes', n: 1 }],
    ] as const) {
      expect(stripOdf(made).stays).toEqual([{ kind, place }])
    }
  })
})

test('a file inside that is of a kind that can run programs is taken out as any other', async () => {
  const types = textsOf(docx())['[Content_Types].xml'] ?? ''
  const inside = (type: string) =>
    docx({
      '[Content_Types].xml': types.replace(
        '</Types>',
        `<Default Extension="xlsb" ContentType="application/vnd.${type}"/></Types>`,
      ),
      'word/_rels/document.xml.rels': rels('package embeddings/Sheet1.xlsb'),
      'word/embeddings/Sheet1.xlsb': 'AnnaSeed',
    })
  const kinds = ['ms-excel.sheet.binary.macroEnabled.12', 'ms-word.document.macroEnabled.12']
  for (const kind of kinds) {
    const copy = await look(new File([inside(kind)], 'a.docx'), 1 << 22)
    expect(copy.findings).toEqual(['embedded'])
    expect(Object.keys(unzipSync(copy.bytes)).join()).not.toMatch(/xlsb|embeddings/)
    expect(readable(copy.bytes).join('\n')).not.toMatch(/AnnaSeed|macroEnabled/)
  }
  for (const kind of ['ms-excel.sheet.binary.macroEnabled.main', 'ms-office.vbaProject']) {
    const refusal = look(new File([inside(kind)], 'a.docx'), 1 << 22)
    await expect(refusal).rejects.toMatchObject({ why: 'macros' })
    expect(() => stripOoxml(inside(kind))).toThrow(expect.objectContaining({ why: 'macros' }))
  }
})

test('a document that can run programs, needs a password or names a type of its own is not taken', () => {
  const refused = (bytes: DocumentBytes, strip: (bytes: DocumentBytes) => unknown = stripOoxml) => {
    try {
      strip(bytes)
      return null
    } catch (thrown) {
      return (thrown as { why?: string }).why
    }
  }
  const types = textsOf(docx())['[Content_Types].xml'] ?? ''
  const vba =
    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
  expect(
    refused(
      docx({ 'word/vbaProject.bin': 'x', '[Content_Types].xml': types.replace('</Types>', vba) }),
    ),
  ).toBe('macros')
  expect(refused(odt({ 'Basic/Standard/Module1.xml': 'x' }), stripOdf)).toBe('macros')
  const locked =
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'
  expect(refused(odt({ 'META-INF/manifest.xml': locked }), stripOdf)).toBe('locked')
  const text = textsOf(docx())['word/document.xml'] ?? ''
  const entity = text.replace(
    '?>',
    '?><!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
  )
  expect(refused(docx({ 'word/document.xml': entity }))).toBe('broken')
  expect(refused(docx({ 'word/document.xml': '<document/>' }))).toBe('broken')
  expect(refused(docx({ 'word/document.xml': text.replaceAll('w:', 'q:') }))).toBe('broken')
  const deep = `<w:p>`.repeat(5000)
  expect(refused(docx({ 'word/document.xml': text.replace('<w:p>', deep) }))).toBe('broken')
})

test('case 50: every part of the copy is from 1980', () => {
  const copy = stripOoxml(seededDocx()).bytes
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 < copy.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    expect([view.getUint16(at + 12, true), view.getUint16(at + 14, true)]).toEqual([0, 33])
  }
})

test('readers tell an open document by what stands in front, as it is', () => {
  const { bytes } = stripOdf(odt())
  expect(Buffer.from(bytes).subarray(30, 38).toString()).toBe('mimetype')
  expect(Buffer.from(bytes).subarray(38, 77).toString()).toBe(
    'application/vnd.oasis.opendocument.text',
  )
})

test.each(['altChunk', 'subDoc'])(
  'T-147 a document that shows the words of another file is refused, for a copy would lose them: %s',
  async (element) => {
    for (const path of ['word/document.xml', 'word/footer1.xml']) {
      const made = changed(ordinaryDocx, path, '<w:p>', `<w:${element}/><w:p>`)
      await expect(look(new File([made], 'a.docx'), 1 << 22)).rejects.toEqual(
        new FileRefused('broken'),
      )
    }
  },
)
