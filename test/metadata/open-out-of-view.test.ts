import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { odfManifest, odfPart, zipOf } from './documents.ts'
import { ordinaryOds } from './office-documents.ts'
import { readable } from './readable.ts'

const SEED = 'AnnaSeed4711'
type Type = 'text' | 'spreadsheet' | 'presentation'
interface OdpParts {
  readonly auto?: string
  readonly common?: string
  readonly pages?: string
  readonly master?: string
  readonly layout?: string
  readonly chart?: string
}

function cleaned(type: Type, body: string, made: OdpParts = {}) {
  const { auto = '', common = '', pages = '', master = '', layout = '', chart = '' } = made
  const name = type === 'spreadsheet' ? 'Default' : 'Standard'
  const { bytes, findings, stays } = stripOdf(
    zipOf({
      ...unzipSync(ordinaryOds()),
      mimetype: `application/vnd.oasis.opendocument.${type}`,
      'content.xml': odfPart(
        'document-content',
        `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`,
      ),
      'styles.xml': odfPart(
        'document-styles',
        `<office:styles>${common}</office:styles><office:automatic-styles>${pages}<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/>${layout}</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="${name}" style:page-layout-name="L">${master}</style:master-page></office:master-styles>`,
      ),
      ...(chart === ''
        ? {}
        : {
            'Object 1/content.xml': chart,
            'META-INF/manifest.xml': odfManifest(type, [
              'Object 1/',
              'application/vnd.oasis.opendocument.chart',
            ]),
          }),
    }),
  )
  const text = readable(bytes).join('\n')
  return { text, findings, kinds: stays.map(({ kind }) => kind) }
}

const style = (family: string, inside: string, name = 'S') =>
  `<style:style style:name="${name}" style:family="${family}">${inside}</style:style>`
const slide = (inside: string, more = '') =>
  `<draw:page draw:name="p" draw:master-page-name="Standard" ${more}>${inside}</draw:page>`
const at = 'svg:x="2cm" svg:y="2cm" svg:width="8cm" svg:height="3cm"'
const box = (words: string, where = at) =>
  `<draw:frame draw:style-name="S" ${where}><draw:text-box><text:p>${words}</text:p></draw:text-box></draw:frame>`
const decl = `<presentation:footer-decl presentation:name="f">${SEED}</presentation:footer-decl>`
const foot = (where = at, words = '<presentation:footer/>') =>
  `<draw:frame presentation:class="footer" ${where}><draw:text-box><text:p>${words}</text:p></draw:text-box></draw:frame>`
const footed = (more = '') => decl + slide(box('words'), `presentation:use-footer-name="f" ${more}`)
const page = (how: string) => style('drawing-page', `<style:drawing-page-properties ${how}/>`)

describe('T-147 OpenDocument: a footer that a page names is in the copy where it is shown', () => {
  test('it is there where the master of the page has a place for it', () => {
    const { text, kinds } = cleaned('presentation', footed(), { master: foot() })
    expect(text).toContain(SEED)
    expect(kinds).toEqual([])
  })

  test.each<[string, string, OdpParts]>([
    ['the master has none', footed(), {}],
    [
      'the page does not show it',
      footed('draw:style-name="S"'),
      { master: foot(), auto: page('presentation:display-footer="false"') },
    ],
    [
      'the page shows nothing of its master',
      footed('draw:style-name="S"'),
      { master: foot(), auto: page('presentation:background-objects-visible="false"') },
    ],
  ])('not where %s', (_, body, made) => {
    expect(cleaned('presentation', body, made).text).not.toContain(SEED)
  })

  test.each<[string, string, string]>([
    ['beside the page', foot(at.replace('2cm', '90cm')), ''],
    [
      'in white',
      foot(at, '<text:span text:style-name="T"><presentation:footer/></text:span>'),
      style('text', '<style:text-properties fo:color="#ffffff"/>', 'T'),
    ],
  ])('told where it stands %s', (_, master, pages) => {
    expect(cleaned('presentation', footed(), { master, pages }).kinds).toContain('hidden')
  })
})

const shape = (inside: string, geometry: string) =>
  `<draw:custom-shape draw:style-name="S" ${at}><text:p>${inside}</text:p><draw:enhanced-geometry svg:viewBox="0 0 100 100" draw:enhanced-path="M 0 0 L 100 0 100 100 0 100 Z N" ${geometry}/></draw:custom-shape>`
const graphic = (how: string) => style('graphic', `<style:graphic-properties ${how}/>`)
const SHAPES: readonly (readonly [string, string, string, boolean])[] = [
  [
    'along a path without a filling or a line',
    shape(SEED, 'draw:text-path="true"'),
    graphic('draw:fill="none" draw:stroke="none"'),
    true,
  ],
  [
    'along a path with a filling',
    shape(SEED, 'draw:text-path="true"'),
    graphic('draw:stroke="none"'),
    false,
  ],
  ['in a box beside all that is drawn', shape(SEED, 'draw:text-areas="900 900 990 990"'), '', true],
  [
    'in a box a little larger than the shape',
    shape(SEED, 'draw:text-areas="-5 -5 105 105"'),
    '',
    false,
  ],
  ['behind more space than the page has', box(SEED), graphic('fo:padding-left="60cm"'), true],
  ['behind some space', box(SEED), graphic('fo:padding="0.5cm"'), false],
  [
    'made a ten thousandth as large',
    box(SEED, `${at} draw:transform="scale (0.0001 0.0001) translate (3cm 3cm)"`),
    '',
    true,
  ],
  ['turned', box(SEED, `${at} draw:transform="rotate (0.5) translate (9cm 9cm)"`), '', false],
]

describe('T-147 OpenDocument: words that their shape leaves out of view are told', () => {
  test.each(SHAPES)('%s', (_, body, auto, isHidden) => {
    const { text, kinds } = cleaned('presentation', slide(body), { auto })
    expect(text).toContain(SEED)
    expect(kinds).toEqual(isHidden ? ['hidden'] : [])
  })

  test.each([
    '<draw:text-box><text:p>seen</text:p></draw:text-box>',
    '<draw:image xlink:href="Pictures/none.png"/>',
  ])('words behind another thing in the same frame are in no copy', (first) => {
    const second = `<table:table><table:table-row><table:table-cell><text:p>${SEED}</text:p></table:table-cell></table:table-row></table:table>`
    const { text } = cleaned(
      'presentation',
      slide(`<draw:frame ${at}>${first}${second}</draw:frame>`),
    )
    expect(text).not.toContain(SEED)
  })

  test.each([
    ['0.01cm', ['hidden']],
    ['1cm', []],
  ])('the header of a text of a height of %s', (height, kinds) => {
    const layout = `<style:header-style><style:header-footer-properties svg:height="${height}"/></style:header-style>`
    const master = `<style:header><text:p>${SEED}</text:p></style:header>`
    expect(cleaned('text', '<text:p>words</text:p>', { layout, master }).kinds).toEqual(kinds)
  })
})

const cell = (inside: string) =>
  `<table:table-cell office:value-type="string">${inside}</table:table-cell>`
const sheet = (inside: string, row = '') =>
  `<table:table table:name="A"><table:table-column/><table:table-row ${row}>${inside}</table:table-row></table:table>`
const row = (how: string) =>
  style('table-row', `<style:table-row-properties style:row-height="0.5cm" ${how}/>`)
const lines = (count: number) =>
  cell(`<text:p>${'words<text:line-break/>'.repeat(count)}${SEED}</text:p>`)

describe('T-147 OpenDocument: words that a cell of a sheet has no room for are told', () => {
  test.each<[string, string, string, boolean]>([
    [
      'in a row of a height of its own, many lines',
      sheet(lines(30), 'table:style-name="S"'),
      row(''),
      true,
    ],
    ['two lines', sheet(lines(1), 'table:style-name="S"'), row(''), false],
    [
      'in a row as high as its words, many lines',
      sheet(lines(30), 'table:style-name="S"'),
      row('style:use-optimal-row-height="true"'),
      false,
    ],
    [
      'behind four hundred blanks',
      sheet(cell(`<text:p>a<text:s text:c="400"/>${SEED}</text:p>`)),
      '',
      true,
    ],
    ['behind twenty', sheet(cell(`<text:p>a<text:s text:c="20"/>${SEED}</text:p>`)), '', false],
  ])('%s', (_, body, auto, isHidden) => {
    expect(cleaned('spreadsheet', body, { auto }).kinds).toEqual(isHidden ? ['hidden'] : [])
  })
})

const column = (words: string, header = 'series', name = 'local-table') =>
  `<table:table table:name="${name}"><table:table-header-rows><table:table-row><table:table-cell><text:p/></table:table-cell>${cell(`<text:p>${header}</text:p>`)}</table:table-row></table:table-header-rows><table:table-rows><table:table-row>${cell(`<text:p>${words}</text:p>`)}<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table-rows></table:table>`
interface Chart {
  readonly before?: string
  readonly axis?: string
  readonly series?: string
  readonly table?: string
  readonly auto?: string
  readonly kind?: string
  readonly name?: string
}
const charted = (how: Chart) => {
  const { before = '', axis = '', series = '', auto = '', kind = 'bar', name = 'local-table' } = how
  const plot = `<chart:plot-area><chart:axis chart:dimension="x" ${axis}><chart:categories table:cell-range-address="${name}.A2:.A2"/></chart:axis><chart:series chart:values-cell-range-address="${name}.B2:.B2" chart:label-cell-address="${name}.B1">${series}</chart:series></chart:plot-area>`
  const chart = odfPart(
    'document-content',
    `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:chart><chart:chart svg:width="8cm" svg:height="5cm" chart:class="chart:${kind}">${before}${plot}${how.table ?? column('name')}</chart:chart></office:chart></office:body>`,
  )
  const frame = `<text:p>a<draw:frame ${at}><draw:object xlink:href="./Object 1"/></draw:frame></text:p>`
  return cleaned('text', frame, { chart })
}
const of = (how: string, name = 'S') => style('chart', how, name)
const unlabelled = of('<style:chart-properties chart:display-label="false"/>')
const white = of('<style:text-properties fo:color="#ffffff"/>')
const legend = (more = '') => `<chart:legend chart:legend-position="end" ${more}/>`

describe('T-147 OpenDocument: of a chart there is what it draws', () => {
  test.each<[string, Chart, boolean]>([
    ['categories at an axis', { table: column(SEED) }, true],
    [
      'at an axis without labels',
      { table: column(SEED), axis: 'chart:style-name="S"', auto: unlabelled },
      false,
    ],
    [
      'without labels, in the legend of a pie',
      {
        table: column(SEED),
        axis: 'chart:style-name="S"',
        auto: unlabelled,
        kind: 'circle',
        before: legend(),
      },
      true,
    ],
    [
      'without labels, beside a point',
      {
        table: column(SEED),
        axis: 'chart:style-name="S"',
        series: '<chart:data-point chart:style-name="D"/>',
        auto: unlabelled + of('<style:chart-properties chart:data-label-text="true"/>', 'D'),
      },
      true,
    ],
    [
      'the words of an equation that is worked out',
      {
        series: `<chart:regression-curve><chart:equation><text:p>${SEED}</text:p></chart:equation></chart:regression-curve>`,
      },
      false,
    ],
    ['the name of its own table', { name: SEED, table: column('name', 'series', SEED) }, false],
  ])('%s', (_, how, isThere) => {
    const { text, kinds } = charted(how)
    expect(text.includes(SEED)).toBe(isThere)
    expect(kinds).toEqual([])
  })

  test('its table is still the one that it draws, whatever it was called', () => {
    const { text } = charted({ name: SEED, table: column('name', 'series', SEED) })
    expect(text).toContain('local-table.A2:.A2')
    expect(text).toContain('<text:p>name</text:p>')
  })

  test.each<[string, Chart]>([
    [
      'a title beside it',
      { before: `<chart:title svg:x="90cm" svg:y="1cm"><text:p>${SEED}</text:p></chart:title>` },
    ],
    ['names in a white legend', { before: legend('chart:style-name="S"'), auto: white }],
    ['categories in white', { axis: 'chart:style-name="S"', auto: white }],
  ])('%s are told', (_, how) => {
    expect(charted(how).kinds).toEqual(['hidden'])
  })
})

describe('T-147 OpenDocument: what stands in front of numbers is in the copy where a number bears it', () => {
  const outline = `<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-prefix="${SEED}" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1"/></text:outline-style>`
  const notes = `<text:notes-configuration text:note-class="endnote" style:num-prefix="${SEED}" style:num-format="1"/>`
  const note = (kind: string) =>
    `<text:p>a<text:note text:note-class="${kind}"><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>`
  test.each<[string, string, string, boolean]>([
    ['a heading of its level', '<text:h text:outline-level="1">a</text:h>', outline, true],
    ['one of another level', '<text:h text:outline-level="2">a</text:h>', outline, false],
    [
      'one without a number',
      '<text:h text:outline-level="1" text:is-list-header="true">a</text:h>',
      outline,
      false,
    ],
    ['an endnote', note('endnote'), notes, true],
    ['only a footnote', note('footnote'), notes, false],
  ])('%s', (_, body, common, isThere) => {
    expect(cleaned('text', body, { common }).text.includes(SEED)).toBe(isThere)
  })
})
