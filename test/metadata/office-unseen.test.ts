import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { rels } from './documents.ts'
import { C, cellOf, madeSheet, S, type Sheet, V } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const read = (bytes: Uint8Array) => readable(bytes).join('\n')
const SLIDE = 'ppt/slides/slide1.xml'
const onSlide = (inside: string) =>
  changed(ordinaryPptx, SLIDE, '</p:spTree>', `${inside}</p:spTree>`)
const box = (body: string, words: string, properties = '', more = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="77" name="T">${more}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="100000" y="100000"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${properties}</p:spPr><p:txBody>${body}${words}</p:txBody></p:sp>`
const words = '<a:p><a:r><a:t>words</a:t></a:r></a:p>'
const table = (cells: string) =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="66" name="t"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="370840"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="900000"/><a:gridCol w="900000"/></a:tblGrid><a:tr h="370840">${cells}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
const cell = (text: string, properties = '<a:tcPr/>') =>
  `<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody>${properties}</a:tc>`

describe('T-147 PowerPoint: words that are pushed out of view are named', () => {
  const lines = '<a:p><a:endParaRPr lang="en-US"/></a:p>'.repeat(60)
  test.each([
    [
      'by columns that are wider than their box',
      box('<a:bodyPr numCol="16" spcCol="9000000"/>', words),
    ],
    ['by the edge of their box', box('<a:bodyPr wrap="none" lIns="50000000"/>', words)],
    ['by an edge before the slide', box('<a:bodyPr lIns="-50000000"/>', words)],
    ['by empty lines', box('<a:bodyPr/>', lines + words)],
    [
      'seen from their edge',
      box(
        '<a:bodyPr><a:scene3d><a:camera prst="orthographicFront"><a:rot lat="5400000" lon="0" rev="0"/></a:camera><a:lightRig rig="threePt" dir="t"/></a:scene3d></a:bodyPr>',
        words,
      ),
    ],
    ['by margins of a cell', table(cell('x') + cell('words', '<a:tcPr marL="90000000"/>'))],
  ])('%s', (_, inside) => {
    expect(stripOoxml(onSlide(inside)).stays).toEqual([
      { kind: 'hidden', place: { at: 'slide', n: 1 } },
    ])
  })

  test.each([
    ['two columns', box('<a:bodyPr numCol="2" spcCol="100000"/>', words)],
    ['some empty lines', box('<a:bodyPr/>', '<a:p/>'.repeat(9) + words)],
    ['a table', table(cell('x') + cell('words', '<a:tcPr marL="180000" marR="180000"/>'))],
    ['an empty last paragraph', box('<a:bodyPr/>', `${words}<a:p/>`)],
  ])('not so %s', (_, inside) => {
    expect(stripOoxml(onSlide(inside)).stays).toEqual([])
  })

  test('a cell beside the last column of a table is in no copy', () => {
    const { bytes, findings } = stripOoxml(onSlide(table(cell('x') + cell('y') + cell(ANNA))))
    expect(read(bytes)).not.toContain(ANNA)
    expect(findings).toContain('hidden')
  })

  test.each([
    [
      'a break',
      box(
        '<a:bodyPr/>',
        '<a:p><a:r><a:t>x</a:t></a:r><a:br><a:rPr><a:hlinkClick r:id="rId99"/></a:rPr></a:br></a:p>',
      ),
    ],
    ['a shape that is not drawn', box('<a:bodyPr/>', '<a:p/>', '', '<a:hlinkClick r:id="rId99"/>')],
  ])('a link on %s leads nowhere', (_, inside) => {
    const part = 'ppt/slides/_rels/slide1.xml.rels'
    const linked = changed(
      () => onSlide(inside),
      part,
      '</Relationships>',
      '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://seed.invalid/" TargetMode="External"/></Relationships>',
    )
    expect(read(stripOoxml(linked).bytes)).not.toContain('seed.invalid')
  })

  test('a command says what commands say', () => {
    const timing =
      '<p:timing><p:tnLst><p:par><p:cTn id="1"><p:childTnLst><p:cmd type="call" cmd="playFrom(0.0) s e e d"><p:cBhvr><p:cTn id="2"/><p:tgtEl><p:spTgt spid="2"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing></p:sld>'
    const { bytes } = stripOoxml(changed(ordinaryPptx, SLIDE, '</p:sld>', timing))
    expect(read(bytes)).not.toContain('s e e d')
  })
})

const formula = (code: string, value = '5') => `<c r="A1"><f>${code}</f><v>${value}</v></c>`
const textOf = (one: Sheet, part = 'xl/worksheets/sheet1.xml') =>
  Buffer.from(unzipSync(stripOoxml(madeSheet(one)).bytes)[part] ?? []).toString()

describe('T-147 Excel: an address is one that is read', () => {
  test.each([
    'HYPERLINK("ht"&amp;"tp:"&amp;"/"&amp;"/seed.invalid","x")',
    'HYPERLINK(CONCATENATE("ht","tp://","seed.invalid"),"x")',
    'HYPERLINK(CHAR(104)&amp;A2,"x")',
    'HYPERLINK("\\"&amp;"\\srv\\seed","x")',
    '_xlfn.LET(_xlpm.f,HYPERLINK,_xlpm.f("seed"))',
  ])('%s goes, and what it came to stays', (code) => {
    expect(textOf({ cells: formula(code) })).toContain('<c r="A1"><v>5</v></c>')
  })

  test.each([
    'HYPERLINK("https://seed.invalid/","x")',
    'HYPERLINK(A2,"x")',
    'HYPERLINK("#"&amp;CHAR(65)&amp;"1","x")',
    "HYPERLINK('My list'!$A$2)",
  ])('%s stays', (code) => {
    expect(textOf({ cells: formula(code) })).toContain('<f>HYPERLINK(')
  })
})

describe('T-147 Excel: what was counted when goes wherever it is kept', () => {
  test('a formula over several cells, a chart and a shape that shows a cell', () => {
    const cells = `<c r="A1"><f t="array" ref="A1:A2">NOW()+{0;1}</f><v>46095.63</v></c></row><row r="2"><c r="A2"><v>46096.63</v></c><c r="B2"><v>7</v></c>`
    const text = textOf({ cells })
    expect(text).not.toContain('4609')
    expect(text).toContain('<c r="B2"><v>7</v></c>')
    const cache =
      '<c:numRef><c:f>Bills!$A$1</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>46095.63</c:v></c:pt></c:numCache></c:numRef>'
    const { bytes } = stripOoxml(
      madeSheet({
        cells,
        sheet: '<drawing r:id="rId1"/>',
        links: ['drawing d.xml'],
        more: {
          'xl/d.xml': `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="900000"/><xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="C"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`,
          'xl/_rels/d.xml.rels': rels('chart c.xml'),
          'xl/c.xml': `<c:chartSpace xmlns:c="${C}"><c:chart><c:plotArea><c:barChart><c:ser><c:val>${cache}</c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`,
        },
      }),
    )
    expect(read(bytes)).toContain('Bills!$A$1')
    expect(read(bytes)).not.toContain('46095')
  })
})

describe('T-147 Excel: rules and tables have no words that no cell has', () => {
  const rule = (area: string, inside: string) =>
    `<conditionalFormatting sqref="${area}">${inside}</conditionalFormatting>`
  test.each([
    [
      'a rule that never holds',
      rule(
        'A1:A9',
        `<cfRule type="containsText" operator="containsText" text="${ANNA}" priority="1" dxfId="0"><formula>TRUE</formula></cfRule>`,
      ),
    ],
    [
      'a rule that always holds',
      rule(
        'A1:A9',
        `<cfRule type="notContainsText" operator="notContains" text="${ANNA}" priority="1" dxfId="0"><formula>ISERROR(SEARCH("${ANNA}",A1))</formula></cfRule>`,
      ),
    ],
  ])('%s', (name, sheet) => {
    const stays = name.includes('always')
    const one = { sheet, over: '<font><b/></font>' }
    expect(textOf(one)).not.toContain(ANNA)
    expect(textOf(one).includes('<formula>TRUE</formula>')).toBe(stays)
  })

  test('a rule that looks for what a cell has stays', () => {
    const sheet = rule(
      'A1:A9',
      '<cfRule type="containsText" operator="containsText" text="ord" priority="1" dxfId="0"><formula>TRUE</formula></cfRule>',
    )
    expect(textOf({ sheet, over: '<font><b/></font>' })).toContain('text="ord"')
  })

  test('the format of a rule for cells in which nothing is written', () => {
    const sheet = rule(
      'Z99',
      '<cfRule type="cellIs" operator="equal" priority="1" dxfId="0"><formula>7</formula></cfRule>',
    )
    const over = `<font><b/></font><numFmt numFmtId="190" formatCode="&quot;${ANNA}&quot;"/>`
    expect(textOf({ sheet, over }, 'xl/styles.xml')).not.toContain(ANNA)
  })

  test('formulas for rows that a table does not have', () => {
    const column = `<tableColumn id="1" name="words"><calculatedColumnFormula>"${ANNA}"</calculatedColumnFormula><totalsRowFormula>"${ANNA}"</totalsRowFormula></tableColumn>`
    const { bytes } = stripOoxml(
      madeSheet({
        sheet: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
        links: ['table t.xml'],
        more: {
          'xl/t.xml': `<table xmlns="${S}" id="1" name="Table1" displayName="Table1" ref="A1:A2"><tableColumns count="1">${column}</tableColumns></table>`,
          'xl/_rels/t.xml.rels': rels(),
        },
      }),
    )
    expect(read(bytes)).not.toContain(ANNA)
  })
})

describe('T-147 Excel: controls, remarks and pictures of headers are seen, or named, or gone', () => {
  const x = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'
  const vml = (shape: string, sheet = '<legacyDrawing r:id="rV"/>'): Sheet => ({
    links: ['vmlDrawing v.vml - rV'],
    sheet,
    more: { 'xl/v.vml': `<xml xmlns:v="${V}" ${x}>${shape}</xml>` },
  })
  const button = (style: string, anchor: string) =>
    `<v:shape style="${style}"><v:textbox><div>words</div></v:textbox><x:ClientData ObjectType="Button"><x:Anchor>${anchor}</x:Anchor></x:ClientData></v:shape>`
  const PLACE = [{ kind: 'hidden', place: { at: 'sheet', name: 'Bills' } }]
  test.each([
    ['without a size', button('width:0;height:0', '1,15,0,2,3,31,4,1'), PLACE],
    ['from a cell to itself', button('width:90pt;height:30pt', '1,15,0,2,1,15,0,2'), PLACE],
    [
      'that is not shown',
      button('width:90pt;height:30pt;visibility:hidden', '1,15,0,2,3,31,4,1'),
      PLACE,
    ],
    ['that is there', button('width:90pt;height:30pt', '1,15,0,2,3,31,4,1'), []],
  ])('a button %s', (_, shape, stays) => {
    expect(stripOoxml(madeSheet(vml(shape))).stays).toEqual(stays)
  })

  test('a remark far from all that is written', () => {
    const remark = (ref: string) =>
      stripOoxml(
        madeSheet({
          links: ['comments k.xml'],
          more: {
            'xl/k.xml': `<comments xmlns="${S}"><authors><author/></authors><commentList><comment ref="${ref}" authorId="0"><text><t>words</t></text></comment></commentList></comments>`,
          },
        }),
      ).stays
    expect(remark('XFD1048576')).toEqual([
      {
        kind: 'hidden',
        place: { at: 'comments', within: { at: 'cell', name: 'Bills', cell: 'XFD1048576' } },
      },
    ])
    expect(remark('B3')).toEqual([])
  })

  test('numbers that no program heeds are in no copy', () => {
    const view =
      '<pageSetup orientation="landscape" horizontalDpi="7355" verticalDpi="7355" copies="73"/>'
    expect(textOf({ sheet: view })).toContain('<pageSetup orientation="landscape"/>')
    const font = onSlide(
      box(
        '<a:bodyPr/>',
        '<a:p><a:r><a:rPr><a:latin typeface="Arial" panose="5365656457"/></a:rPr><a:t>x</a:t></a:r></a:p>',
      ),
    )
    expect(read(stripOoxml(font).bytes)).toContain('<a:latin typeface="Arial"/>')
  })

  test('the window of a workbook, its tabs and its bars are shown', () => {
    const book = `<workbook xmlns="${S}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView visibility="veryHidden" showSheetTabs="0" showVerticalScroll="0" tabRatio="735" firstSheet="0"/></bookViews><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`
    const one = { cells: cellOf('words'), more: { 'xl/workbook.xml': book } }
    expect(textOf(one, 'xl/workbook.xml')).toContain('<workbookView/>')
    expect(stripOoxml(madeSheet(one)).findings).toContain('hidden')
    const shown = book.replace('veryHidden', 'visible').replaceAll('="0"', '="1"')
    const open = { cells: cellOf('words'), more: { 'xl/workbook.xml': shown } }
    expect(stripOoxml(madeSheet(open)).findings).not.toContain('hidden')
  })

  test('objects of a workbook are shown', () => {
    const book = (shows: string) =>
      textOf(
        {
          cells: cellOf('words'),
          more: {
            'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr showObjects="${shows}"/><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
          },
        },
        'xl/workbook.xml',
      )
    expect(book('none')).toContain('<workbookPr/>')
    expect(book('all')).toContain('showObjects="all"')
  })
})
