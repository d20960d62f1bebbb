import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { casesIn } from './cases.ts'
import { changedParts } from './changed.ts'
import { type DocumentBytes, docx, odfPart, odt, rels, zipOf } from './documents.ts'
import { cellOf, madeSheet } from './made-sheets.ts'
import { OFFICE_365 } from './office-365-documents.ts'
import { ORDINARY } from './office-documents.ts'
import { ORDINARY_PDF } from './pdf-ordinary.ts'
import { d, HELVETICA, n, onePage, r, s } from './pdf-spelling.ts'
import { MOVING_GIF, PNG } from './pictures.ts'
import { readable } from './readable.ts'
import { SEEDED } from './seeded-documents.ts'

/* Who cleans a copy hears nothing new: what stays is named again, nothing is found, and the copy is the same. */

const LIMIT = 1 << 23
const DOCUMENTS: Readonly<Record<string, () => DocumentBytes>> = {
  ...ORDINARY,
  ...Object.fromEntries(Object.entries(SEEDED).map(([name, make]) => [`seeded-${name}`, make])),
  ...OFFICE_365,
}

/** @returns whether the document was taken */
async function expectSameAgain(name: string, bytes: DocumentBytes, what = name): Promise<boolean> {
  const cleaned = (content: DocumentBytes) => look(new File([content], name), LIMIT)
  const once = await cleaned(bytes).catch((error: unknown) => {
    if (!(error instanceof FileRefused)) throw error
    return null
  })
  if (once === null) return false
  const again = await cleaned(once.bytes)
  expect({ what, findings: again.findings, stays: again.stays }).toEqual({
    ...{ what, findings: [] },
    stays: once.stays,
  })
  expect(Buffer.compare(again.bytes, once.bytes), what).toBe(0)
  return true
}

test('T-147 what stays of a case is named again, and nothing is found', async () => {
  let taken = 0
  for (const { name, bytes } of [...casesIn('metadata'), ...casesIn('files')]) {
    if (await expectSameAgain(name, bytes)) taken += 1
  }
  expect(taken).toBeGreaterThan(40)
})

describe('T-147 a copy that is cleaned again has what it had, and nothing is found', () => {
  test.each(Object.entries(ORDINARY_PDF))('%s', async (_name, make) => {
    expect(await expectSameAgain('a.pdf', make())).toBe(true)
  })

  test.each(Object.entries(DOCUMENTS))(
    '%s, and with any of its elements gone or twice',
    async (name, make) => {
      const bytes = make()
      expect(await expectSameAgain(name, bytes)).toBe(true)
      const chance = chanceOf(name)
      for (let n = 0; n < 25; n += 1) {
        const [changed, what] = changedSomewhere(bytes, chance)
        await expectSameAgain(name, changed, what)
      }
    },
  )
})

describe('T-147 what comes of one step of cleaning is no find of the next', () => {
  const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

  test('a note with a name of nobody whom the list of authors names', async () => {
    const note = `<comments xmlns="${S}"><authors><author>Autor</author></authors><commentList><comment ref="A1" authorId="0"><text><r><rPr><b/></rPr><t>Seed, Anna:</t></r><r><t xml:space="preserve">\nwords</t></r></text></comment></commentList></comments>`
    const made = madeSheet({
      more: {
        'xl/worksheets/_rels/sheet1.xml.rels': rels('comments c.xml'),
        'xl/worksheets/c.xml': note,
        'xl/_rels/s.xml.rels': rels('comments c.xml'),
        'xl/c.xml': note,
      },
    })
    const { stays } = await look(new File([made], 'a.xlsx'), LIMIT)
    expect(stays).toMatchObject([{ kind: 'remark' }])
    expect(await expectSameAgain('a.xlsx', made)).toBe(true)
  })

  test('values of a pivot table that stand for others and look like numbers and days of cells', async () => {
    const items = `<sharedItems><n v="77"/><n v="88"/><d v="2026-03-14T07:35:56"/><d v="2026-03-15T07:35:56"/></sharedItems>`
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><pivotCaches><pivotCache cacheId="1" r:id="rId5"/></pivotCaches></workbook>`
    const made = madeSheet({
      cells: cellOf('-1', 'n') + cellOf('1', 'n'),
      more: {
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': rels(
          ...['worksheet s.xml', 'styles st.xml', 'theme t.xml', 'sharedStrings ss.xml'],
          'pivotCacheDefinition p.xml',
        ),
        'xl/p.xml': `<pivotCacheDefinition xmlns="${S}"><cacheSource type="worksheet"><worksheetSource ref="A1:A3" sheet="Bills"/></cacheSource><cacheFields count="1"><cacheField name="Name" numFmtId="0">${items}</cacheField></cacheFields></pivotCacheDefinition>`,
      },
    })
    expect(await expectSameAgain('a.xlsx', made)).toBe(true)
  })

  test('a style that only runs have which are joined with others', async () => {
    const style = (id: string, more: string) =>
      `<w:style w:type="character" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:rPr>${more}</w:rPr></w:style>`
    const run = (id: string, words: string) =>
      `<w:r><w:rPr><w:rStyle w:val="${id}"/></w:rPr>${words}</w:r>`
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>one</w:t></w:r>${run('Mine', '')}${run('Yours', '<w:t>two</w:t>')}</w:p></w:body></w:document>`,
      'word/_rels/document.xml.rels': rels('styles styles.xml'),
      'word/styles.xml': `<w:styles xmlns:w="${W}">${style('Mine', '<w:b/>')}${style('Yours', '<w:i/>')}</w:styles>`,
    })
    expect(await expectSameAgain('a.docx', made)).toBe(true)
  })

  test.each([
    ['text within q and Q behind text', 'BT /F 12 Tf 9 9 Td (a) Tj ET q BT /F 12 Tf (b) Tj ET Q'],
    [
      'a picture in the content that nobody can read',
      'BI /W 4 /H 4 /BPC 8 /CS /G /F /AHx ID 0S> EI',
    ],
  ])('a PDF with %s', async (_what, content) => {
    const page = { Resources: d({ Font: d({ F: HELVETICA }) }) }
    expect(await expectSameAgain('a.pdf', onePage(content, page))).toBe(true)
  })

  test('a PDF with a form that offers what it does not draw with, before one that does', async () => {
    const form = (content: string, ...names: readonly string[]) =>
      s(
        {
          ...{ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 90, 90] },
          Resources: d({ ExtGState: d(Object.fromEntries(names.map((name) => [name, r(12)]))) }),
        },
        content,
      )
    const made = onePage(
      '/P Do /Q Do',
      { Resources: d({ XObject: d({ P: r(10), Q: r(11) }) }) },
      {
        10: form('0 0 9 9 re f', 'A', 'B'),
        11: form('/C gs 9 9 9 9 re f', 'C'),
        12: d({ Type: n('ExtGState'), ca: 0.5 }),
      },
    )
    expect(await expectSameAgain('a.pdf', made)).toBe(true)
  })

  test('a PDF with letters of its own, of which one draws a form of its name', async () => {
    const font = d({
      ...{ Type: n('Font'), Subtype: n('Type3'), FontBBox: [0, 0, 9, 9] },
      ...{ FontMatrix: [0.1, 0, 0, 0.1, 0, 0], FirstChar: 65, LastChar: 66, Widths: [9, 9] },
      CharProcs: d({ a: r(11), P: r(12) }),
      Encoding: d({ Differences: [65, n('P'), n('a')] }),
      Resources: d({ XObject: d({ P: r(13) }) }),
    })
    const made = onePage(
      'BT /F 12 Tf 9 9 Td (AB) Tj ET',
      { Resources: d({ Font: d({ F: r(10) }) }) },
      {
        ...{ 10: font, 11: s({}, '9 0 d0 0 0 9 9 re f'), 12: s({}, '9 0 d0 /P Do') },
        13: s({ Type: n('XObject'), Subtype: n('Form'), BBox: [0, 0, 9, 9] }, '0 0 5 5 re f'),
      },
    )
    expect(await expectSameAgain('a.pdf', made)).toBe(true)
  })

  test('a PDF with a letter of its own that is not drawn, and a picture that only this draws', async () => {
    const stream = (content: string) => s({}, content)
    const font = d({
      ...{ Type: n('Font'), Subtype: n('Type3'), FontBBox: [0, 0, 9, 9] },
      ...{ FontMatrix: [0.1, 0, 0, 0.1, 0, 0], FirstChar: 65, LastChar: 66, Widths: [9, 9] },
      CharProcs: d({ a: r(11), b: r(12) }),
      Encoding: d({ Differences: [65, n('a'), n('b')] }),
      Resources: d({ XObject: d({ P: r(13) }) }),
    })
    const picture = s(
      {
        ...{ Type: n('XObject'), Subtype: n('Image'), Width: 2, Height: 1 },
        ...{ BitsPerComponent: 8, ColorSpace: n('DeviceGray') },
      },
      new Uint8Array([7, 99]),
    )
    const made = onePage(
      'BT /F 12 Tf 9 9 Td (A) Tj ET',
      { Resources: d({ Font: d({ F: r(10) }) }) },
      { 10: font, 11: stream('9 0 d0 0 0 9 9 re f'), 12: stream('9 0 d0 /P Do'), 13: picture },
    )
    const { bytes } = await look(new File([made], 'a.pdf'), LIMIT)
    expect(readable(bytes).join('\n')).not.toContain('/Image')
    expect(await expectSameAgain('a.pdf', made)).toBe(true)
  })

  test('a mark between words, and empty cells that a formula fills', async () => {
    const span = (words: string) => `<text:span text:style-name="T">${words}</text:span>`
    const text = odt({
      'content.xml': odfPart(
        'document-content',
        `<office:automatic-styles><style:style style:name="T" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:text><text:p>${span('one')}<text:bookmark text:name="m"/>${span('two')}</text:p></office:text></office:body>`,
      ),
    })
    expect(await expectSameAgain('a.odt', text)).toBe(true)
    const cell = (more: string) =>
      `<table:table-cell office:value-type="float" office:value="1" ${more}><text:p>1</text:p></table:table-cell>`
    const sheet = zipOf({
      ...unzipSync(ORDINARY['a.ods']()),
      'content.xml': odfPart(
        'document-content',
        `<office:body><office:spreadsheet><table:table table:name="Bills"><table:table-column table:number-columns-repeated="3"/><table:table-row>${cell('table:formula="of:=NOW()+[.D1:.E2]" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="2"')}${cell('')}</table:table-row></table:table></office:spreadsheet></office:body>`,
      ),
    })
    expect(await expectSameAgain('a.ods', sheet)).toBe(true)
  })

  test('an extension of a sheet that has lost what was in it', async () => {
    const made = madeSheet({
      sheet:
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Gone!A1</xm:f><xm:sqref>A1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>',
    })
    expect(await expectSameAgain('a.xlsx', made)).toBe(true)
  })

  test('a link to a name of a sheet, and a look of a table that no table has', async () => {
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="Sums" localSheetId="0">Bills!$A$1</definedName></definedNames></workbook>`
    const looks = `<styleSheet xmlns="${S}"><fonts><font/></fonts><fills><fill/></fills><cellXfs><xf/><xf/></cellXfs><dxfs><dxf><font><b/></font></dxf></dxfs><tableStyles><tableStyle name="Mine"><tableStyleElement type="wholeTable" dxfId="0"/></tableStyle></tableStyles></styleSheet>`
    const made = madeSheet({
      sheet: '<hyperlinks><hyperlink ref="A1" location="Bills!Sums"/></hyperlinks>',
      more: { 'xl/workbook.xml': book, 'xl/st.xml': looks },
    })
    expect(readable((await look(new File([made], 'a.xlsx'), LIMIT)).bytes).join()).toContain(
      'location="Bills!Sums"',
    )
    expect(await expectSameAgain('a.xlsx', made)).toBe(true)
  })

  test('a run whose style is not there, and one without a letter', async () => {
    const body =
      '<w:p><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>one</w:t></w:r></w:p><w:p><m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:rPr><m:nor/></m:rPr><m:t>\u{200b}</m:t></m:r></m:oMath></w:p>'
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>${body}</w:body></w:document>`,
    })
    expect(await expectSameAgain('a.docx', made)).toBe(true)
  })

  test('pictures of bullets, of which a list draws the last only', async () => {
    const bullet = (n: number) =>
      `<w:numPicBullet w:numPicBulletId="${n}"><w:pict><v:shape id="_x0000_i102${n}" style="width:9pt;height:9pt" o:bullet="t"><v:imagedata r:id="rId${n + 1}"/></v:shape></w:pict></w:numPicBullet>`
    const made = docx({
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p></w:body></w:document>`,
      'word/_rels/document.xml.rels': rels('numbering numbering.xml'),
      'word/numbering.xml': `<w:numbering xmlns:w="${W}" xmlns:r="${R}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">${bullet(0)}${bullet(1)}<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/><w:lvlPicBulletId w:val="1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
      'word/_rels/numbering.xml.rels': rels('image one.png', 'image two.gif'),
      'word/one.png': PNG,
      'word/two.gif': MOVING_GIF,
    })
    const { bytes } = await look(new File([made], 'a.docx'), LIMIT)
    expect(Object.keys(unzipSync(bytes))).toContain('word/media/image1.gif')
    expect(await expectSameAgain('a.docx', made)).toBe(true)
  })

  const drawn = (id: number, more = '') =>
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="a"/><p:cNvSpPr/><p:nvPr>${more}</p:nvPr></p:nvSpPr><p:spPr/></p:sp>`
  const extended = '<a:extLst><a:ext uri="{1}"/></a:extLst>'
  const object = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="8" name="a"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData><p:oleObj r:id="rId9"><p:embed/><p:pic><p:nvPicPr><p:cNvPr id="9" name="a">${extended}</p:cNvPr><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId5">${extended}</a:blip></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr></p:pic></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>`

  test.each<readonly [string, string, (text: string) => string]>([
    [
      'a shape of a master that every slide leaves out, and a place behind it',
      'ppt/slideMasters/slideMaster1.xml',
      (text) =>
        text.replace('</p:spTree>', `${drawn(2)}${drawn(3, '<p:ph type="title"/>')}</p:spTree>`),
    ],
    [
      'an object that becomes its picture',
      'ppt/slides/slide1.xml',
      (text) => text.replace(/<p:pic>.*<\/p:pic>/s, object),
    ],
  ])('a show with %s', async (_what, part, change) => {
    const made = changedParts(ORDINARY['a.pptx'], {
      [part]: change,
      'ppt/slideLayouts/slideLayout1.xml': (text) =>
        text.replace('<p:sldLayout', '<p:sldLayout showMasterSp="0"'),
    })
    expect(await expectSameAgain('a.pptx', made)).toBe(true)
  })

  test('a money in a cell of a text, and a sheet that was copied from elsewhere', async () => {
    const cell = `<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1"><text:p>1 EUR</text:p></table:table-cell>`
    const text = odt({
      'content.xml': odfPart(
        'document-content',
        `<office:body><office:text><table:table><table:table-column/><table:table-row>${cell}</table:table-row></table:table></office:text></office:body>`,
      ),
    })
    expect(await expectSameAgain('a.odt', text)).toBe(true)
  })
})

/** The same numbers each time. */
function chanceOf(seed: string): (most: number) => number {
  let now = [...seed].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7)
  return (most) => {
    now = (now * 1_664_525 + 1_013_904_223) >>> 0
    return Math.floor((now / 2 ** 32) * most)
  }
}

/** A document with an element gone, twice, or with another number in it. */
function changedSomewhere(bytes: DocumentBytes, chance: (most: number) => number) {
  const parts = unzipSync(bytes)
  const names = Object.keys(parts).filter((name) => /\.xml$/.test(name) && !/^\[|META/.test(name))
  const name = names[chance(names.length)] ?? ''
  const text = new TextDecoder().decode(parts[name])
  const all = elementsOf(text)
  const [from, to] = all[chance(all.length)] ?? [0, 0]
  const one = text.slice(from, to)
  const how = chance(3)
  const next =
    how === 0 ? '' : how === 1 ? one + one : one.replace(/\d+/, (digits) => `${Number(digits) + 1}`)
  const made = text.slice(0, from) + next + text.slice(to)
  return [zipOf({ ...parts, [name]: made }), `${name} ${how} ${one.slice(0, 80)}`] as const
}

/** Where elements begin and end, but for the first. */
function elementsOf(text: string): readonly (readonly [number, number])[] {
  const open: number[] = []
  const all: (readonly [number, number])[] = []
  for (const tag of text.matchAll(/<(\/?)[\w:.-]+(?:\s+[\w:.-]+="[^"]*")*\s*(\/?)>/g)) {
    const end = tag.index + tag[0].length
    if (tag[1] === '/') {
      const from = open.pop()
      if (from !== undefined && open.length > 0) all.push([from, end])
    } else if (tag[2] === '/') all.push([tag.index, end])
    else open.push(tag.index)
  }
  return all
}
