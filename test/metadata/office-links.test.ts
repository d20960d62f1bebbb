import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, zipOf } from './documents.ts'
import { ordinaryDocx, ordinaryPptx, ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'

test.each(['', ' '])('T-147 a link with no words on it (%j) leads nowhere', (words) => {
  const word = changed(
    ordinaryDocx,
    'word/document.xml',
    '<w:t>a page</w:t>',
    `<w:t xml:space="preserve">${words}</w:t>`,
  )
  const cleaned = stripOoxml(word)
  expect(readable(cleaned.bytes).join('\n')).not.toContain('press.invalid')
  expect(cleaned.findings).toContain('links')
  expect(readable(stripOoxml(ordinaryDocx()).bytes).join('\n')).toContain('press.invalid')
  const open = odt({
    'content.xml': odfPart(
      'document-content',
      `<office:body><office:text><text:p>a<text:a xlink:href="https://seed.invalid/">${words}</text:a></text:p></office:text></office:body>`,
    ),
  })
  expect(readable(stripOdf(open).bytes).join('\n')).not.toContain('seed.invalid')
})

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`

test.each([
  ['', false],
  ['<w:r><w:t xml:space="preserve"> </w:t></w:r>', false],
  ['<w:r><w:t>a page</w:t></w:r>', true],
  ['<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', true],
])('T-147 the field of a link over %j stays: %s', (result, stays) => {
  const code = ' HYPERLINK "https://seed.invalid/" '
  for (const field of [
    `${char('begin')}<w:r><w:instrText>${code}</w:instrText></w:r>${char('separate')}${result}${char('end')}`,
    `<w:fldSimple w:instr='${code}'>${result}</w:fldSimple>`,
  ]) {
    const { bytes, findings } = stripOoxml(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>VISIBLE</w:t></w:r>${field}</w:p></w:body></w:document>`,
      }),
    )
    expect(readable(bytes).join('\n').includes('seed.invalid')).toBe(stays)
    expect(findings.includes('links')).toBe(!stays)
  }
})

test('T-147 the window in which a link opens is no address', () => {
  const link = '<w:hyperlink '
  const { findings } = stripOoxml(
    changed(ordinaryDocx, 'word/document.xml', link, `${link}w:tgtFrame="_blank" `),
  )
  expect(findings).toEqual(stripOoxml(ordinaryDocx()).findings)
})

test.each([
  ['A1:XFD1048576', 'A1'],
  ['A1:ZZ9', 'A1:B2'],
  ['A1', 'A1'],
  ['B2:D4', 'B2'],
  ['C3:D4', undefined],
])('T-147 a link on the cells %s reaches as far as something is written: %s', (ref, left) => {
  const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>VISIBLE</t></is></c>`
  const made = zipOf({
    ...unzipSync(ordinaryXlsx()),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell('A1')}${cell('B1')}</row><row r="2">${cell('A2')}${cell('B2')}</row></sheetData><hyperlinks><hyperlink ref="${ref}" location="Bills!A1"/></hyperlinks></worksheet>`,
  })
  const read = readable(stripOoxml(made).bytes).join('\n')
  expect(/hyperlink [^>]*ref="([^"]*)"/.exec(read)?.[1]).toBe(left)
})

test('T-147 a link on a shape beside its slide is named', () => {
  const shape = (x: number) =>
    changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</p:spTree>',
      `<p:sp><p:nvSpPr><p:cNvPr id="77" name="Rectangle 7"><a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${x}" y="100000"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></p:spPr></p:sp></p:spTree>`,
    )
  const place = { at: 'slide', n: 1 }
  expect(stripOoxml(shape(99_000_000)).stays).toEqual([{ kind: 'drawing_hidden', place }])
  expect(stripOoxml(shape(100_000)).stays).toEqual([])
})

const SAFE =
  'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpress.invalid%2Fa%3Fb%3D%2522&data=05%7C01%7Canna.berg%40corp.example%7C0&reserved=0'

test.each([
  [SAFE, 'https://press.invalid/a?b=%22'],
  [
    `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?locale=de&url=${encodeURIComponent(SAFE)}&c=anna.berg`,
    'https://press.invalid/a?b=%22',
  ],
  [
    'https://www.google.com/url?q=https://press.invalid/a%3Fb&sa=D&source=editors&ust=1773500966000000&usg=anna.berg',
    'https://press.invalid/a?b',
  ],
  ['mailto:desk@press.invalid?subject=hi&bcc=anna.berg@corp.example', 'mailto:desk@press.invalid'],
  ['https://x.safelinks.invalid/?url=file%3A%2F%2Fanna.berg', undefined],
])('T-147 a link does not say to whom it was sent: %s', (address, bare) => {
  const inXml = address.replaceAll('&', '&amp;')
  const code = ` HYPERLINK &quot;${inXml}&quot; `
  const made = [
    stripOoxml(
      changed(ordinaryDocx, 'word/_rels/document.xml.rels', 'https://press.invalid/', inXml),
    ),
    stripOoxml(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:fldSimple w:instr="${code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p></w:body></w:document>`,
      }),
    ),
    stripOdf(
      odt({
        'content.xml': odfPart(
          'document-content',
          `<office:body><office:text><text:p><text:a xlink:href="${inXml}">x</text:a></text:p></office:text></office:body>`,
        ),
      }),
    ),
  ]
  for (const { bytes, findings } of made) {
    const read = readable(bytes).join('\n')
    expect(read).not.toMatch(/anna\.berg/)
    if (bare !== undefined) expect(read).toContain(`"${bare}"`.slice(1, -1))
    expect(findings.join()).toMatch(/links|wrapped/)
  }
})
