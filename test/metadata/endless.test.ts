import { expect, test } from 'vitest'
import { utf8 } from '#bytes.ts'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { refusedAs } from '#metadata/magic.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { leadsAway } from '#metadata/strip/odf/rules.ts'
import { ooxmlValue } from '#metadata/strip/ooxml/values.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { stripText } from '#metadata/strip/text.ts'
import { strip } from '#metadata/strip.ts'
import { changed } from './changed.ts'
import { docx, rels } from './documents.ts'
import { cellOf, madeSheet, S } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'
import {
  d,
  form,
  HELVETICA,
  n,
  onePage,
  PLAIN,
  r,
  s,
  spelt,
  t,
  type Value,
} from './pdf-spelling.ts'
import { readable } from './readable.ts'

/* Each would take longer than anybody lives if its time grew with more than the length of what is read. */

test('T-147 the name of a picture of any length is read at once', () => {
  const name = `Screenshot of the confidential salary overview${' and its yearly sum'.repeat(10)} (1).png`
  const made = changed(ordinaryPptx, 'ppt/slides/slide1.xml', 'name="Picture 3"', `name="${name}"`)
  expect(stripOoxml(made).findings).toContain('words')
})

test('T-147 a text that begins with many remarks is read at once', () => {
  const text = '<!-- a -->'.repeat(300)
  expect(refusedAs(new TextEncoder().encode(`${text}words`), 'a.md')).toBeNull()
  expect(refusedAs(new TextEncoder().encode(`${text}<script>`), 'a.md')).toBe('page')
})

test('T-147 a formula and the style of a shape of any length are read at once', () => {
  expect(leadsAway(`of:=${'a'.repeat(1e6)}`)).toBe(false)
  expect(leadsAway("of:='https://x.invalid/'#$A.A1")).toBe(true)
  expect(ooxmlValue('v:shape', 'style', `width:${' '.repeat(1e6)}Anna`) !== undefined).toBe(false)
  expect(ooxmlValue('v:shape', 'style', ' width : 72pt ; flip:x;')).toBe('width:72pt;flip:x')
})

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const V = 'urn:schemas-microsoft-com:vml'
const word = (body: string, more: Readonly<Record<string, string>> = {}) =>
  docx({
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:v="${V}"><w:body><w:p>${body}</w:p></w:body></w:document>`,
    ...more,
  })

test('T-147 lists within lists, deeper than anybody reads, are refused and no fault of ours', async () => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)} 0 d`
  await expect(strip(FILE_KINDS.pdf, onePage(deep))).rejects.toThrow(FileRefused)
})

test('T-147 fields within fields and styles on styles are followed as deep as Word does, and no deeper', () => {
  const nested = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
  expect(() => stripOoxml(word(nested.repeat(50_000)))).toThrow(FileRefused)
  expect(stripOoxml(word(nested.repeat(20))).findings).toContain('other')
  const styles = Array.from(
    { length: 20_000 },
    (_, n) => `<w:style w:styleId="S${n}"><w:basedOn w:val="S${n + 1}"/></w:style>`,
  ).join('')
  const styled = '<w:pPr><w:pStyle w:val="S0"/></w:pPr><w:r><w:t>a</w:t></w:r>'
  const parts = {
    'word/_rels/document.xml.rels': rels('styles styles.xml'),
    'word/styles.xml': `<w:styles xmlns:w="${W}">${styles}</w:styles>`,
  }
  expect(() => stripOoxml(word(styled, parts))).toThrow(FileRefused)
})

test('T-147 a place is one that a person finds: a long text is counted once', () => {
  const p = (words: string, how = '') =>
    `<w:p><w:r>${how && `<w:rPr>${how}</w:rPr>`}<w:t>${words}</w:t></w:r></w:p>`
  const body =
    Array.from({ length: 30_000 }, (_, n) => p(`${n}`)).join('') + p('off', '<w:vanish/>')
  const document = `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`
  const { stays } = stripOoxml(docx({ 'word/document.xml': document }))
  expect(stays.map(({ place }) => place)).toEqual([{ at: 'after', n: 30_000, words: '29999' }])
})

test('T-147 Word: a text of many thousand runs is joined in a moment', () => {
  const many = '<w:r><w:tab/><w:t>a</w:t></w:r>'.repeat(40_000)
  // Of this process alone: others may have the machine.
  const from = process.cpuUsage()
  expect(
    readable(stripOoxml(word(many)).bytes)
      .join('\n')
      .match(/<w:r>/g),
  ).toHaveLength(1)
  expect(process.cpuUsage(from).user).toBeLessThan(20_000_000)
})

test('T-147 an address in words does not say to whom it was sent, or when, however long an address is', () => {
  const start = process.cpuUsage()
  stripText('text', utf8('https://safelinks'.repeat(60_000)))
  stripText('text', utf8(`https://x.safelinks/?${'&url='.repeat(100_000)}`))
  stripText('text', utf8(`https://x.safelinks/?${'a&data=|&sa=,'.repeat(30_000)}`))
  stripText('text', utf8(`https://x.safelinks/?${`${'a'.repeat(3_999)}&b=`.repeat(200)}`.repeat(3)))
  stripOoxml(word(`<w:r><w:t>${'http://google.a/url?'.repeat(20_000)}</w:t></w:r>`))
  expect(process.cpuUsage(start).user).toBeLessThan(20_000_000)
})

test('T-147 blanks within a line and signs of Markdown are read once, however many there are', () => {
  const many = 500_000
  const texts = [
    `a${' '.repeat(many)}\u{3000}b`,
    `a${'\t'.repeat(many)}\u{3000}b`,
    `a${' \u{3000}'.repeat(many)}b`,
    `${' '.repeat(many)}\u{3000}b`,
    `${'`'.repeat(many)}a\`b`,
    `[a]: <b> "${' '.repeat(many)}c`,
    `[a]: b${' '.repeat(many)}c d`,
    `${'> '.repeat(many / 100)}[a]`,
    `<a ${'display '.repeat(many / 10)}`,
    `${'['.repeat(many)}${']'.repeat(many)}`,
  ]
  for (const text of texts) expect(stripText('text', utf8(text)).bytes.length).toBeGreaterThan(2)
})

test('T-147 eight thousand notes of as many authors take seconds', () => {
  const many = Array.from({ length: 8_000 }, (_, n) => n)
  const authors = many.map((n) => `<author>Anna Berg${n}</author>`).join('')
  const notes = many
    .map(
      (n) =>
        `<comment ref="A${n + 1}" authorId="${n}"><text><t>nobody of them, at all, and here is some more</t></text></comment>`,
    )
    .join('')
  const began = process.cpuUsage().user
  stripOoxml(
    madeSheet({
      cells: cellOf('Anna Berg signs'),
      links: ['comments c.xml'],
      more: {
        'xl/c.xml': `<comments xmlns="${S}"><authors>${authors}</authors><commentList>${notes}</commentList></comments>`,
      },
    }),
  )
  expect(process.cpuUsage().user - began).toBeLessThan(8_000_000)
})

test('T-147 many older drawings are compared by what they say, not by all that is in the text', () => {
  const shape =
    '<w:r><w:pict><v:shape style="width:72pt;height:72pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
  expect(stripOoxml(word(shape.repeat(4000))).stays).toEqual([])
})

test('T-147 the code of an equation is read once, whatever is in it', () => {
  const equation = (code: string) =>
    word(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    )
  const readings = String.raw`\s\up9(ka)\s\do9(na),`.repeat(200)
  expect(stripOoxml(equation(String.raw` EQ \o\ac(${readings}longerword) `)).findings).toContain(
    'words',
  )
  expect(stripOoxml(equation(String.raw` EQ \a${'\\ab12'.repeat(200)}&quot; `)).findings).toContain(
    'words',
  )
})

/** A page, and objects from 10 on of which each holds the next one twice: 2^30 ways lead to the last one. */
function twice(root: Record<string, Value>, make: (next: Value) => Value, last: Value) {
  const objects: Record<number, Value> = {
    1: d({ Type: n('Catalog'), Pages: r(2), ...root }),
    2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
    3: d({
      Type: n('Page'),
      Parent: r(2),
      MediaBox: [0, 0, 612, 792],
      Contents: r(4),
      Resources: d({
        Properties: d({ L: r(6) }),
        ExtGState: d({ G: d({ TR2: r(10) }) }),
        ColorSpace: d({ C: [n('Separation'), n('Ink'), n('DeviceRGB'), r(10)] }),
      }),
    }),
    4: s({}, '/OC /L BDC /G gs /C cs 1 scn 72 700 9 9 re f EMC'),
    6: d({ Type: n('OCMD'), OCGs: [r(7)], VE: r(10) }),
    7: d({ Type: n('OCG'), Name: t('a') }),
  }
  for (let at = 10; at < 40; at += 1) objects[at] = make(r(at + 1))
  return spelt({ ...objects, 40: last }, { Root: r(1) }, PLAIN)
}
const fields = d({ Fields: [r(10)] })
const layers = d({ OCGs: [r(7)], D: d({ Order: r(10) }) })

test.each<[string, () => ReturnType<typeof twice>]>([
  [
    'fields',
    () => twice({ AcroForm: fields }, (next) => d({ T: t('a'), Kids: [next, next] }), d({})),
  ],
  ['layers', () => twice({ OCProperties: layers }, (next) => [next, next], [r(7)])],
  ['conditions', () => twice({}, (next) => [n('And'), next, next], [n('And'), r(7)])],
  ['functions', () => twice({}, (next) => Array<Value>(40).fill(next), [])],
  [
    'values',
    () =>
      twice(
        { AcroForm: d({ Fields: [d({ FT: n('Ch'), T: t('a'), V: r(10) })] }) },
        (next) => [next, next],
        [t('a')],
      ),
  ],
])('T-147 %s of a PDF that hold each other twice are read once', async (_, made) => {
  expect((await stripPdf(made())).bytes.length).toBeLessThan(20_000)
})

test('T-147 a drawing of a PDF that takes too long is named, and ends', async () => {
  const drawn = (at: number) => ({ Resources: d({ XObject: d({ N: r(at) }) }) })
  const forms = Object.fromEntries(
    Array.from({ length: 11 }, (_, at) => [
      80 + at,
      form('/N Do '.repeat(20), drawn(at === 10 ? 24 : 81 + at)),
    ]),
  )
  const words = { Resources: d({ Font: d({ F: HELVETICA }) }) }
  const made = onePage('/N Do', drawn(80), {
    24: form('BT /F 12 Tf 20 100 Td (words) Tj ET', words),
    ...forms,
  })
  const start = process.cpuUsage()
  const { bytes, stays } = await stripPdf(made)
  expect((await stripPdf(bytes)).stays).toEqual(stays)
  expect(stays).toContainEqual({ kind: 'crowded', place: { at: 'pages', n: 1 } })
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(60_000)
}, 300_000)
