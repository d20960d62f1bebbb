import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isFaint } from '#metadata/strip/odf/shape.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { odfManifest, odfPart, zipOf } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import { ordinaryOds } from './office-documents.ts'
import { readable } from './readable.ts'

const LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
const CONFIG = 'urn:oasis:names:tc:opendocument:xmlns:config:1.0'

const styled = (style: string, body = '<text:p text:style-name="P1">a</text:p>', common = '') => ({
  'content.xml': odfPart(
    'document-content',
    `<office:automatic-styles>${style}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`,
  ),
  'styles.xml': odfPart('document-styles', `<office:styles>${common}</office:styles>`),
})
const made = (parts: Readonly<Record<string, string>>) =>
  zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: 'application/vnd.oasis.opendocument.text',
    ...parts,
  })
const textOf = (bytes: Uint8Array<ArrayBuffer>) => readable(bytes).join('\n')
const settings = (items: string) =>
  `<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="${CONFIG}"><office:settings><config:config-item-set config:name="ooo:configuration-settings">${items}</config:config-item-set></office:settings></office:document-settings>`
const item = (name: string, type: string, value: string) =>
  `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`

describe('T-147 OpenDocument: what draws stays', () => {
  const shape = '<draw:rect draw:style-name="gr1" svg:width="3cm" svg:height="2cm"/>'
  const gradient = `<style:style style:name="gr1" style:family="graphic"><style:graphic-properties draw:fill="gradient" draw:fill-gradient-name="g"/></style:style>`
  const CASES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
    'the arcs of a form, as newer programs write them': [
      styled(
        gradient,
        '<text:p><draw:custom-shape draw:style-name="gr1" svg:width="3cm" svg:height="2cm"><text:p/><draw:enhanced-geometry svg:viewBox="0 0 0 0" draw:type="ooxml-roundRect" draw:modifiers="16667" draw:enhanced-path="M 0 ?f2 L ?f3 0 Z N" drawooo:enhanced-path="M 0 ?f2 G ?f2 ?f2 ?f12 ?f13 L ?f3 0 Z N"/></draw:custom-shape></text:p>',
      ),
      'drawooo:enhanced-path="M 0 ?f2 G ?f2 ?f2 ?f12 ?f13 L ?f3 0 Z N"',
    ],
    'the number of a note, whose style is used by its name alone': [
      styled(
        '',
        '<text:p>a<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>',
        '<style:style style:name="Footnote_20_Symbol" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>',
      ),
      'super 58%',
    ],
    'the number of a note at the end': [
      styled(
        '',
        '<text:p>a<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>',
        '<style:style style:name="Endnote_20_anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>',
      ),
      'super 58%',
    ],
    'the angle of a gradient, as newer programs write it': [
      styled(
        gradient,
        `<text:p>${shape}</text:p>`,
        '<draw:gradient draw:name="g" draw:style="linear" draw:start-color="#000000" draw:end-color="#ffffff" draw:angle="30deg"/>',
      ),
      'draw:angle="30deg"',
    ],
    'what fills a cell of a table on a slide': [
      styled(
        `<style:style style:name="P1" style:family="paragraph"><loext:graphic-properties ${LOEXT} draw:fill="solid" draw:fill-color="#ddeeff"/></style:style>`,
      ),
      'draw:fill-color="#ddeeff"',
    ],
    'how much a letter lets through': [
      styled(
        `<style:style style:name="P1" style:family="paragraph"><style:text-properties ${LOEXT} fo:color="#000000" loext:opacity="40%"/></style:style>`,
      ),
      'loext:opacity="40%"',
    ],
    'no space between paragraphs of one style': [
      styled(
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:margin-top="1cm" style:contextual-spacing="true"/></style:style>',
      ),
      'style:contextual-spacing="true"',
    ],
    'how many places of a number are always written': [
      styled(
        '<number:number-style style:name="N1"><number:number number:decimal-places="3" number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>',
        '<table:table><table:table-row><table:table-cell table:style-name="ce1"><text:p>1.5</text:p></table:table-cell></table:table-row></table:table>',
      ),
      'number:min-decimal-places="1"',
    ],
    'a place for words, which is not printed': [
      styled(
        '',
        '<text:p><text:placeholder text:placeholder-type="text">&lt;Name&gt;</text:placeholder></text:p>',
      ),
      '<text:placeholder text:placeholder-type="text">&lt;Name&gt;</text:placeholder>',
    ],
  }
  test.each(Object.entries(CASES))('%s', (_what, [parts, text]) => {
    const { bytes, stays } = stripOdf(made(parts))
    expect(stays).toEqual([])
    expect(textOf(bytes)).toContain(text)
  })

  test('the header and footer of a first page, its gutter, and the gradient under it', () => {
    const layout = `<style:page-layout style:name="pm1"><style:page-layout-properties ${LOEXT} loext:margin-gutter="1cm" draw:fill="gradient" draw:fill-gradient-name="g"/></style:page-layout>`
    const master =
      '<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>each</text:p></style:header><style:header-first><text:p>first</text:p></style:header-first><style:footer><text:p>below</text:p></style:footer><style:footer-first><text:p>last</text:p></style:footer-first></style:master-page>'
    const fill =
      '<draw:gradient draw:name="g" draw:style="linear" draw:start-color="#000000" draw:end-color="#ffffff"/>'
    const copy = stripOdf(
      made({
        ...styled(''),
        'styles.xml': odfPart(
          'document-styles',
          `<office:styles>${fill}</office:styles><office:automatic-styles>${layout}</office:automatic-styles><office:master-styles>${master}</office:master-styles>`,
        ),
      }),
    )
    expect(copy.stays).toEqual([])
    const all = textOf(copy.bytes)
    expect(all).toContain('<style:header-first><text:p>first</text:p></style:header-first>')
    expect(all).toContain('<style:footer-first><text:p>last</text:p></style:footer-first>')
    expect(all).toContain('loext:margin-gutter="1cm"')
    expect(all).toMatch(/draw:fill-gradient-name="gradient1"/)
  })

  const charted = (chart: string) =>
    textOf(
      stripOdf(
        made({
          ...styled(
            '',
            '<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>',
          ),
          'Object 1/content.xml': odfPart('document-content', chart),
          'META-INF/manifest.xml': odfManifest('application/vnd.oasis.opendocument.text', [
            'Object 1/',
            'application/vnd.oasis.opendocument.chart',
          ]),
        }),
      ).bytes,
    )

  test('a chart that says that it draws its own table', () => {
    const read = charted(
      '<office:body><office:chart><chart:chart xlink:href="." xlink:type="simple" chart:class="chart:bar"><chart:plot-area/></chart:chart></office:chart></office:body>',
    )
    expect(read).toMatch(/<chart:chart [^>]*xlink:href="\."[^>]*><chart:plot-area/)
  })
  test.each([
    ['; ', true],
    ['Anna', false],
  ])('between the parts of a label "%s": %s', (sign, stays) => {
    const label = `<style:chart-properties chart:data-label-number="value"><chart:label-separator><text:p>${sign}</text:p></chart:label-separator></style:chart-properties>`
    const read = charted(
      `<office:automatic-styles><style:style style:name="ch1" style:family="chart">${label}</style:style></office:automatic-styles><office:body><office:chart><chart:chart chart:style-name="ch1"/></office:chart></office:body>`,
    )
    expect(read.includes(`<text:p>${sign}</text:p>`)).toBe(stays)
  })

  test.each([
    ['<chart:legend/>', true],
    ['', false],
  ])('the name of a series that no cell holds, with "%s": %s', (legend, stays) => {
    const read = charted(
      `<office:body><office:chart><chart:chart>${legend}<chart:plot-area><chart:series ${LOEXT} loext:label-string="North"/></chart:plot-area></chart:chart></office:chart></office:body>`,
    )
    expect(read.includes('loext:label-string="North"')).toBe(stays)
  })

  const style = (name: string, inside: string) =>
    `<style:style style:name="${name}" style:family="chart"><style:chart-properties ${inside}/></style:style>`
  const cells = (...all: readonly string[]) =>
    `<table:table-row>${all.map((one) => `<table:table-cell office:value-type="${/\d/.test(one) ? `float" office:value="${one}` : 'string'}"><text:p>${one}</text:p></table:table-cell>`).join('')}</table:table-row>`
  const drawn = ({
    kind = 'bar',
    axis = 'chart:display-label="true"',
    series = '',
    legend = '',
    z = '',
  }) =>
    charted(
      `<office:automatic-styles>${style('ax', axis)}${style('se', `chart:x="1" ${series}`)}</office:automatic-styles><office:body><office:chart><chart:chart chart:class="chart:${kind}">${legend}<chart:plot-area><chart:axis chart:dimension="x" chart:style-name="ax"><chart:categories table:cell-range-address="local-table.$A$2:.$A$2"/></chart:axis><chart:axis chart:dimension="y"/>${z}<chart:series chart:style-name="se" chart:label-cell-address="local-table.$B$1" chart:values-cell-range-address="local-table.$B$2:.$B$2"/></chart:plot-area><table:table table:name="local-table">${cells('', 'Nord')}${cells('Monday', '7')}</table:table></chart:chart></office:chart></office:body>`,
    )
  const legend = '<chart:legend/>'
  test.each([
    ['an axis with labels', {}, 'Monday', true],
    ['an axis without labels', { axis: 'chart:display-label="false"' }, 'Monday', false],
    ['an axis that is not drawn', { axis: 'chart:visible="false"' }, 'Monday', false],
    [
      'labels that show them',
      { axis: 'chart:display-label="false"', series: 'chart:data-label-text="true"' },
      'Monday',
      true,
    ],
    ['a pie without a legend', { kind: 'circle' }, 'Monday', false],
    ['a pie with a legend', { kind: 'circle', legend }, 'Monday', true],
    [
      'a ring with labels of them',
      { kind: 'ring', series: 'chart:data-label-text="true"' },
      'Monday',
      true,
    ],
    ['a legend', { legend }, 'Nord', true],
    ['no legend', {}, 'Nord', false],
    ['the legend of a pie', { kind: 'circle', legend }, 'Nord', false],
    ['labels of names', { series: 'loext:data-label-series="true"' }, 'Nord', true],
    ['an axis of series', { z: '<chart:axis chart:dimension="z"/>' }, 'Nord', true],
  ])('words of a chart are in the copy where something draws them: %s', (_, looks, word, stays) => {
    const read = drawn(looks)
    expect(read.includes(word)).toBe(stays)
    expect(read).toContain('office:value="7"')
  })

  test('how lines are laid out, as numbers and yes or no, and no other setting', () => {
    const items =
      item('AddParaTableSpacing', 'boolean', 'false') +
      item('PrinterIndependentLayout', 'string', 'low-resolution')
    const other =
      item('UseFormerLineSpacing', 'boolean', 'Anna Seed') +
      item('PrinterName', 'string', 'Anna Seed') +
      item('AnnaSeed', 'boolean', 'true')
    const copy = stripOdf(made({ ...styled(''), 'settings.xml': settings(other + items) }))
    expect(copy.findings).toContain('other')
    expect(textOf(copy.bytes)).toContain(items)
    expect(textOf(copy.bytes)).not.toMatch(/Anna|Printer(Name)|UseFormer/)
    expect(stripOdf(copy.bytes)).toEqual({ bytes: copy.bytes, findings: [], stays: [] })
  })
})

test.each([
  ['letters that let nearly all through', 'fo:color="#000000" loext:opacity="3%"', true],
  [
    'a colour that the program chooses',
    'style:use-window-font-color="true" loext:opacity="0%"',
    false,
  ],
  ['white letters', 'fo:color="#ffffff"', true],
  [
    'white letters with a shadow, which is black',
    'fo:color="#ffffff" fo:text-shadow="1pt 1pt"',
    false,
  ],
  ['white letters with no shadow', 'fo:color="#ffffff" fo:text-shadow="none"', true],
  [
    'white letters with an outline, which is white',
    'fo:color="#ffffff" style:text-outline="true"',
    true,
  ],
  ['a colour over an opacity of a parent', 'fo:color="#000000"', false],
])('T-147 OpenDocument: %s', (_what, look, isHidden) => {
  const parent = `<style:style style:name="Q" style:family="paragraph"><style:text-properties ${LOEXT} style:use-window-font-color="true" loext:opacity="0%"/></style:style>`
  const own = `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Q"><style:text-properties ${LOEXT} ${look}/></style:style>`
  const { stays } = stripOdf(made(styled(own, undefined, parent)))
  expect(stays).toEqual(isHidden ? [{ kind: 'hidden', place: IN_TEXT }] : [])
})

test.each<[boolean, Readonly<Record<string, string>>]>([
  [true, { luminance: '95%' }],
  [true, { luminance: '75%', contrast: '-50%' }],
  [true, { red: '100%', green: '100%', blue: '100%' }],
  [true, { red: '-60%', green: '-60%', blue: '-60%', luminance: '-40%' }],
  [false, { luminance: '30%', contrast: '-30%' }],
  [false, { red: '100%', green: '-20%' }],
])('T-147 OpenDocument: whether colours leave nothing of a picture: %s, %j', (isLost, look) => {
  const values = Object.entries(look).map(([at, value]) => [`graphic draw:${at}`, value] as const)
  expect(isFaint(new Map(values))).toBe(isLost)
})
