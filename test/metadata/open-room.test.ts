import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { odfPart, zipOf } from './documents.ts'
import { ordinaryOds } from './office-documents.ts'

function staysOf(type: 'text' | 'presentation' | 'spreadsheet', body: string, auto = '') {
  const made = zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`,
    ),
    'styles.xml': odfPart(
      'document-styles',
      '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="8.5in" fo:page-height="11in" fo:margin-left="1in" fo:margin-right="1in" fo:margin-top="1in" fo:margin-bottom="1in"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>',
    ),
  })
  return stripOdf(made).stays.some(({ kind }) => kind === 'hidden')
}
const style = (family: string, inside: string) =>
  `<style:style style:name="S" style:family="${family}">${inside}</style:style>`
const p = '<text:p>words</text:p>'
const indented = (how: string) =>
  [
    '<text:p text:style-name="S">words</text:p>',
    style('paragraph', `<style:paragraph-properties ${how}/>`),
  ] as const
const section = (how: string, inside = '') =>
  [
    '<text:section text:name="s" text:style-name="X"><text:p text:style-name="S">words</text:p></text:section>',
    style('section', `<style:section-properties ${how}/>`).replace('"S"', '"X"') +
      style('paragraph', `<style:paragraph-properties ${inside}/>`),
  ] as const
/** Text in columns: each of a share, with so much taken off its start. */
const inColumns = (gap: string, ...each: readonly (readonly [share: number, off: string])[]) => {
  const all = each.map(
    ([share, off]) => `<style:column style:rel-width="${share}*" fo:start-indent="${off}"/>`,
  )
  const [body, auto] = section('')
  const how = `<style:columns fo:column-count="2" fo:column-gap="${gap}">${all.join('')}</style:columns>`
  return [
    body,
    auto.replace(
      '<style:section-properties />',
      `<style:section-properties>${how}</style:section-properties>`,
    ),
  ] as const
}
const box = (at: string, inside = p, how = '', anchor = 'paragraph') =>
  [
    `<text:p><draw:frame draw:style-name="S" text:anchor-type="${anchor}" ${at}><draw:text-box>${inside}</draw:text-box></draw:frame></text:p>`,
    style('graphic', `<style:graphic-properties ${how}/>`),
  ] as const
const row = (how: string, inside: string) =>
  [
    `<table:table><table:table-column/><table:table-row table:style-name="S"><table:table-cell>${inside}</table:table-cell></table:table-row></table:table>`,
    style('table-row', `<style:table-row-properties ${how}/>`),
  ] as const
/** A table of columns so wide, in inches. */
const table = (how: string, ...columns: readonly number[]) =>
  [
    `<table:table table:style-name="S">${columns.map((_, n) => `<table:table-column table:style-name="C${n}"/>`).join('')}<table:table-row>${`<table:table-cell>${p}</table:table-cell>`.repeat(columns.length)}</table:table-row></table:table>`,
    style('table', `<style:table-properties ${how}/>`) +
      columns
        .map((wide, n) =>
          style(
            'table-column',
            `<style:table-column-properties style:column-width="${wide}in"/>`,
          ).replace('"S"', `"C${n}"`),
        )
        .join(''),
  ] as const
const size = 'svg:width="2in" svg:height="1in"'
const many = p.repeat(40)
const columns = `<table:table><table:table-row>${`<table:table-cell>${p.repeat(6)}</table:table-cell>`.repeat(5)}</table:table-row></table:table>`

describe('T-147 OpenDocument: words beside the page, and more than there is room for, are named', () => {
  test.each([
    ['a margin wider than the text', indented('fo:margin-left="7in"')],
    ['two margins that leave no room', indented('fo:margin-left="3in" fo:margin-right="3.5in"')],
    ['a line left of the paper', indented('fo:margin-left="0in" fo:text-indent="-2in"')],
    ['more above it than a page has', indented('fo:margin-top="12in"')],
    ['a frame at 40 cm', box(`svg:x="40cm" ${size}`)],
    ['a frame left of the page', box(`svg:x="-2.1in" ${size}`, p, 'style:horizontal-rel="page"')],
    ['a section that leaves no room', section('fo:margin-left="14in"')],
    [
      'margins of a section and a paragraph that leave none',
      section('fo:margin-left="4in"', 'fo:margin-left="3in"'),
    ],
    ['a paragraph with too much around it', indented('fo:padding-left="7in"')],
    ['a line of 3 points', indented('fo:line-height="3pt"')],
    ['a frame left of the page it is anchored to', box(`svg:x="-2.1in" ${size}`, p, '', 'page')],
    ['a frame with more lines than room', box(size, many)],
    ['a row with more lines than room', row('style:row-height="0.3in"', many)],
    [
      'a table left of the paper',
      table('table:align="left" fo:margin-left="-4in" style:width="2in"', 2),
    ],
    [
      'columns behind the edge of the paper',
      table('table:align="left" style:width="10in"', 7.9, 2.1),
    ],
    ['a gap between columns that takes all', inColumns('12in')],
    ['a column of no share', inColumns('0in', [1, '0in'], [60_000, '0in'])],
    ['a column of no room', inColumns('0in', [1, '4in'], [1, '0in'])],
    ['columns in front of it', table('table:align="right" style:width="12in"', 2, 10)],
  ])('%s', (_, [body, auto]) => {
    expect(staysOf('text', body, auto)).toBe(true)
  })

  test.each([
    [
      'a table in the margin',
      table('table:align="left" fo:margin-left="-0.1in" style:width="4in"', 2, 2),
    ],
    [
      'a table of shares',
      table('table:align="left" style:rel-width="100%" style:width="6in"', 7.9, 2.1),
    ],
    ['columns that are made to fit', table('table:align="left" style:width="6in"', 7.9, 2.1)],
    ['a table between the margins', table('table:align="margins" style:width="10in"', 7.9, 2.1)],
    ['a section with margins', section('fo:margin-left="1in" fo:margin-right="1in"')],
    ['two columns', inColumns('0.2in')],
    ['two columns of shares', inColumns('0in', [30_000, '0in'], [35_535, '0.2in'])],
    ['usual margins', indented('fo:margin-left="1in" fo:text-indent="-0.25in"')],
    ['a margin into that of the page', indented('fo:margin-left="-0.5in"')],
    ['a frame in the margin', box(`svg:x="-0.5in" ${size}`)],
    ['a frame with its lines', box(size, p.repeat(6))],
    ['a frame with a table of columns', box(size, columns)],
    ['a row that grows', row('style:min-row-height="0.3in"', many)],
    ['a row with its line', row('style:row-height="0.3in"', p)],
  ])('not %s', (_, [body, auto]) => {
    expect(staysOf('text', body, auto)).toBe(false)
  })

  const at = (x: number, width: number, inside: string) =>
    `<draw:custom-shape draw:style-name="S" svg:x="${x}in" svg:y="1in" svg:width="${width}in" svg:height="1in">${inside}<draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>`
  const words = `<draw:frame svg:x="1in" svg:y="1in" ${size}><draw:text-box>${p}</draw:text-box></draw:frame>`
  const cell = (fill: string) =>
    `<draw:frame svg:x="1in" svg:y="1in" ${size}><table:table><table:table-column/><table:table-row><table:table-cell table:style-name="${fill}"/></table:table-row></table:table></draw:frame>`
  const fills = ['solid', 'none']
    .map(
      (fill) =>
        `<style:style style:name="${fill}" style:family="table-cell"><loext:graphic-properties xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" draw:fill="${fill}" draw:fill-color="#c00000"/></style:style>`,
    )
    .join('')
  const sheet = (...rows: readonly string[]) =>
    `<table:table table:name="t">${rows.join('')}</table:table>`
  const cells = (...all: readonly string[]) => `<table:table-row>${all.join('')}</table:table-row>`
  const tc = (how: string, inside = p) => `<table:table-cell ${how}>${inside}</table:table-cell>`
  const spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
  test.each([
    [
      'behind the last column',
      sheet(cells(tc('table:number-columns-repeated="16384"', ''), tc(''))),
      true,
    ],
    [
      'behind the last row',
      sheet(
        cells(tc('')).replace('row>', 'row table:number-rows-repeated="1048576">').replace(p, ''),
        cells(tc('')),
      ),
      true,
    ],
    ['under a cell beside it', sheet(cells(tc(spanned), tc(''))), true],
    ['under a cell above it', sheet(cells(tc(spanned)), cells(tc(''))), true],
    [
      'beside a cell above it',
      sheet(cells(tc(spanned)), cells(tc('', ''), tc('', ''), tc(''))),
      false,
    ],
    ['beneath a cell above it', sheet(cells(tc(spanned)), cells(tc('', '')), cells(tc(''))), false],
    ['up to the last column', sheet(cells(tc('table:number-columns-repeated="16384"'))), false],
    [
      'in the last column, far behind all others',
      sheet(cells(tc(''), tc('table:number-columns-repeated="16382"', ''), tc(''))),
      true,
    ],
    [
      'far below all others',
      sheet(
        cells(tc('')),
        cells(tc('', '')).replace('row>', 'row table:number-rows-repeated="1500">'),
        cells(tc('')),
      ),
      true,
    ],
  ])('in a sheet, %s: %s', (_, body, hidden) => {
    expect(staysOf('spreadsheet', body)).toBe(hidden)
  })
  test.each([
    ['3pt', true],
    ['12pt', false],
  ])('in a row of %s: %s', (height, hidden) => {
    const auto = style('table-row', `<style:table-row-properties style:row-height="${height}"/>`)
    const body = sheet(cells(tc('')).replace('row>', 'row table:style-name="S">'))
    expect(staysOf('spreadsheet', body, auto)).toBe(hidden)
  })
  test.each([
    ['more lines than lead to its end', 100, true],
    ['its lines', 12, false],
  ])('on a slide, a box with %s', (__, lines, hidden) => {
    const text = `${'<text:p/>'.repeat(lines)}${p}`
    const body = `<draw:page draw:master-page-name="Standard"><draw:frame svg:x="1in" svg:y="1in" ${size}><draw:text-box>${text}</draw:text-box></draw:frame></draw:page>`
    expect(staysOf('presentation', body)).toBe(hidden)
    const shape = `<draw:page draw:master-page-name="Standard">${at(1, 2, text)}</draw:page>`
    expect(staysOf('presentation', shape)).toBe(hidden)
  })

  test.each([
    ['beneath two that are seen through', [80, 80], true],
    ['beneath one that is seen through', [80], false],
    ['beneath two that are seen through well', [30, 40], false],
  ])('on a slide, %s', (_, opacities, hidden) => {
    const over = opacities.map((_percent, n) => at(1, 2, '').replace('"S"', `"O${n}"`)).join('')
    const auto = opacities.map((percent, n) =>
      style(
        'graphic',
        `<style:graphic-properties draw:fill="solid" draw:fill-color="#c00000" draw:opacity="${percent}%"/>`,
      ).replace('"S"', `"O${n}"`),
    )
    const body = `<draw:page draw:master-page-name="Standard">${words}${over}</draw:page>`
    expect(staysOf('presentation', body, auto.join('') + fills)).toBe(hidden)
  })

  test.each([
    ['words that a padding pushes out', 'fo:padding-left="8in"', '', true],
    ['words that a padding pushes under it', 'fo:padding-top="10.2in"', '', true],
    ['words within a padding', 'fo:padding-left="1in"', '', false],
    ['words that an indent pushes out', '', 'fo:margin-left="7.6in"', true],
    ['words that a first line pushes out', '', 'fo:text-indent="8in"', true],
    ['words with an indent', '', 'fo:margin-left="1in"', false],
  ])('on a slide, %s', (_, graphic, paragraph, hidden) => {
    const auto =
      style('graphic', `<style:graphic-properties ${graphic}/>`) +
      style('paragraph', `<style:paragraph-properties ${paragraph}/>`).replace('"S"', '"P"')
    const text = '<text:p text:style-name="P">words</text:p>'
    for (const shape of [
      `<draw:frame draw:style-name="S" svg:x="1in" svg:y="1in" ${size}><draw:text-box>${text}</draw:text-box></draw:frame>`,
      `<draw:custom-shape draw:style-name="S" svg:x="1in" svg:y="1in" ${size}>${text}</draw:custom-shape>`,
    ]) {
      const body = `<draw:page draw:master-page-name="Standard">${shape}</draw:page>`
      expect(staysOf('presentation', body, auto)).toBe(hidden)
    }
  })

  test.each([
    [['0*', '65535*'], true],
    [['1*', '65534*'], true],
    [['3*', '5*'], false],
  ])('in columns of %j of a table or a section: %s', (shares, hidden) => {
    const columns = shares.map((share, n) =>
      style(
        'table-column',
        `<style:table-column-properties style:rel-column-width="${share}"/>`,
      ).replace('"S"', `"C${n}"`),
    )
    const [body] = table('', 1, 1)
    expect(staysOf('text', body, columns.join(''))).toBe(hidden)
    const widths = shares.map((share) => `<style:column style:rel-width="${share}"/>`).join('')
    const [words_, auto] = section('')
    const laid = auto.replace(
      '<style:section-properties />',
      `<style:section-properties><style:columns fo:column-count="2">${widths}</style:columns></style:section-properties>`,
    )
    expect(laid).not.toBe(auto)
    expect(staysOf('text', words_, laid)).toBe(hidden)
  })

  test.each([
    ['33% 25%', '10pt', true],
    ['super', '4pt', true],
    ['super', '8pt', false],
    ['33% 58%', '8pt', false],
  ])('raised by %s of %s: %s', (position, points, hidden) => {
    const body = '<text:p><text:span text:style-name="S">words</text:span></text:p>'
    const how = `<style:text-properties style:text-position="${position}" fo:font-size="${points}"/>`
    expect(staysOf('text', body, style('text', how))).toBe(hidden)
  })

  test.each([
    ['beneath two halves', words + at(1, 1, '') + at(2, 1, ''), true],
    ['beneath a half', words + at(1, 1, ''), false],
    ['beneath a filled table', words + cell('solid'), true],
    ['beneath a table without a filling', words + cell('none'), false],
  ])('on a slide, %s: %s', (_, shapes, hidden) => {
    const auto =
      style('graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#c00000"/>') +
      fills
    const body = `<draw:page draw:master-page-name="Standard">${shapes}</draw:page>`
    expect(staysOf('presentation', body, auto)).toBe(hidden)
  })
})
