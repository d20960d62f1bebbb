import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { MAIN, rels } from './documents.ts'
import {
  axes,
  bars,
  cat,
  cleanChart,
  group,
  label,
  labels,
  numbers,
  plain,
  rich,
  series,
  shown,
  val,
  words,
} from './made-charts.ts'
import { A, C, madeSheet, R, S, XDR } from './made-sheets.ts'

const IN_CHART = [{ kind: 'hidden', place: { at: 'chart', within: { at: 'start' } } }]
const solid = (hex: string) => `<a:solidFill><a:srgbClr val="${hex}"/></a:solidFill>`
const white = solid('FFFFFF')
const filled = (fill: string) => `<c:spPr>${fill}</c:spPr>`
const lettered = (inside: string, at = '') =>
  `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr${at}>${inside}</a:defRPr></a:pPr></a:p></c:txPr>`
const place = (at: string) => val('dLblPos', at)
const layout = (inside: string) => `<c:layout><c:manualLayout>${inside}</c:manualLayout></c:layout>`
const units = (more: string) =>
  `<c:dispUnits>${val('builtInUnit', 'thousands')}<c:dispUnitsLbl>${rich('words', more)}</c:dispUnitsLbl></c:dispUnits>`
const pie = (inside: string) =>
  `<c:pieChart>${val('varyColors', 1)}${series(inside + plain)}</c:pieChart>`
const trend = `<c:trendline>${val('dispEq', 1)}<c:trendlineLbl>${rich('words', white)}</c:trendlineLbl></c:trendline>`
const onPlot = (fill: string) => `<c:spPr>${fill}</c:spPr>`

describe('T-147 Office: words of a chart that nobody sees are named', () => {
  test.each<readonly [string, string, string?]>([
    [
      'a label in white beside its bar',
      bars(series(labels(label(rich('words', white) + shown)) + plain)),
    ],
    [
      'a label that one program draws and the other does not',
      bars(series(labels(label(rich('words', '') + val('showVal', 0))) + plain)),
    ],
    ['labels in white beside their bars', bars(series(labels(lettered(white) + shown) + plain))],
    ['labels of a group in white', bars(series(plain) + labels(lettered(white) + shown))],
    [
      'a label in white on a white bar',
      bars(series(filled(white) + labels(place('ctr') + lettered(white) + shown) + plain)),
    ],
    [
      'a label in white on a white point',
      bars(
        series(
          filled(solid('C00000')) +
            `<c:dPt>${val('idx', 0)}${filled(white)}</c:dPt>` +
            labels(label(place('ctr') + lettered(white) + shown)) +
            plain,
        ),
      ),
    ],
    [
      'a label in the colour of the plot',
      bars(series(labels(place('outEnd') + lettered(solid('C00000')) + shown) + plain)) +
        onPlot(solid('C00000')),
    ],
    [
      'labels of a line in white',
      group('line', series(labels(lettered(white) + shown) + plain)) + axes(),
    ],
    ['labels in white outside a pie', pie(labels(place('outEnd') + lettered(white) + shown))],
    ['labels of two points', bars(series(labels(lettered('', ' sz="200"') + shown) + plain))],
    [
      'labels under a black marker',
      bars(
        series(
          labels(lettered('<a:highlight><a:srgbClr val="000000"/></a:highlight>') + shown) + plain,
        ),
      ),
    ],
    ['labels without ink', bars(series(labels(lettered('<a:noFill/>') + shown) + plain))],
    ['the formula of a trend line in white', bars(series(trend + plain))],
    ['the unit of an axis in white', bars(series(plain), '', units(white))],
    [
      'a table in white',
      `${bars(series(cat('a') + plain))}<c:dTable>${lettered(white)}</c:dTable>`,
    ],
    ['an axis of two points', bars(series(cat('a') + plain), lettered('', ' sz="100"'))],
    [
      'words as places of a scatter with labels',
      group(
        'scatter',
        series(
          `${labels(val('showCatName', 1))}<c:xVal>${words('a')}</c:xVal><c:yVal>${numbers(1)}</c:yVal>`,
        ),
      ) + axes('', '', ['valAx', 'valAx']),
    ],
    ['a plot beside its chart', layout(val('x', 3)) + bars(series(cat('a') + plain))],
    ['a legend without room', bars(series(plain)), `<c:legend>${layout(val('w', 0))}</c:legend>`],
    [
      'the formula of a trend line beside the chart',
      bars(
        series(trend.replace(white, '').replace('<c:tx>', `${layout(val('x', 3))}<c:tx>`) + plain),
      ),
    ],
  ])('%s', (_, plot, after) => {
    expect(cleanChart(plot, after).stays).toEqual(IN_CHART)
  })

  test.each<readonly [string, string]>([
    [
      'white labels on bars of colour',
      bars(
        series(filled(solid('C00000')) + labels(place('ctr') + lettered(white) + shown) + plain),
      ),
    ],
    [
      'white labels on bars that a program fills',
      bars(series(labels(place('inEnd') + lettered(white) + shown) + plain)),
    ],
    [
      'white labels on stacked bars',
      group('bar', val('grouping', 'stacked') + series(labels(lettered(white) + shown) + plain)) +
        axes(),
    ],
    ['white labels on a pie', pie(labels(lettered(white) + shown))],
    [
      'white labels on a ground of their own',
      bars(series(labels(filled(solid('203864')) + lettered(white) + shown) + plain)),
    ],
    [
      'white labels that show nothing',
      bars(series(labels(lettered(white) + val('showVal', 0)) + plain)),
    ],
    [
      'white labels on a dark plot',
      bars(series(labels(lettered(white) + shown) + plain)) + onPlot(solid('203864')),
    ],
    ['grey labels', bars(series(labels(lettered(solid('595959')) + shown) + plain))],
    [
      'a plot with a place of its own',
      layout(val('x', 0.1) + val('y', 0.1) + val('w', 0.8) + val('h', 0.7)) + bars(series(plain)),
    ],
  ])('but not %s', (_, plot) => {
    expect(cleanChart(plot).stays).toEqual([])
  })

  const box =
    '<cdr:sp><cdr:nvSpPr><cdr:cNvPr id="2" name="T"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr/><cdr:txBody><a:bodyPr wrap="none"/><a:p><a:r><a:t>words</a:t></a:r></a:p></cdr:txBody></cdr:sp>'
  const corner = (name: string, x: number, y: number) =>
    `<cdr:${name}><cdr:x>${x}</cdr:x><cdr:y>${y}</cdr:y></cdr:${name}>`
  const share = (x: number, y: number, right: number, bottom: number, inside = box) =>
    `<cdr:relSizeAnchor>${corner('from', x, y)}${corner('to', right, bottom)}${inside}</cdr:relSizeAnchor>`
  const sized = (x: number, y: number, cx: number) =>
    `<cdr:absSizeAnchor>${corner('from', x, y)}<cdr:ext cx="${cx}" cy="400000"/>${box}</cdr:absSizeAnchor>`
  test.each([
    ['right of it', share(3, 0.1, 3.5, 0.2)],
    ['below it', share(0.1, 1.2, 0.4, 1.4)],
    ['left of it', share(-2, 0.1, -1, 0.2)],
    ['without width', share(0.1, 0.1, 0.1, 0.2)],
    ['of a size of its own, right of it', sized(3, 0.1, 900_000)],
    ['of no size of its own', sized(0.1, 0.1, 0)],
  ])('a box of text on a chart: %s', (_, shapes) => {
    expect(cleanChart(bars(series(plain)), undefined, undefined, shapes).stays).toEqual(IN_CHART)
  })

  test('but not one that lies on its chart', () => {
    const shapes = share(0.1, 0.1, 0.5, 0.3) + sized(0.6, 0.1, 900_000)
    const { all, stays } = cleanChart(bars(series(plain)), undefined, undefined, shapes)
    expect(stays).toEqual([])
    expect(all).toContain('words')
  })
})

/** A workbook with one chart. */
function workbook(chart: string, cells: string, more: Readonly<Record<string, string>> = {}) {
  const frame = `<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="C"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>`
  const made = madeSheet({
    cells,
    sheet: '<drawing r:id="rD"/>',
    links: ['drawing d.xml - rD'],
    more: {
      'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="900000"/>${frame}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`,
      'xl/_rels/d.xml.rels': rels('chart c.xml'),
      'xl/c.xml': `<c:chartSpace xmlns:c="${C}" xmlns:a="${A}"><c:chart>${chart}</c:chart></c:chartSpace>`,
      ...more,
    },
  })
  const { bytes } = stripOoxml(made)
  return Buffer.from(unzipSync(bytes)['xl/charts/chart1.xml'] ?? []).toString()
}

describe('T-147 Excel: points that are written into a chart keep nothing of when and where', () => {
  const literal = (kind: string, value: string) =>
    `<c:${kind}Lit>${val('ptCount', 2)}<c:pt idx="0"><c:v>${value}</c:v></c:pt><c:pt idx="1"><c:v>7</c:v></c:pt></c:${kind}Lit>`
  const chart = (categories: string, points: string) =>
    `<c:plotArea>${bars(series(`<c:cat>${categories}</c:cat><c:val>${points}</c:val>`))}</c:plotArea>`
  const now =
    '<c r="A1"><f>NOW()</f><v>46095.63</v></c><c r="B1" t="str"><f>CELL("filename")</f><v>Seed</v></c>'

  test.each([
    ['what it came to', 'str', 'Seed'],
    ['the number that it came to', 'num', '46095.63'],
    ['a day and its hour', 'str', '14.03.2026 15:09'],
    ['a path', 'str', 'C:\\Users\\Seed\\[b.xlsx]t'],
  ])('%s', (_, kind, value) => {
    const one = literal(kind, value)
    const copy = kind === 'str' ? chart(one, literal('num', '3')) : chart(literal('str', 'a'), one)
    expect(workbook(copy, now)).not.toContain(value)
    expect(workbook(copy, now)).toContain('<c:v>7</c:v>')
  })

  test.each([
    ['in a workbook that says nothing of when', '<c r="A1"><v>1</v></c>', '14.03.2026 15:09'],
    ['that no formula came to', now, 'Monday'],
  ])('but others stay: %s', (_, cells, value) => {
    expect(workbook(chart(literal('str', value), literal('num', '3')), cells)).toContain(value)
  })
})

describe('T-147 Excel: a chart of Excel 2007 and XlsxWriter looks in the copy as it did', () => {
  const app = (version: string) => ({
    '_rels/.rels': rels('officeDocument xl/workbook.xml', 'extended-properties docProps/app.xml'),
    'docProps/app.xml': `<Properties xmlns="${MAIN}"><AppVersion>${version}</AppVersion></Properties>`,
  })
  const chart = `<c:plotArea>${group('bar', val('barDir', 'col') + series(labels(shown) + plain))}${axes(val('scaling', 1) + val('tickLblPos', 'low'))}</c:plotArea>`

  test('what it leaves out is written, in its place', () => {
    const copy = workbook(chart, '<c r="A1"><v>1</v></c>', app('12.0000'))
    expect(copy).toContain('<c:chart><c:autoTitleDeleted val="0"/><c:plotArea>')
    expect(copy).toContain('<c:barDir val="col"/><c:varyColors val="0"/><c:ser>')
    expect(copy).toContain(
      '<c:scaling val="1"/><c:delete val="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>',
    )
    expect(copy).toContain('<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>')
  })

  test('so of a trend line it is not drawn how well it fits', () => {
    const trend = `<c:trendline>${val('trendlineType', 'linear')}${val('dispEq', 1)}</c:trendline>`
    const lines = `<c:plotArea>${group('line', series(trend + plain))}${axes()}</c:plotArea>`
    const copy = workbook(lines, '<c r="A1"><v>1</v></c>', app('12.0000'))
    expect(copy).toContain(
      '<c:trendlineType val="linear"/><c:dispRSqr val="0"/><c:dispEq val="1"/></c:trendline>',
    )
  })

  test('and nothing of another version', () => {
    const copy = workbook(chart, '<c r="A1"><v>1</v></c>', app('16.0300'))
    expect(copy).not.toMatch(/TickMark|showCatName|varyColors/)
  })
})

test('T-147 the drawing of a chart sheet fills it, whatever its anchor says', () => {
  const workbook = (kind: string, inside: string) =>
    stripOoxml(
      madeSheet({
        links: ['drawing d.xml'],
        more: {
          'xl/_rels/workbook.xml.rels': rels(`${kind} s.xml`, 'styles st.xml', 'theme t.xml'),
          'xl/s.xml': `<${kind} xmlns="${S}" xmlns:r="${R}">${inside}<drawing r:id="rId1"/></${kind}>`,
          'xl/d.xml': `<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="0" cy="0"/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name=""/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>words</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>`,
        },
      }),
    ).stays.length
  expect(workbook('chartsheet', '<sheetViews><sheetView workbookViewId="0"/></sheetViews>')).toBe(0)
  expect(workbook('worksheet', '<sheetData/>')).toBe(1)
})
