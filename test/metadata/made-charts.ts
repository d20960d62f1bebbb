import { unzipSync } from 'fflate'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { rels, zipOf } from './documents.ts'
import { A, C } from './made-sheets.ts'
import { ordinaryDocx } from './office-documents.ts'

const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
const CHART = 'word/charts/chart1.xml'
const SHAPES = 'word/drawings/drawing1.xml'
const CDR = 'http://schemas.openxmlformats.org/drawingml/2006/chartDrawing'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const DRAWN = 'application/vnd.openxmlformats-officedocument.drawingml'

/** A Word text with a chart, cleaned: what is left of the chart and of the shapes on it. */
export function cleanChart(
  plot = '',
  after = '<c:legend><c:legendPos val="r"/></c:legend>',
  before = '<c:autoTitleDeleted val="1"/>',
  shapes = '',
) {
  const parts = unzipSync(ordinaryDocx())
  const text = (name: string) => Buffer.from(parts[name] ?? []).toString()
  const frame = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${WP}"><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="9" name="C"/><a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="rId90"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  const relation = rels('chart charts/chart1.xml - rId90').replace(
    /^.*(<Relationship [^>]*>).*$/s,
    '$1',
  )
  const type = (path: string, kind: string) =>
    `<Override PartName="/${path}" ContentType="${DRAWN}.${kind}+xml"/>`
  const { bytes, stays, findings } = stripOoxml(
    zipOf({
      ...parts,
      'word/document.xml': text('word/document.xml').replace('<w:body>', `<w:body>${frame}`),
      'word/_rels/document.xml.rels': text('word/_rels/document.xml.rels').replace(
        '</Relationships>',
        `${relation}</Relationships>`,
      ),
      '[Content_Types].xml': text('[Content_Types].xml').replace(
        '</Types>',
        `${type(CHART, 'chart')}${type(SHAPES, 'chartshapes')}</Types>`,
      ),
      [CHART]: `<c:chartSpace xmlns:c="${C}" xmlns:a="${A}" xmlns:r="${R}"><c:chart>${before}<c:plotArea>${plot}</c:plotArea>${after}</c:chart>${shapes && '<c:userShapes r:id="rId1"/>'}</c:chartSpace>`,
      ...(shapes && {
        'word/charts/_rels/chart1.xml.rels': rels(
          'chartUserShapes ../drawings/drawing1.xml - rId1',
        ),
        [SHAPES]: `<c:userShapes xmlns:c="${C}" xmlns:a="${A}" xmlns:cdr="${CDR}">${shapes}</c:userShapes>`,
      }),
    }),
  )
  const left = unzipSync(bytes)
  const chart = Buffer.from(left[CHART] ?? []).toString()
  return {
    chart,
    stays,
    findings,
    all: Object.values(left)
      .map((one) => Buffer.from(one).toString())
      .join(),
  }
}

export const val = (name: string, value: string | number) => `<c:${name} val="${value}"/>`
export const points = (all: readonly (string | number | undefined)[]): string =>
  all
    .map((one, n) => (one === undefined ? '' : `<c:pt idx="${n}"><c:v>${one}</c:v></c:pt>`))
    .join('')
export const words = (...all: readonly string[]) =>
  `<c:strRef><c:f>S!$A$1:$A$${all.length}</c:f><c:strCache>${val('ptCount', all.length)}${points(all)}</c:strCache></c:strRef>`
export const numbers = (...all: readonly (number | undefined)[]) =>
  `<c:numRef><c:f>S!$B$1:$B$${all.length}</c:f><c:numCache><c:formatCode>General</c:formatCode>${val('ptCount', all.length)}${points(all)}</c:numCache></c:numRef>`
export const rich = (text: string, run = '') =>
  `<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr>${run}</a:rPr><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx>`
export const named = (text: string) => `<c:tx>${words(text)}</c:tx>`
export const cat = (...all: readonly string[]) => `<c:cat>${words(...all)}</c:cat>`
export const values = (...all: readonly (number | undefined)[]) =>
  `<c:val>${numbers(...all)}</c:val>`
export const series = (inside: string) => `<c:ser>${inside}</c:ser>`
export const ids = val('axId', 1) + val('axId', 2)
export const axes = (
  category = '',
  value = '',
  names: readonly [string, string] = ['catAx', 'valAx'],
) =>
  `<c:${names[0]}>${val('axId', 1)}${category}</c:${names[0]}><c:${names[1]}>${val('axId', 2)}${value}</c:${names[1]}>`
export const group = (kind: string, inside: string) =>
  `<c:${kind}Chart>${inside}${ids}</c:${kind}Chart>`
export const bars = (inside: string, category = '', value = '') =>
  group('bar', inside) + axes(category, value)
export const label = (inside: string, at = 0) => `<c:dLbl>${val('idx', at)}${inside}</c:dLbl>`
export const labels = (inside: string) => `<c:dLbls>${inside}</c:dLbls>`

/** A series of two values, and a label that shows them. */
export const plain = values(1, 2)
export const shown = val('showVal', 1)
