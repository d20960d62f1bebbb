import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { odfPart, zipOf } from './documents.ts'
import { ordinaryOds } from './office-documents.ts'
import { PNG } from './pictures.ts'

const PICTURE = 'Pictures/1.png'

function cleaned(
  type: 'text' | 'presentation' | 'spreadsheet',
  body: string,
  auto: string,
  common = '',
) {
  const made = zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    [PICTURE]: PNG,
    'content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`,
    ),
    'styles.xml': odfPart('document-styles', `<office:styles>${common}</office:styles>`),
  })
  const copy = stripOdf(made)
  const parts = unzipSync(copy.bytes)
  return {
    stays: copy.stays.map(({ kind }) => kind),
    hasPicture: Object.keys(parts).some((name) => name.startsWith('Pictures/')),
    content: new TextDecoder().decode(parts['content.xml']),
  }
}

const at = `xlink:type="simple" xlink:href="${PICTURE}"`
const image = `<draw:fill-image draw:name="f" ${at}/>`
const fill = (how: string, name = 'S', parent = '') =>
  `<style:style style:name="${name}" style:family="graphic"${parent && ` style:parent-style-name="${parent}"`}><style:graphic-properties ${how}/></style:style>`
const shape = '<text:p><draw:rect draw:style-name="S" svg:width="2cm" svg:height="2cm"/></text:p>'
const bitmap = 'draw:fill="bitmap" draw:fill-image-name="f"'
const behind = (how: string) =>
  [
    '<text:p text:style-name="S">a</text:p>',
    `<style:style style:name="S" style:family="paragraph"><style:paragraph-properties><style:background-image ${at} ${how}/></style:paragraph-properties></style:style>`,
  ] as const
const bullet = (level: number, size = '0.4cm') =>
  `<text:list-style style:name="L"><text:list-level-style-bullet text:level="${3 - level}" text:bullet-char="•"/><text:list-level-style-image text:level="${level}" ${at}><style:list-level-properties fo:width="${size}" fo:height="0.4cm"/></text:list-level-style-image></text:list-style>`
const items = (more = '') =>
  `<text:list text:style-name="L"><text:list-item><text:p>a</text:p>${more}</text:list-item></text:list>`
const deeper = '<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>'
/** A list of another style that has the level. */
const other = `<text:list><text:list-item><text:p>c</text:p>${deeper}</text:list-item></text:list>`

describe('T-147 OpenDocument: a picture comes along only where it is drawn', () => {
  test.each([
    ['of a filling that is none', shape, fill('draw:fill="none" draw:fill-image-name="f"'), image],
    ['of a filling of one colour', shape, fill(bitmap.replace('bitmap', 'solid')), image],
    ['of a filling that lets all through', shape, fill(`${bitmap} draw:opacity="0%"`), image],
    [
      'of a style that only others are derived from',
      shape,
      fill('draw:fill="none"', 'S', 'P'),
      image + fill(bitmap, 'P'),
    ],
    [
      'of a parent that a style has one of its own for',
      shape,
      fill('draw:fill="solid"', 'S', 'P'),
      image + fill(bitmap, 'P'),
    ],
    ['behind words, let through', ...behind('draw:opacity="0%"'), ''],
    ['of a level that no item has', items(), bullet(2), ''],
    ['of a level that only another list has', items() + other, bullet(2), ''],
    [
      'of a level that is only passed through',
      `<text:list text:style-name="L"><text:list-item>${deeper}</text:list-item></text:list>`,
      bullet(1),
      '',
    ],
    ['of an item, of no size', items(), bullet(1, '0cm'), ''],
  ])('not %s', (_, body, auto, common) => {
    const copy = cleaned('text', body, auto, common)
    expect(copy).toMatchObject({ hasPicture: false, stays: [] })
  })

  test.each([
    ['of a filling', shape, fill(bitmap), image],
    [
      'of a filling of its parent',
      shape,
      fill('draw:opacity="50%"', 'S', 'P'),
      image + fill(bitmap, 'P'),
    ],
    [
      'of a filling whose picture a parent names',
      shape,
      fill('draw:fill="bitmap"', 'S', 'P'),
      image + fill('draw:fill="none" draw:fill-image-name="f"', 'P'),
    ],
    ['behind words', ...behind(''), ''],
    ['of an item', items(), bullet(1), ''],
    ['of an item in another', items(deeper), bullet(2), ''],
  ])('%s', (_, body, auto, common) => {
    const copy = cleaned('text', body, auto, common)
    expect(copy).toMatchObject({ hasPicture: true, stays: [] })
  })

  const frame = `<draw:frame svg:x="1cm" svg:y="1cm" svg:width="2cm" svg:height="2cm"><draw:image ${at}/></draw:frame>`
  const rect = (size: number) =>
    `<draw:rect svg:x="0cm" svg:y="0cm" svg:width="${size}cm" svg:height="${size}cm"/>`
  test.each([
    ['beneath a shape', frame + rect(9), ['picture_hidden']],
    ['beside the slide', frame.replace('1cm', '-91cm'), ['picture_hidden']],
    ['above a shape', rect(9) + frame, []],
    ['beside a shape', rect(1) + frame, []],
  ])('on a slide, %s: %j', (_, shapes, stays) => {
    expect(cleaned('presentation', `<draw:page>${shapes}</draw:page>`, '').stays).toEqual(stays)
  })
})

describe('T-147 OpenDocument: points and numbers come along only where they draw', () => {
  const size = (width: number) => `svg:width="${width}cm" svg:height="${width}cm"`
  const path = (how: string, width = 2) =>
    `<text:p><draw:path ${how} ${size(width)} svg:viewBox="0 0 73 55" svg:d="M1 2 M3 4 L73 55 77 88 M5 6"/></text:p>`
  const custom = (inside: string, how = '') =>
    `<text:p><draw:custom-shape ${how} ${size(3)}><text:p>a</text:p><draw:enhanced-geometry draw:type="non-primitive" ${inside}</draw:enhanced-geometry></draw:custom-shape></text:p>`
  const equation = (name: string, formula: string) =>
    `<draw:equation draw:name="${name}" draw:formula="${formula}"/>`
  const none = 'draw:style-name="S"'
  const clear = fill('draw:stroke="none" draw:fill="none"')
  const contour = `<text:p><draw:frame ${none} ${size(2)}><draw:contour-polygon ${size(1)} svg:viewBox="0 0 9 9" draw:points="7,3 5,5 6,0"/><draw:image ${at}/></draw:frame></text:p>`

  test.each([
    ['a path of no size', path('', 0), '', /73|svg:d/],
    ['a path without line and filling', path(none), clear, /73|svg:d/],
    ['moves behind one another, and the last', path(''), '', /M1 2|M5 6/],
    ['where words would flow, and do not', contour, fill('style:wrap="parallel"'), /contour/],
    [
      'a geometry that only moves',
      custom(
        `draw:enhanced-path="M 0 0 M 83 101 N" draw:modifiers="83 101">${equation('f0', '83+101')}`,
      ),
      '',
      /83|101|equation/,
    ],
    [
      'a geometry without line and filling',
      custom(`draw:enhanced-path="M 0 0 L 83 101 Z N" draw:modifiers="83">`, none),
      clear,
      /83|101/,
    ],
    [
      'numbers and formulas that no path asks for',
      custom(
        `draw:enhanced-path="M 0 0 L ?f1 ?f1 Z N" draw:modifiers="83 5 101">${equation('f0', '83+101')}${equation('f1', '$1 *2')}<draw:handle draw:handle-position="83 101"/>`,
      ),
      '',
      /83|101|f0/,
    ],
  ])('not %s', (_, body, auto, mark) => {
    const copy = cleaned('text', body, auto)
    expect(copy.content).not.toMatch(mark)
    expect(copy.stays).toEqual([])
  })

  test.each([
    ['a path', path(''), '', 'L73 55 77 88'],
    ['around which words flow', contour, fill('style:wrap-contour="true"'), '7,3 5,5 6,0'],
    [
      'a formula that another asks for',
      custom(
        `draw:enhanced-path="M 0 0 L ?f1 9 Z N" draw:modifiers="4">${equation('f0', '$0 +7')}${equation('f1', '?f0 *2')}`,
      ),
      '',
      'draw:formula="$0 +7"',
    ],
    [
      'numbers of a kind that programs know',
      custom('draw:modifiers="4 5">').replace('non-primitive', 'round-rectangle'),
      '',
      'draw:modifiers="4 5"',
    ],
    [
      'the line of letters without line and filling',
      custom('draw:text-path="true" draw:enhanced-path="M 0 0 L 83 101 Z N">', none),
      clear,
      'L 83 101',
    ],
  ])('%s', (_, body, auto, stays) => {
    expect(cleaned('text', body, auto).content).toContain(stays)
  })
})

describe('T-147 OpenDocument: how many empty cells stand behind the last one is in no copy', () => {
  const sheet = (how: string, rows: string) =>
    `<table:table table:name="t"><table:table-column ${how}/>${rows}</table:table>`
  const written =
    '<table:table-cell/><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
  const rows = `<table:table-row>${written}<table:table-cell table:number-columns-repeated="735"/></table:table-row><table:table-row table:number-rows-repeated="5608"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
  const ground =
    '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'

  test('neither at the end of a row, nor behind the last row', () => {
    const { content, stays } = cleaned('spreadsheet', sheet('', rows), '')
    expect(content).not.toMatch(/735|5608|16384/)
    expect(content).toContain('<table:table-row><table:table-cell/><table:table-cell')
    expect(stays).toEqual([])
  })

  test('nor of a style that draws nothing, nor as columns behind all cells', () => {
    const centred =
      '<style:style style:name="M" style:family="table-cell"><style:paragraph-properties fo:text-align="center"/></style:style>'
    const tail = (style: string) =>
      `<table:table-column-group><table:table-column table:number-columns-repeated="83"/></table:table-column-group><table:table-row>${written}<table:table-cell table:style-name="${style}" table:number-columns-repeated="735"/></table:table-row><table:table-header-rows><table:table-row table:number-rows-repeated="5608"><table:table-cell table:style-name="${style}"/></table:table-row></table:table-header-rows>`
    const { content } = cleaned(
      'spreadsheet',
      sheet('table:number-columns-repeated="101"', tail('M')),
      centred,
    )
    expect(content).not.toMatch(/735|5608|"83"|101|column-group|header-rows/)
    expect(content).toContain('<table:table-column table:number-columns-repeated="2"/>')
    expect(cleaned('spreadsheet', sheet('', tail('C')), ground).content).toMatch(/735.*5608/)
    const hidden = sheet('', rows).replace(
      '/><table:table-row>',
      '/><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="83"/><table:table-row>',
    )
    expect(cleaned('spreadsheet', hidden, '').content).toContain('"83"')
  })

  test('empty cells between others stay, and those that are seen', () => {
    const gap = `<table:table-row>${written.replace('<table:table-cell/>', '<table:table-cell table:number-columns-repeated="73"/>')}</table:table-row>`
    expect(cleaned('spreadsheet', sheet('', gap), '').content).toContain('"73"')
    const filled = cleaned('spreadsheet', sheet('table:default-cell-style-name="C"', rows), ground)
    expect(filled.content).toMatch(/735/)
  })
})
