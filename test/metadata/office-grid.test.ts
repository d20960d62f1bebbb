import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { rels } from './documents.ts'
import { A, cellOf, madeSheet, R, type Sheet, XDR } from './made-sheets.ts'
import { JPEG } from './pictures.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const hiddenIn = (cell: string) => [{ kind: 'hidden', place: { at: 'cell', name: 'Bills', cell } }]
const cell = (at: string, words: string, more = '') =>
  `<c ${at === '' ? '' : `r="${at}"`} ${more} t="inlineStr"><is><t>${words}</t></is></c>`
const row = (n: number, cells: string, more = '') => `</row><row r="${n}" ${more}>${cells}`
const partOf = (bytes: Uint8Array, name: string) =>
  Buffer.from(unzipSync(bytes)[name] ?? []).toString()
const sheetOf = (one: Sheet) => partOf(stripOoxml(madeSheet(one)).bytes, 'xl/worksheets/sheet1.xml')

describe('T-147 Excel: a cell stands in the grid that a sheet has', () => {
  test.each([
    ['behind the last column', row(9, cell('XFE9', ANNA))],
    ['behind the last column, by its place', row(9, cell('XFD9', '') + cell('', ANNA))],
    ['under the last row', row(2_000_000, cell('A2000000', ANNA))],
    ['in a row that is none', row(0, cell('A0', ANNA))],
  ])('what stands %s is in no copy', (_, cells) => {
    const { bytes, findings, stays } = stripOoxml(madeSheet({ cells: cellOf('words') + cells }))
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
  })

  test.each([
    ['XFD1048576', row(1_048_576, cell('XFD1048576', ANNA))],
    ['A1500', row(1500, cell('A1500', ANNA))],
    ['KZ9', row(9, cell('KZ9', ANNA))],
  ])('what stands far behind all others, in %s, is named', (at, cells) => {
    expect(stripOoxml(madeSheet({ cells: cellOf('words') + cells })).stays).toEqual(hiddenIn(at))
  })

  test('what stands behind rows and columns that are written is not far', () => {
    const rows = [900, 1800, 2700].map((n) => row(n, cell(`A${n}`, 'words'))).join('')
    const cells = `${cellOf('words')}${cell('GA1', 'words')}${rows}`
    expect(stripOoxml(madeSheet({ cells })).stays).toEqual([])
  })

  test('cells that do not say where they are, are where they are counted', () => {
    const cells = `${cellOf('words')}${cell('', 'two')}${cell('D1', 'four')}${cell('', 'five')}`
    expect(
      sheetOf({ cells })
        .match(/ r="\w+"/g)
        ?.join(''),
    ).toBe(' r="1" r="A1" r="B1" r="D1" r="E1"')
    const sheet = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
    expect(stripOoxml(madeSheet({ cells, sheet })).stays).toEqual(hiddenIn('B1'))
  })

  test('a merged area is one however it is written', () => {
    for (const ref of ['$A$1:$B$1', 'B1:A1', 'A1:B1']) {
      const sheet = `<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`
      const cells = cellOf('words') + cell('B1', 'beneath')
      expect(stripOoxml(madeSheet({ cells, sheet })).stays).toEqual(hiddenIn('B1'))
    }
  })

  test('how large a sheet was, and where pages break behind its end, is in no copy', () => {
    const marks =
      '<dimension ref="A1:WOR7355"/><rowBreaks count="3" manualBreakCount="3"><brk id="1" min="7355" max="7355" man="1"/><brk id="73556" max="16383" man="1"/></rowBreaks>'
    const text = sheetOf({
      sheet: marks,
      cells: cellOf('words') + row(9, cell('A9', 'nine'), 'spans="1:7355"'),
    })
    expect(text).not.toContain('7355')
    expect(text).toContain('<rowBreaks><brk id="1" man="1" max="16383"/></rowBreaks>')
  })

  test('what is frozen is no larger than a screen', () => {
    const view = (pane: string) =>
      `<sheetViews><sheetView workbookViewId="0"><pane ${pane} activePane="bottomLeft"/><selection pane="bottomLeft"/></sheetView></sheetViews>`
    const small = sheetOf({ sheet: view('ySplit="1" topLeftCell="A7355" state="frozen"') })
    expect(small).toMatch(/<pane .*topLeftCell="A2"/)
    const large = { sheet: view('ySplit="60000" topLeftCell="A60001" state="frozen"') }
    expect(sheetOf(large)).not.toMatch(/<(pane|selection)/)
    expect(stripOoxml(madeSheet(large)).findings).toContain('hidden')
  })
})

const styled = (alignment: string): Partial<Sheet> => ({
  more: {
    'xl/st.xml': `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><sz val="11"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="0">${alignment}</xf></cellXfs></styleSheet>`,
  },
})
const wraps = '<alignment wrapText="1"/>'

describe('T-147 Excel: words that the edge of their cell cuts off are named', () => {
  const lines = 'a&#10;'.repeat(40)
  test.each<[string, Partial<Sheet>, cell?: string]>([
    [
      'forty lines in a row of one',
      { ...styled(wraps), cells: row(9, cell('A9', lines + ANNA, 's="1"'), 'ht="12.75"') },
      'A9',
    ],
    [
      'many words in a row of one line',
      { ...styled(wraps), cells: row(9, cell('A9', 'words '.repeat(90), 's="1"'), 'ht="15"') },
      'A9',
    ],
    ['behind more lines than a row may have', { cells: cell('A1', lines + lines + ANNA) }],
    ['far behind blanks', { cells: cell('A1', `x${' '.repeat(5000)}${ANNA}`) }],
    ['in a row of next to no height', { cells: row(9, cell('A9', ANNA), 'ht="2.5"') }, 'A9'],
    [
      'shrunk to nothing',
      {
        ...styled('<alignment shrinkToFit="1"/>'),
        cells: cell('A1', 'words '.repeat(300), 's="1"'),
      },
    ],
    [
      'turned, and only as much as fills the cell',
      {
        ...styled('<alignment horizontal="fill" textRotation="255"/>'),
        cells: cell('A1', ANNA, 's="1"'),
      },
    ],
  ])('%s', (_, one, cell = 'A1') => {
    expect(stripOoxml(madeSheet(one)).stays).toEqual(hiddenIn(cell))
  })

  test.each<[string, Partial<Sheet>]>([
    ['a row as high as its lines', { ...styled(wraps), cells: cell('A1', lines, 's="1"') }],
    [
      'merged cells that are large enough',
      {
        ...styled(wraps),
        cells: row(9, cell('A9', 'words '.repeat(90), 's="1"'), 'ht="15"'),
        sheet: '<mergeCells><mergeCell ref="A9:H30"/></mergeCells>',
      },
    ],
    [
      'a long line beside filled cells',
      { cells: cell('A1', 'words '.repeat(90)) + cell('B1', 'b') },
    ],
  ])('not so %s', (_, one) => {
    expect(stripOoxml(madeSheet(one)).stays).toEqual([])
  })
})

test('T-147 Excel: a shape that is off and empty, as LibreOffice writes one for a note, is in no copy', () => {
  const at = (name: string, n: number) =>
    `<xdr:${name}><xdr:col>${n}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  const shape = (inside: string) =>
    `<xdr:twoCellAnchor>${at('from', 0)}${at('to', 9)}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="_x0000_t202" hidden="1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr><xdr:txBody><a:bodyPr/><a:p>${inside}</a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>`
  const made = (inside: string) =>
    stripOoxml(
      madeSheet({
        sheet: '<drawing r:id="rId1"/>',
        cells: cellOf('words'),
        links: ['drawing d.xml'],
        more: {
          'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}">${shape(inside)}</xdr:wsDr>`,
          'xl/_rels/d.xml.rels': rels(),
        },
      }),
    )
  const { bytes, stays } = made('')
  expect(stays).toEqual([])
  expect(readable(bytes).join('')).not.toContain('xdr:sp')
  expect(made('<a:r><a:t>words</a:t></a:r>').stays).toEqual(hiddenIn('A1'))
})

describe('T-147 Excel: what is drawn over hidden cells is named', () => {
  const marker = (name: string, column: number, row: number) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>9525</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>9525</xdr:rowOff></xdr:${name}>`
  const words = `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="A"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>words</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
  test.each([
    ['columns', '<cols><col min="9" max="14" width="0" hidden="1"/></cols>', '', true],
    ['rows', '', [5, 6, 7, 8, 9, 10].map((n) => row(n, '', 'hidden="1"')).join(''), true],
    ['no cell', '<cols><col min="2" max="3" width="0" hidden="1"/></cols>', '', false],
  ])('%s', (_, columns, rows, isNamed) => {
    const anchor = `<xdr:twoCellAnchor>${marker('from', 9, 4)}${marker('to', 11, 9)}${words}<xdr:clientData/></xdr:twoCellAnchor>`
    const { stays } = stripOoxml(
      madeSheet({
        sheet: `${columns}<drawing r:id="rId1"/>`,
        cells: cellOf('words') + rows,
        links: ['drawing d.xml'],
        more: {
          'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}">${anchor}</xdr:wsDr>`,
          'xl/_rels/d.xml.rels': rels(),
        },
      }),
    )
    expect(stays).toEqual(isNamed ? hiddenIn('J5') : [])
  })
})

describe('T-147 Excel: where a formula says when or where, no shape keeps what it came to', () => {
  test.each(['TxLink', 'CELLREF', 'CELLRANGE', 'VALUE'])('%s', (type) => {
    const field = `<a:fld id="{00000000-0000-0000-0000-000000000001}" type="${type}"><a:rPr lang="en-US"/><a:t>SeedWord77</a:t></a:fld>`
    const shape = `<xdr:sp macro="" textlink="$A$30"><xdr:nvSpPr><xdr:cNvPr id="2" name="A"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>${field}</a:p></xdr:txBody></xdr:sp>`
    const at = (name: string, n: number) =>
      `<xdr:${name}><xdr:col>${n}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
    const copy = (formula: string) =>
      readable(
        stripOoxml(
          madeSheet({
            sheet: '<drawing r:id="rId1"/>',
            cells: cellOf('words') + row(30, `<c r="A30"><f>${formula}</f><v>1</v></c>`),
            links: ['drawing d.xml'],
            more: {
              'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}"><xdr:twoCellAnchor>${at('from', 4)}${at('to', 9)}${shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
              'xl/_rels/d.xml.rels': rels(),
            },
          }),
        ).bytes,
      ).join('\n')
    expect(copy('SUM(A1)')).toContain('SeedWord77')
    for (const formula of ['NOW()', 'CELL("filename")'])
      expect(copy(formula)).not.toContain('SeedWord77')
  })
})

describe('T-147 Excel: a picture is as large as its anchor, whatever it says of itself', () => {
  const marker = (name: string, n: number) =>
    `<xdr:${name}><xdr:col>${n}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  const picture = (more = '') =>
    `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="P"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="rect"/>${more}</xdr:spPr></xdr:pic>`
  const made = (to: number, inside: string) =>
    stripOoxml(
      madeSheet({
        sheet: '<drawing r:id="rId1"/>',
        cells: cellOf('words'),
        links: ['drawing d.xml'],
        more: {
          'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}"><xdr:twoCellAnchor>${marker('from', 2)}${marker('to', to)}${inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
          'xl/_rels/d.xml.rels': rels('image p.jpg'),
          'xl/p.jpg': JPEG,
        },
      }),
    ).stays
  const named = [{ ...hiddenIn('C3')[0], kind: 'picture_hidden' }]

  test('one that exceljs places by a range is seen', () => {
    expect(made(6, picture())).toEqual([])
  })

  test('one whose anchor has no room, or whose edge is soft throughout, is not', () => {
    expect(made(2, picture())).toEqual(named)
    const soft = '<a:effectLst><a:softEdge rad="9000000"/></a:effectLst>'
    expect(made(6, picture(soft))).toEqual(named)
    const group = `<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" name="G"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>${picture()}</xdr:grpSp>`
    expect(made(6, group)).toEqual(named)
  })
})
