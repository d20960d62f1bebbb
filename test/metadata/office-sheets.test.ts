import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { drawnBy } from '#metadata/strip/ooxml/number-format.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { rels } from './documents.ts'
import { A, C, cellOf, madeSheet, R, S, type Sheet, V, XDR } from './made-sheets.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const hiddenIn = (cell: string) => [{ kind: 'hidden', place: { at: 'cell', name: 'Bills', cell } }]
const IN_CHART = [
  { kind: 'hidden', place: { at: 'chart', within: { at: 'cell', name: 'Bills', cell: 'B2' } } },
]
const solid = (colour: string) =>
  `<patternFill patternType="solid"><fgColor ${colour}/></patternFill>`
/** Fillings whose colour is that of the window: Excel and LibreOffice draw them black. */
const AUTOMATIC = [
  '<patternFill patternType="solid"/>',
  solid('auto="1"'),
  '<patternFill patternType="solid"><fgColor/></patternFill>',
  '<patternFill patternType="solid"><bgColor rgb="FFFF0000"/></patternFill>',
  '<gradientFill><stop position="0"><color auto="1"/></stop><stop position="1"><color auto="1"/></stop></gradientFill>',
]
const white = '<color rgb="FFFFFFFF"/>'
const rule = (more = '', inside = '') =>
  `<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="1" ${more}>${inside || '<formula>TRUE</formula>'}</cfRule></conditionalFormatting>`

describe('T-147 Excel: what is written in a cell and cannot be read is named', () => {
  test.each<[string, Sheet, cell?: string]>([
    ['white on the sheet', { font: white }],
    ['white by the theme', { font: '<color theme="0"/>' }],
    ['nearly white by a tint', { font: '<color theme="1" tint="0.98"/>' }],
    ['white by an index', { font: '<color indexed="9"/>' }],
    [
      'in the colour of the filling',
      { font: '<color rgb="FFC00000"/>', fill: solid('rgb="FFC00000"') },
    ],
    ...AUTOMATIC.map((fill): [string, Sheet] => [
      `black on a filling of no colour ${fill}`,
      { fill },
    ]),
    ['in an accent on that accent', { font: '<color theme="4"/>', fill: solid('theme="4"') }],
    ['of two points', { font: '<sz val="1"/>' }],
    ['a format of nothing', { format: ';;;' }],
    ['a format of nothing for numbers', { format: ';;', cells: cellOf('4711', 'n') }],
    ['quotes around nothing', { format: '"";"";"";""' }],
    ['other words in its place', { format: '"ok"', cells: cellOf('4711', 'n') }],
    ['white in a format', { format: '[White]General', cells: cellOf('4711', 'n') }],
    [
      'white in a run',
      {
        cells: cellOf('0', 's'),
        strings: `<si><r><t>a</t></r><r><rPr>${white}</rPr><t>words</t></r></si>`,
      },
    ],
    ['a rule of white words', { sheet: rule('dxfId="0"'), over: `<font>${white}</font>` }],
    [
      'a rule of a black filling',
      {
        sheet: rule('dxfId="0"'),
        over: '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>',
      },
    ],
    [
      'a rule of no format',
      { sheet: rule('dxfId="0"'), over: '<numFmt numFmtId="170" formatCode=";;;"/>' },
    ],
    [
      'bars without numbers',
      {
        cells: cellOf('4711', 'n'),
        sheet: rule(
          '',
          '<dataBar showValue="0"><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>',
        ),
      },
    ],
    [
      'a newer rule',
      {
        sheet: `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="1"><xm:f>TRUE</xm:f><x14:dxf><font>${white}</font></x14:dxf></x14:cfRule><xm:sqref>A1:A9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`,
      },
    ],
    [
      'a row of next to no height',
      { cells: '</row><row r="2" ht="0.5" customHeight="1"><c r="A2"><v>1</v></c>' },
      'A2',
    ],
    [
      'a column of next to no width',
      { sheet: '<cols><col min="1" max="1" width="0.1" customWidth="1"/></cols>' },
    ],
  ])('%s', (_, one, cell = 'A1') => {
    expect(stripOoxml(madeSheet(one)).stays).toEqual(hiddenIn(cell))
  })

  test('white words of a header whose size is said after', () => {
    const sheet =
      '<headerFooter><oddHeader>&amp;C&amp;Kffffff&amp;12&amp;P words</oddHeader></headerFooter>'
    expect(stripOoxml(madeSheet({ sheet })).stays).toEqual([
      { kind: 'hidden', place: { at: 'sheet', name: 'Bills' } },
    ])
  })

  test.each<[string, Sheet]>([
    ...AUTOMATIC.map((fill): [string, Sheet] => [
      `white on a filling of no colour ${fill}`,
      { fill, font: white },
    ]),
    ['white on a dark filling', { font: white, fill: solid('theme="4"') }],
    [
      'a header',
      {
        sheet:
          '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12&amp;KFF0000words &amp;P&amp;R&amp;K000000</oddHeader></headerFooter>',
      },
    ],
    [
      'a field of a header in white, as LibreOffice writes the automatic colour',
      {
        sheet:
          '<headerFooter><oddFooter>&amp;C&amp;K000000Seite &amp;"DejaVu Sans,Book"&amp;Kffffff&amp;P &amp;R&amp;A</oddFooter></headerFooter>',
      },
    ],
    ['a zero in a format without zeros', { format: '0;-0;;@', cells: cellOf('0', 'n') }],
    ['another number in a format without zeros', { format: '0;-0;;@', cells: cellOf('5', 'n') }],
    ['a sign for zero', { format: '0;-0;"-";@', cells: cellOf('0', 'n') }],
    ['words for a value', { format: '[=5]"five";0', cells: cellOf('5', 'n') }],
    [
      'a sum of money',
      { format: '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-' },
    ],
    ['a date', { format: 'dd"."mm"."yyyy', cells: cellOf('45000', 'n') }],
    [
      'a rule of red words',
      {
        sheet: rule('dxfId="0"'),
        over: '<font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>',
      },
    ],
    [
      'white words where a rule does not hold',
      { sheet: rule('dxfId="0"').replace('A1:A9', 'B1'), over: `<font>${white}</font>` },
    ],
    [
      'the heading of a table',
      {
        font: white,
        links: ['table t1.xml - rT'],
        sheet: '<tableParts><tablePart r:id="rT"/></tableParts>',
        more: {
          'xl/t1.xml': `<table xmlns="${S}" id="1" name="T" displayName="T" ref="A1:A3"><tableColumns count="1"><tableColumn id="1" name="words"/></tableColumns><tableStyleInfo name="TableStyleMedium2"/></table>`,
        },
      },
    ],
  ])('and what is read is not: %s', (_, one) => {
    expect(stripOoxml(madeSheet(one)).stays).toEqual([])
  })

  test.each<[string, number | null, boolean]>([
    ['General', 1, true],
    [';', 1, false],
    ['0;', -1, false],
    ['0;;', -1, false],
    ['0', null, true],
    ['0;0;0;', null, false],
    ['0;0;0;"x"', null, false],
    ['[=0]"";General', 5, true],
    ['[>5]"";General', 6, false],
    ['[h]:mm', 1, true],
    ['\\;', 1, false],
    ['@', null, true],
    ['0;-0;;@', 0, true],
    ['_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, true],
    ['[=5]"five";0', 5, true],
    ['[>4]"many";0', 5, false],
    ['[=1]"yes";[=0]"no"', 1, true],
    ['0;"below"', -3, false],
  ])('a format %j draws of %s: %s', (code, value, shows) => {
    expect(drawnBy(code, value).shows).toBe(shows)
  })
})

describe('T-147 Excel: drawings and charts hide nothing that is not named', () => {
  const drawing = (anchor: string, more: Readonly<Record<string, string>> = {}) =>
    madeSheet({
      links: ['drawing d.xml - rD'],
      sheet: '<drawing r:id="rD"/>',
      more: {
        'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:c="${C}" xmlns:r="${R}">${anchor}</xdr:wsDr>`,
        ...more,
      },
    })
  const marker = (name: string, at: number) =>
    `<xdr:${name}><xdr:col>${at}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  const anchor = (to: number, fill: string, run: string) =>
    `<xdr:twoCellAnchor>${marker('from', 1)}${marker('to', to)}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="A"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>${fill}</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr>${run}</a:rPr><a:t>words</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>`
  const colour = (hex: string) => `<a:solidFill><a:srgbClr val="${hex}"/></a:solidFill>`
  const highlight = (hex: string) => `<a:highlight><a:srgbClr val="${hex}"/></a:highlight>`
  const stay = hiddenIn('B2')

  test('a shape without room, and words in the colour of their shape', () => {
    expect(stripOoxml(drawing(anchor(1, '', ''))).stays).toEqual(stay)
    expect(stripOoxml(drawing(anchor(4, colour('C00000'), colour('C00000')))).stays).toEqual(stay)
    expect(stripOoxml(drawing(anchor(4, colour('203864'), colour('FFFFFF')))).stays).toEqual([])
    expect(stripOoxml(drawing(anchor(4, '', highlight('000000')))).stays).toEqual(stay)
    const edge = `<a:ln w="6600">${colour('4472C4')}</a:ln>`
    expect(stripOoxml(drawing(anchor(4, '', edge + colour('FFFFFF')))).stays).toEqual([])
    expect(stripOoxml(drawing(anchor(4, '', highlight('FFFF00')))).stays).toEqual([])
  })

  const chart = (inside: string) =>
    drawing(
      `<xdr:twoCellAnchor>${marker('from', 1)}${marker('to', 9)}<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="C"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="${C}"><c:chart r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
      {
        'xl/_rels/d.xml.rels': rels('chart c.xml'),
        'xl/c.xml': `<c:chartSpace xmlns:c="${C}" xmlns:a="${A}"><c:chart>${inside}</c:chart></c:chartSpace>`,
      },
    )
  const title = (run: string, words = 'words') =>
    `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr>${run}</a:rPr><a:t>${words}</a:t></a:r></a:p></c:rich></c:tx></c:title>`

  const series = (name: string, category: string, points: string, more = '') =>
    `<c:ser><c:tx><c:strRef><c:f>Bills!$A$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${name}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:f>Bills!$B$1</c:f><c:strCache><c:ptCount val="1"/>${category}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Bills!$C$1</c:f><c:numCache><c:ptCount val="2"/>${points}</c:numCache></c:numRef></c:val>${more}</c:ser>`
  const point = (words: string, at = 0) => `<c:pt idx="${at}"><c:v>${words}</c:v></c:pt>`
  const bars = (all: string, gone = 0, more = '<c:legend><c:legendPos val="r"/></c:legend>') =>
    chart(
      `<c:autoTitleDeleted val="1"/><c:plotArea><c:barChart>${all}<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:delete val="${gone}"/></c:catAx><c:valAx><c:axId val="2"/></c:valAx></c:plotArea>${more}`,
    )

  test.each([
    ['a word among numbers', bars(series('n', point('a'), point('1') + point(ANNA, 1)))],
    ['two points of one place', bars(series('n', point(ANNA) + point('a'), point('1')))],
    ['categories of an axis that is not drawn', bars(series('n', point(ANNA), point('1')), 1)],
    [
      'categories of a second series',
      bars(series('n', point('a'), point('1')) + series('m', point(ANNA), point('1'))),
    ],
    ['a name without a legend', bars(series(ANNA, point('a'), point('1')), 0, '')],
    [
      'a name that left the legend',
      bars(
        series(ANNA, point('a'), point('1')) + series('m', point('a'), point('1')),
        0,
        '<c:legend><c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry></c:legend>',
      ),
    ],
    [
      'a level beyond the last',
      bars(
        series('n', '', point('1')).replace(
          /<c:cat>.*<.c:cat>/,
          `<c:cat><c:multiLvlStrRef><c:f>Bills!$B$1</c:f><c:multiLvlStrCache><c:ptCount val="1"/><c:lvl>${point('a')}${point(ANNA, 7)}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>`,
        ),
      ),
    ],
    [
      'a sheet that there is not',
      bars(series('n', point('a'), '').replaceAll('Bills!', `'${ANNA}'!`)),
    ],
  ])('of what a chart keeps and does not draw nothing is in the copy: %s', (_, one) => {
    const { bytes, stays } = stripOoxml(one)
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(stays).toEqual([])
  })

  test('names, categories and numbers that a chart draws stay, and a title beside it is named', () => {
    const both =
      series('one', point('Monday'), point('11')) + series('two', point('Monday'), point('12'))
    const { bytes, findings, stays } = stripOoxml(bars(both))
    const read = readable(bytes).join('\n')
    for (const word of ['one', 'two', 'Monday', '11', '12', 'Bills!$C$1'])
      expect(read).toContain(word)
    expect(findings).not.toContain('hidden')
    expect(stays).toEqual([])
    const away = title('').replace(
      '</c:title>',
      '<c:layout><c:manualLayout><c:xMode val="edge"/><c:x val="3"/><c:y val="0"/></c:manualLayout></c:layout></c:title>',
    )
    expect(stripOoxml(chart(away)).stays).toEqual(IN_CHART)
  })

  test('a title in the colour of the chart is named, one of an axis that is not drawn goes', () => {
    expect(stripOoxml(chart(title(colour('FFFFFF')))).stays).toEqual(IN_CHART)
    expect(stripOoxml(chart(`${title('')}<c:autoTitleDeleted val="1"/>`)).stays).toEqual(IN_CHART)
    expect(stripOoxml(chart(title(highlight('000000')))).stays).toEqual(IN_CHART)
    expect(stripOoxml(chart(title(colour('203864') + highlight('203864')))).stays).toEqual(IN_CHART)
    expect(stripOoxml(chart(title(highlight('FFFF00')))).stays).toEqual([])
    expect(stripOoxml(chart(title(''))).stays).toEqual([])
    const axis = `<c:plotArea><c:valAx><c:axId val="1"/><c:delete val="1"/>${title('', ANNA)}</c:valAx></c:plotArea>`
    const { bytes, findings, stays } = stripOoxml(chart(axis))
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
  })
})

describe('T-147 Excel: nothing is said to be found that is not there', () => {
  const named = (attributes: string) => {
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0" ${attributes}>Bills!$A$1</definedName></definedNames></workbook>`
    return stripOoxml(madeSheet({ more: { 'xl/workbook.xml': book } })).findings
  }

  test('a name that is no macro, as LibreOffice writes each', () => {
    expect(named('function="false" vbProcedure="false"')).toEqual(named(''))
    expect(named('function="true" vbProcedure="true"')).toContain('scripts')
  })
})

describe('T-147 Excel: what no cell shows is in no copy', () => {
  const reading = `<si><t>words</t><rPh sb="0" eb="1"><t>${ANNA}</t></rPh><phoneticPr fontId="0"/></si>`

  test('readings over words, but where the cell shows them', () => {
    const one = { strings: reading, cells: cellOf('0', 's') }
    const { bytes, findings } = stripOoxml(madeSheet(one))
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('hidden')
    const shown = stripOoxml(madeSheet({ ...one, cells: one.cells.replace('<c ', '<c ph="1" ') }))
    expect(readable(shown.bytes).join('\n')).toContain(ANNA)
  })

  const cells = (inside: string): Sheet => ({ cells: `</row><row r="2">${inside}` })
  test.each<[string, Sheet]>([
    ['a cell that is there twice', cells(`${cellOf(ANNA)}${cellOf('VISIBLE')}`)],
    [
      'a row that is there twice',
      { cells: `</row><row r="2">${cellOf(ANNA)}</row><row r="2">${cellOf('VISIBLE')}` },
    ],
    ['an error of its own', cells(`<c r="A2" t="e"><v>${ANNA}</v></c>`)],
    ['a day that is none', cells(`<c r="A2" t="d"><v>${ANNA}</v></c>`)],
    ['a type that there is not', cells(`<c r="A2" t="words"><v>${ANNA}</v></c>`)],
    [
      'a formula that is only another value',
      cells(`<c r="A2" t="str"><f>"${ANNA}"</f><v>x</v></c>`),
    ],
    [
      'the least of a bar',
      {
        sheet: rule(
          '',
          `<dataBar><cfvo type="num" val="${ANNA}"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>`,
        ),
      },
    ],
    [
      'what a filter looks for',
      {
        sheet: `<autoFilter ref="A1:A3"><filterColumn colId="0"><customFilters><customFilter operator="notEqual" val="${ANNA}"/></customFilters></filterColumn></autoFilter>`,
      },
    ],
    [
      'where a link leads that leads nowhere',
      { sheet: `<hyperlinks><hyperlink ref="A1" location="${ANNA}"/></hyperlinks>` },
    ],
    [
      'a font of a header in which nothing is written',
      {
        sheet: `<headerFooter><oddHeader>&amp;C&amp;"${ANNA},Regular"&amp;"Arial,Regular"Page &amp;P</oddHeader></headerFooter>`,
      },
    ],
    [
      'room in a format',
      { format: [...ANNA].map((letter) => `_${letter}`).join(''), cells: cellOf('5', 'n') },
    ],
  ])('%s', (_, one) => {
    const read = readable(stripOoxml(madeSheet(one)).bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).not.toContain([...ANNA].join('_'))
  })

  test('what an ordinary workbook looks for, leads to and names stays', () => {
    const sheet = `<autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="words"/><filter val="3/4/2026"/></filters></filterColumn><filterColumn colId="1"><customFilters><customFilter val="*ord*"/></customFilters></filterColumn></autoFilter><hyperlinks><hyperlink ref="A1" location="Bills!A1"/></hyperlinks><headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;12Page &amp;P</oddHeader></headerFooter>`
    const { bytes, findings } = stripOoxml(madeSheet({ sheet }))
    const text = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString()
    for (const one of [
      'val="words"',
      'val="3/4/2026"',
      'val="*ord*"',
      'location="Bills!A1"',
      'Arial,Bold',
    ]) {
      expect(text).toContain(one)
    }
    expect(findings).toEqual(['other'])
  })

  test.each([
    [`<definedName name="_xlnm.${ANNA}">Bills!$A$1</definedName>`, false],
    [
      `<definedName name="_xlnm.Print_Area" localSheetId="0">Bills!$A$1:${ANNA}</definedName>`,
      false,
    ],
    [`<definedName name="_xlnm.Print_Area" localSheetId="0">Other!$A$1</definedName>`, false],
    [
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">Bills!$A:$B,Bills!$1:$2</definedName>',
      true,
    ],
  ])('a name of Excel: %s', (name, stays) => {
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames>${name}</definedNames></workbook>`
    const { bytes } = stripOoxml(madeSheet({ more: { 'xl/workbook.xml': book } }))
    const text = Buffer.from(unzipSync(bytes)['xl/workbook.xml'] ?? []).toString()
    expect(text.includes('definedName ')).toBe(stays)
  })

  test('a pivot table knows no number, day or error that no cell has', () => {
    const items = `<sharedItems minValue="4711" maxValue="7355608"><n v="4711"/><n v="7355608"/><d v="2026-03-14T07:35:56"/><e v="${ANNA}"/></sharedItems>`
    const book = `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><pivotCaches><pivotCache cacheId="1" r:id="rId5"/></pivotCaches></workbook>`
    const { bytes } = stripOoxml(
      madeSheet({
        cells: cellOf('4711', 'n'),
        more: {
          'xl/workbook.xml': book,
          'xl/_rels/workbook.xml.rels': rels(
            'worksheet s.xml',
            'styles st.xml',
            'theme t.xml',
            'sharedStrings ss.xml',
            'pivotCacheDefinition p.xml',
          ),
          'xl/p.xml': `<pivotCacheDefinition xmlns="${S}"><cacheSource type="worksheet"><worksheetSource ref="A1:A3" sheet="Bills"/></cacheSource><cacheFields count="1"><cacheField name="Name" numFmtId="0">${items}</cacheField></cacheFields></pivotCacheDefinition>`,
        },
      }),
    )
    const text = Buffer.from(
      unzipSync(bytes)['xl/pivotCache/pivotCacheDefinition1.xml'] ?? [],
    ).toString()
    expect(text).toContain('<sharedItems minValue="4711">')
    expect(text).not.toMatch(/7355608|2026-03|Seed/)
  })

  test('rows and columns that say nothing of themselves are seen', () => {
    for (const how of ['zeroHeight="1"', 'customHeight="1" defaultColWidth="0"']) {
      const sheet = `<sheetFormatPr defaultRowHeight="15" ${how}/>`
      const { bytes, findings, stays } = stripOoxml(madeSheet({ sheet }))
      const text = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString()
      expect(text).toMatch(/<sheetFormatPr (customHeight="1" )?defaultRowHeight="15"\/>/)
      expect(findings).toContain('hidden')
      expect(stays).toEqual([])
    }
  })

  test('words in the box of a remark, which are read in the list of remarks', () => {
    const { bytes, findings } = stripOoxml(
      madeSheet({
        links: ['vmlDrawing v.vml - rV'],
        sheet: '<legacyDrawing r:id="rV"/>',
        more: {
          'xl/v.vml': `<xml xmlns:v="${V}" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape style="visibility:hidden"><v:textbox><div>${ANNA}</div></v:textbox><x:ClientData ObjectType="Note"/></v:shape></xml>`,
        },
      }),
    )
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('hidden')
  })
})

test('T-147 Excel: newer choices of a cell lose those not taken, and what newer Excel draws is found again', () => {
  const uri = {
    choices: '{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}',
    lines: '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
  }
  const choices = `<ext uri="${uri.choices}"><x14:dataValidations count="1"><x14:dataValidation type="list" errorStyle="warning"><x14:formula1><xm:f>"${ANNA},words"</xm:f></x14:formula1><xm:sqref>A1</xm:sqref></x14:dataValidation></x14:dataValidations></ext>`
  const lines = `<ext uri="${uri.lines}"><x14:sparklineGroups><x14:sparklineGroup type="column" displayEmptyCellsAs="gap"><x14:sparklines><x14:sparkline><xm:f>Bills!A1</xm:f><xm:sqref>B1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>`
  const { bytes, stays } = stripOoxml(madeSheet({ sheet: `<extLst>${choices}${lines}</extLst>` }))
  const text = readable(bytes).join('\n')
  expect(text).not.toContain(ANNA)
  expect(text).toContain('<xm:f>"words"</xm:f>')
  for (const part of [
    ...Object.values(uri),
    'type="list"',
    'errorStyle="warning"',
    'type="column"',
    'displayEmptyCellsAs="gap"',
  ])
    expect(text).toContain(part)
  expect(stays).toEqual([])
})

test('T-147 Excel: a line in a cell that draws no cells is in no copy, and no empty list of them', () => {
  const line = (range: string) =>
    `<x14:sparkline><xm:f>${range}</xm:f><xm:sqref>B1</xm:sqref></x14:sparkline>`
  const group = (lines: string, days = '') =>
    `<x14:sparklineGroup dateAxis="1"><x14:colorSeries rgb="FF376092"/>${days}<x14:sparklines>${lines}</x14:sparklines></x14:sparklineGroup>`
  const copied = (groups: string) => {
    const list = `<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups>${groups}</x14:sparklineGroups></ext></extLst>`
    const { bytes, findings } = stripOoxml(madeSheet({ sheet: list }))
    const text = readable(bytes).join('\n')
    expect(text).not.toContain(ANNA)
    return { text, findings }
  }
  const none = copied(group(line(`${ANNA}!A1:A3`)))
  expect(none.text).not.toMatch(/sparkline|<ext\b[^L]/)
  expect(none.findings).toContain('other')
  const some = copied(
    group(line(`${ANNA}!A1`) + line(`Bills!A1:A3`), `<xm:f>${ANNA}!A1</xm:f>`) +
      group(line(`'${ANNA}'!A1`)),
  )
  expect(some.text.match(/<x14:sparkline[ >]/g)).toHaveLength(1)
  expect(some.text.match(/<x14:sparklineGroup[ >]/g)).toHaveLength(1)
  expect(some.text).not.toContain('dateAxis')
  expect(some.text).toContain('<xm:f>Bills!A1:A3</xm:f>')
  const days = copied(group(line('Bills!A1:A3'), '<xm:f>Bills!A1:A3</xm:f>'))
  expect(days.text).toContain('dateAxis')
})
