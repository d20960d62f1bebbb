import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changedParts } from './changed.ts'
import { docx, MAIN, rels, types, zipOf } from './documents.ts'
import { R, S, V, XDR } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'
import { PNG } from './pictures.ts'
import { readable } from './readable.ts'

const MC =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
const choice = (inside: string, more = '', requires = 'a14') =>
  `<mc:AlternateContent ${MC}><mc:Choice Requires="${requires}">${inside}</mc:Choice>${more}</mc:AlternateContent>`
const cleaned = (bytes: Uint8Array<ArrayBuffer>) => {
  const copy = stripOoxml(bytes)
  return { ...copy, text: readable(copy.bytes).join('\n') }
}

describe('T-147 words that only newer programs are offered are not lost', () => {
  const formula = (run: string, around = (inside: string) => inside) =>
    `<a14:m><m:oMathPara><m:oMath>${around(`<m:r>${run}<m:t>sum</m:t></m:r>`)}</m:oMath></m:oMathPara></a14:m>`
  const shape = (run: string, words = 'offered', colour = '') =>
    `<p:sp><p:nvSpPr><p:cNvPr id="40" name="A"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2900000" cy="2900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr>${colour}</a:rPr><a:t>${words}</a:t></a:r>${run}</a:p></p:txBody></p:sp>`
  const slide = (inside: string) =>
    changedParts(ordinaryPptx, {
      'ppt/slides/slide1.xml': (text) => text.replace('</p:spTree>', `${inside}</p:spTree>`),
    })

  test.each([
    ['without an alternative', ''],
    ['with an empty one', '<mc:Fallback/>'],
  ])('on a slide, %s, and formulas with them', (_, more) => {
    const { text, stays } = cleaned(slide(choice(shape(formula('')), more)))
    expect(text).toMatch(/offered<\/a:t>.*<a14:m>.*<m:t>sum<\/m:t>.*<\/a14:m>/)
    expect(stays).toEqual([])
  })

  test.each([
    ['words', choice(shape('', 'offered', '<a:noFill/>'))],
    [
      'words in white',
      choice(shape('', 'offered', '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')),
    ],
    [
      'what takes the place of a formula and is not drawn',
      choice(shape(formula('', (inside) => `<m:phant><m:e>${inside}</m:e></m:phant>`))),
    ],
  ])('and are judged like any: %s', (_, inside) => {
    expect(cleaned(slide(inside)).stays).toEqual([{ kind: 'hidden', place: { at: 'slide', n: 1 } }])
  })

  test('how letters of a formula look is ours, so that they are seen', () => {
    const run = '<a:rPr sz="100"><a:noFill/></a:rPr>'
    const { text } = cleaned(slide(choice(shape(formula(run)))))
    expect(text).toContain('<m:r><m:t>sum</m:t></m:r>')
  })

  test('fonts for a script in which nothing is written are in no copy, wherever they are named', () => {
    const fonts = (ea: string, cs: string) =>
      `<a:ea typeface="${ea}"/><a:cs typeface="${cs}"/><a:sym typeface="Sign1"/>`
    const made = (words: string) =>
      changedParts(ordinaryPptx, {
        'ppt/slides/slide1.xml': (text) =>
          text.replace('</p:spTree>', `${shape('', words, fonts('Seed1', 'Seed2'))}</p:spTree>`),
        'ppt/presentation.xml': (text) =>
          text.replace(
            '</p:presentation>',
            `<p:defaultTextStyle xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:lvl1pPr><a:defRPr>${fonts('Seed3', 'Seed4')}</a:defRPr></a:lvl1pPr></p:defaultTextStyle></p:presentation>`,
          ),
      })
    expect(cleaned(made('offered')).text).not.toMatch(/Seed|Sign/)
    const east = cleaned(made('会議')).text
    expect(east.match(/Seed\d/g)).toEqual(expect.arrayContaining(['Seed1', 'Seed3']))
    expect(east).not.toMatch(/Seed[24]/)
    expect(cleaned(made('جلسة')).text).not.toMatch(/Seed[13]/)
  })

  test('nor is a font of letters beyond ASCII where there are none', () => {
    const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const made = (words: string) =>
      cleaned(
        docx({
          'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Seed"/></w:rPr><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`,
        }),
      ).text
    expect(made('offered')).toContain('w:ascii="Arial"')
    expect(made('offered')).not.toContain('Seed')
    expect(made('à offrir')).toContain('Seed')
  })

  test.each([
    ['other words', shape('', 'SeedWord')],
    [
      'a shape without words',
      '<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>',
    ],
  ])('what newer programs show is in the copy, where older ones would show %s', (_, older) => {
    const inside = choice(shape(''), `<mc:Fallback>${older}</mc:Fallback>`, 'p14').replace(
      MC,
      `${MC} xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"`,
    )
    const { text, findings } = cleaned(slide(inside))
    expect(text).toContain('offered')
    expect(text).not.toContain('SeedWord')
    expect(findings.includes('words')).toBe(older.includes('SeedWord'))
  })

  test.each([
    ['words of an older drawing', '<v:textpath on="t" string="SeedWord"/>'],
    [
      'signs',
      '<v:textbox><w:txbxContent><w:p><w:r><w:sym w:font="Arial" w:char="0043"/></w:r></w:p></w:txbxContent></v:textbox>',
    ],
    ['a picture', '<v:imagedata r:id="rId9"/>'],
  ])('%s that only older programs would show are in no copy', (_, inside) => {
    const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const WPS = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'
    const drawing = `<w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><a:graphic><a:graphicData uri="${WPS}"><wps:wsp><wps:spPr/><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`
    const { bytes, text, findings } = cleaned(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:v="${V}" xmlns:wps="${WPS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body><w:p><w:r><w:t>seen</w:t></w:r><w:r>${choice(drawing, `<mc:Fallback><w:pict><v:shape style="width:100pt;height:40pt">${inside}</v:shape></w:pict></mc:Fallback>`, 'wps')}</w:r></w:p></w:body></w:document>`,
        'word/_rels/document.xml.rels': rels('image9 media/a.png')
          .replace('"rId1"', '"rId9"')
          .replace('/image9"', '/image"'),
        'word/media/a.png': PNG,
      }),
    )
    expect(text).toContain('wps:wsp')
    expect(text).not.toMatch(/SeedWord|w:sym|v:imagedata/)
    expect(Object.keys(unzipSync(bytes)).filter((name) => name.includes('media'))).toEqual([])
    expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/^(words|hidden)$/)]))
  })

  test('in a text', () => {
    const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const paragraph = '<w:p><w:r><w:t>offered</w:t></w:r></w:p>'
    const { text, stays } = cleaned(
      docx({
        'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${choice(paragraph, '', 'w14')}<w:p><w:r>${choice('<w:t>too</w:t>', '', 'w14')}</w:r></w:p></w:body></w:document>`,
      }),
    )
    expect(text).toContain(paragraph)
    expect(text).toContain('<w:t>too</w:t>')
    expect(stays).toEqual([])
  })

  test.each(['', '<mc:Fallback/>', '<mc:Fallback><w:r><w:t>seen</w:t></w:r></mc:Fallback>'])(
    'words for a program that nobody knows are shown nowhere, so they go and that is said %#',
    (more) => {
      const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
      const inside = choice('<w:r><w:t>SeedWord</w:t></w:r>', more, 'zz').replace(
        MC,
        `${MC} xmlns:zz="urn:nobody"`,
      )
      const { text, findings } = cleaned(
        docx({
          'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>1) This</w:t></w:r>${inside}</w:p></w:body></w:document>`,
        }),
      )
      expect(text).toContain('1) This')
      expect(text).not.toContain('SeedWord')
      expect(text.includes('seen')).toBe(more.includes('seen'))
      expect(findings).toContain('words')
    },
  )
})

describe('T-147 a control on a sheet is no program, and its words stay', () => {
  const control = (type: string, formulas = '') =>
    `<v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute;margin-left:72pt;margin-top:72pt;width:108pt;height:22pt"><v:textbox><div>I agree</div></v:textbox><x:ClientData ObjectType="${type}"><x:Anchor>1, 11, 5, 11, 2, 69, 7, 5</x:Anchor><x:Checked>1</x:Checked>${formulas}</x:ClientData></v:shape>`
  const made = (type: string, formulas = '') =>
    zipOf({
      '[Content_Types].xml': types(
        '/xl/workbook.xml',
        `${MAIN}.spreadsheetml.sheet.main+xml`,
        '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/>',
      ),
      '_rels/.rels': rels('officeDocument xl/workbook.xml'),
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml'),
      'xl/s.xml': `<worksheet xmlns="${S}" xmlns:r="${R}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>${choice('<controls><control shapeId="1025" r:id="rId3" name="Check Box 1"><controlPr defaultSize="0"/></control></controls>', '', 'x14')}</worksheet>`,
      'xl/_rels/s.xml.rels': rels(
        'drawing d.xml',
        'vmlDrawing v.vml',
        'ctrlProp ctrlProps/ctrlProp1.xml',
      ),
      'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${choice('<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1025" name="Check Box 1" hidden="1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>I agree</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>', '<mc:Fallback/>')}</xdr:wsDr>`,
      'xl/v.vml': `<xml xmlns:v="${V}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">${control(type, formulas)}</xml>`,
      'xl/ctrlProps/ctrlProp1.xml': `<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" checked="Checked" fmlaLink="$A$1"/>`,
    })

  test.each(['Checkbox', 'Radio', 'GBox', 'Button', 'Label'])('%s', (type) => {
    const { text, findings, stays } = cleaned(made(type))
    expect(text).toContain('<div>I agree</div>')
    expect(text).not.toContain('I agree</a:t>')
    expect(text).toContain(`ObjectType="${type}"`)
    expect([findings, stays]).toEqual([['other'], []])
  })

  test('words on two lines, which Excel writes as HTML and not as XML', () => {
    const parts = unzipSync(made('Button'))
    const drawing = Buffer.from(parts['xl/v.vml'] ?? []).toString()
    const { text, stays } = cleaned(
      zipOf({ ...parts, 'xl/v.vml': drawing.replace('I agree', 'I agree<br>\r\n with it') }),
    )
    expect(text).toMatch(/<div>I agree<br\/>\s+with it<\/div>/)
    expect(stays).toEqual([])
  })

  const W = 'http://www.wps.cn/officeDocument'
  const picture = (name: string, type: string, inside: string) => {
    const parts = unzipSync(made('Label'))
    const list = Buffer.from(parts['[Content_Types].xml'] ?? []).toString()
    const override = `<Override PartName="/xl/${name}.xml" ContentType="application/${type}+xml"/>`
    return zipOf({
      ...parts,
      '[Content_Types].xml': list.replace('</Types>', `${override}</Types>`),
      [`xl/${name}.xml`]: inside,
      'xl/_rels/workbook.xml.rels': rels('worksheet s.xml', `${W}/2020/cellImage ${name}.xml`),
      [`xl/_rels/${name}.xml.rels`]: rels('image p.png'),
      'xl/p.png': PNG,
    })
  }
  test.each([
    ['WPS', 'cellimages', 'vnd.wps-officedocument.cellimage'],
    ['newer Excel', 'richValueRel', 'vnd.ms-excel.richvaluerel'],
  ])('pictures in the cells of %s would be lost: the workbook is refused', (_, name, type) => {
    const inside = `<x:cellImages xmlns:x="${W}/2017/etCustomData"/>`
    const bytes = picture(name, type, inside)
    expect(() => stripOoxml(bytes)).toThrow('broken')
    const { 'xl/p.png': _png, ...parts } = unzipSync(bytes)
    expect(cleaned(zipOf(parts)).stays).toEqual([])
  })

  test('the cell that it changes is no program either, a macro is', () => {
    const link = '<x:FmlaLink>$A$1</x:FmlaLink>'
    expect(cleaned(made('Checkbox', link)).findings).toEqual(['other'])
    const macro = '<x:FmlaMacro>[0]!Run</x:FmlaMacro>'
    expect(cleaned(made('Button', macro)).findings).toEqual(['scripts', 'other'])
  })
})
