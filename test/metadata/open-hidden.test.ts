import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOdf } from '#metadata/strip/odf.ts'
import { type DocumentBytes, odfManifest, odfPart, zipOf } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import { ordinaryOds } from './office-documents.ts'
import { readable } from './readable.ts'

const SEED = 'AnnaSeed4711'

interface Inside {
  readonly body: string
  /** Automatic styles of the content. */
  readonly auto?: string
  readonly common?: string
  /** Automatic styles of `styles.xml`. */
  readonly pages?: string
  readonly masters?: string
  readonly more?: Readonly<Record<string, string>>
}

function made(type: 'text' | 'spreadsheet' | 'presentation', inside: Inside): DocumentBytes {
  const { body, auto = '', common = '', pages = '', masters = '', more = {} } = inside
  return zipOf({
    ...unzipSync(ordinaryOds()),
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': odfPart(
      'document-content',
      `<office:automatic-styles>${auto}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`,
    ),
    'styles.xml': odfPart(
      'document-styles',
      `<office:styles>${common}</office:styles><office:automatic-styles>${pages}</office:automatic-styles><office:master-styles>${masters}</office:master-styles>`,
    ),
    ...more,
  })
}

const style = (name: string, family: string, inside: string, parent = '') =>
  `<style:style style:name="${name}" style:family="${family}"${parent === '' ? '' : ` style:parent-style-name="${parent}"`}>${inside}</style:style>`
const props = (of: string, all: string) => `<style:${of}-properties ${all}/>`
const p = (words: string, name = 'P1') => `<text:p text:style-name="${name}">${words}</text:p>`
const textOf = (bytes: Uint8Array<ArrayBuffer>) => readable(bytes).join('\n')

describe('T-147 OpenDocument: words that nobody can read where they stand are named', () => {
  const white = props('text', 'fo:color="#ffffff"')
  const paragraph = (inside: string, words = 'a') => ({
    body: p(words),
    auto: style('P1', 'paragraph', inside),
  })
  const HIDDEN: Readonly<Record<string, Inside>> = {
    'white on white': paragraph(white),
    'nearly white': paragraph(props('text', 'fo:color="#f4f4f4"')),
    'the colour of its paragraph': paragraph(
      props('paragraph', 'fo:background-color="#102030"') + props('text', 'fo:color="#112233"'),
    ),
    'the colour of its own ground': paragraph(
      props('text', 'fo:color="#ff0000" fo:background-color="#fe0000"'),
    ),
    'by a parent of a common style': {
      body: p('a'),
      auto: style('P1', 'paragraph', '', 'Mine'),
      common:
        style('Mine', 'paragraph', props('text', 'fo:font-weight="bold"'), 'Other') +
        style('Other', 'paragraph', white),
    },
    'by the style of all paragraphs': {
      body: '<text:p>a</text:p>',
      common: `<style:default-style style:family="paragraph">${white}</style:default-style>`,
    },
    'by the style of those that name none': {
      body: '<text:p>a</text:p>',
      common: style('Standard', 'paragraph', white),
    },
    'in a span': {
      body: p('b<text:span text:style-name="T1">a</text:span>'),
      auto: style('T1', 'text', white),
    },
    'on paper of its colour': {
      ...paragraph(props('text', 'fo:color="#202020"')),
      pages: `<style:page-layout style:name="pm1">${props('page-layout', 'fo:background-color="#222222"')}</style:page-layout>`,
      masters: '<style:master-page style:name="Standard" style:page-layout-name="pm1"/>',
    },
    'in a header': {
      body: p('b'),
      pages: style('P1', 'paragraph', white),
      masters: `<style:master-page style:name="Standard"><style:header>${p('a')}</style:header></style:master-page>`,
    },
    'of a point': paragraph(props('text', 'fo:font-size="1pt"')),
    'of half a millimetre': paragraph(props('text', 'fo:font-size="0.5mm"')),
    'of a size in per cent': {
      body: p('<text:span text:style-name="T1">a</text:span>'),
      auto:
        style('P1', 'paragraph', props('text', 'fo:font-size="10pt"')) +
        style('T1', 'text', props('text', 'fo:font-size="5%"')),
    },
    'of a size in per cent of its parent': {
      body: p('a'),
      auto: style('P1', 'paragraph', props('text', 'fo:font-size="5%"'), 'Mine'),
      common: style('Mine', 'paragraph', props('text', 'fo:font-size="10pt"')),
    },
    'of a size that is so much smaller': paragraph(
      props('text', 'fo:font-size="12pt" style:font-size-rel="-11pt"'),
    ),
    'raised and tiny': paragraph(props('text', 'style:text-position="super 5%"')),
    'Arabic of a point': paragraph(props('text', 'style:font-size-complex="1pt"'), 'نعم'),
    'Chinese of a point': paragraph(props('text', 'style:font-size-asian="1pt"'), '她'),
    'squeezed to nothing': paragraph(props('text', 'style:text-scale="1%"')),
    'letters on top of one another': paragraph(props('text', 'fo:letter-spacing="-0.5cm"')),
    'lines on top of one another': paragraph(props('paragraph', 'fo:line-height="0.01cm"')),
    'beside the page': paragraph(props('paragraph', 'fo:margin-left="90cm"')),
    'set left of the page': paragraph(props('paragraph', 'fo:text-indent="-60cm"')),
    'of a section without a condition': {
      body: `<text:section text:name="x" text:display="condition">${p('a')}</text:section>`,
    },
    'readings over nothing': {
      body: '<text:p><text:ruby><text:ruby-base/><text:ruby-text>a</text:ruby-text></text:ruby></text:p>',
    },
  }

  test.each(Object.entries(HIDDEN))('%s', (name, inside) => {
    const { bytes, stays } = stripOdf(made('text', inside))
    const place =
      name === 'in a span'
        ? { at: 'paragraph', n: 1, words: 'b' }
        : { at: name === 'in a header' ? 'header' : 'start' }
    expect(stays).toEqual([{ kind: 'hidden', place }])
    // Cleaned once more it is still said.
    expect(stripOdf(bytes).stays).toEqual(stays)
  })

  test.each(
    Object.entries({
      'yellow on black': paragraph(
        props('text', 'fo:color="#ffff00" fo:background-color="#000000"'),
      ),
      'white that a child makes black': {
        body: p('a'),
        auto: style('P1', 'paragraph', props('text', 'fo:color="#000000"'), 'Mine'),
        common: style('Mine', 'paragraph', white),
      },
      'white that the program turns over': paragraph(
        props('text', 'fo:color="#ffffff" style:use-window-font-color="true"'),
      ),
      'grey words': paragraph(props('text', 'fo:color="#808080"')),
      'a footnote': paragraph(props('text', 'fo:font-size="6pt" style:text-position="super 58%"')),
      'a hanging indent': paragraph(props('paragraph', 'fo:text-indent="-1.27cm"')),
      'a style that nothing uses': { body: p('a', 'P2'), auto: style('P1', 'paragraph', white) },
    }),
  )('in view, and so not named: %s', (_, inside) => {
    expect(stripOdf(made('text', inside)).stays).toEqual([])
  })
})

describe('T-147 OpenDocument: on a marker drawn words keep the colour that is legible without it', () => {
  const at = 'svg:x="2cm" svg:y="2cm" svg:width="9cm" svg:height="3cm"'
  const words = '<text:p><text:span text:style-name="T1">a</text:span></text:p>'
  const box = (inside: string, more = '') =>
    `<draw:frame draw:style-name="g" ${at}${more}><draw:text-box>${inside}</draw:text-box></draw:frame>`
  const rect = `<draw:rect draw:style-name="g" text:anchor-type="as-char" ${at}>${words}</draw:rect>`
  const slide = (inside: string) =>
    `<draw:page draw:name="A" draw:master-page-name="Standard">${inside}</draw:page>`
  const cell = (inside: string) =>
    `<table:table table:name="A"><table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>b</text:p>${inside}</table:table-cell></table:table-row></table:table>`
  const onSlide = `<table:table><table:table-column/><table:table-row><table:table-cell table:style-name="ce">${words}</table:table-cell></table:table-row></table:table>`
  const marker = (hex: string, more = '') =>
    style('T1', 'text', props('text', `fo:background-color="${hex}"${more}`))
  const filling = (hex?: string) =>
    style(
      'g',
      'graphic',
      props('graphic', hex ? `draw:fill="solid" draw:fill-color="${hex}"` : 'draw:fill="none"'),
    )
  const black = filling() + marker('#000000')
  const auto = ' style:use-window-font-color="true"'
  const dark = style(
    'ce',
    'table-cell',
    props('graphic', 'draw:fill="solid" draw:fill-color="#000000"'),
  )
  type Row = readonly [string, 'text' | 'spreadsheet' | 'presentation', string, string]

  test.each<Row>([
    ['a box', 'presentation', slide(box(words)), black],
    [
      'of the colour of the program',
      'presentation',
      slide(box(words)),
      filling() + marker('#000000', auto),
    ],
    [
      'by the style of a paragraph',
      'presentation',
      slide(box(p('a'))),
      filling() + style('P1', 'paragraph', props('text', 'fo:background-color="#000000"')),
    ],
    [
      'by the style of a box',
      'presentation',
      slide(box('<text:p>a</text:p>')),
      style(
        'g',
        'graphic',
        `${props('graphic', 'draw:fill="none"')}${props('text', 'fo:background-color="#000000"')}`,
      ),
    ],
    [
      'white on a dark box',
      'presentation',
      slide(box(words)),
      filling('#000000') + marker('#ffffff'),
    ],
    ['a table', 'presentation', slide(`<draw:frame ${at}>${onSlide}</draw:frame>`), black],
    ['a shape in a text', 'text', `<text:p>b${rect}</text:p>`, black],
    ['a shape of a sheet', 'spreadsheet', cell(rect), black],
  ])('%s', (_, type, body, auto) => {
    expect(stripOdf(made(type, { body, auto })).stays).toMatchObject([{ kind: 'hidden' }])
  })

  test.each<Row>([
    ['a yellow marker', 'presentation', slide(box(words)), filling() + marker('#ffff00')],
    [
      'a dark box without a marker',
      'presentation',
      slide(box('<text:p>a</text:p>')),
      filling('#000000'),
    ],
    [
      'a black marker on a dark box',
      'presentation',
      slide(box(words)),
      filling('#101010') + marker('#000000'),
    ],
    [
      'white words',
      'presentation',
      slide(box(words)),
      filling() + marker('#000000', ' fo:color="#ffffff"'),
    ],
    [
      'a dark cell',
      'presentation',
      slide(`<draw:frame ${at}>${onSlide}</draw:frame>`),
      black + dark,
    ],
    ['a paragraph of a text', 'text', words, black],
    [
      'a frame of a text',
      'text',
      `<text:p>b${box(words, ' text:anchor-type="as-char"')}</text:p>`,
      black,
    ],
  ])('and what can be read is not: %s', (_, type, body, auto) => {
    expect(stripOdf(made(type, { body, auto })).stays).toEqual([])
  })
})

describe('T-147 OpenDocument: what tables hide is named', () => {
  const cells = (cell: string, row = '', column = '') =>
    `<table:table table:name="A"><table:table-column${column}/><table:table-row${row}>${cell}</table:table-row></table:table>`
  const number = (value: string, more = ' table:style-name="ce1"') =>
    `<table:table-cell${more} office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`
  const word = (more = ' table:style-name="ce1"') =>
    `<table:table-cell${more} office:value-type="string"><text:p>a</text:p></table:table-cell>`
  const ce1 = (inside: string, more = '') =>
    style('ce1', 'table-cell', inside).replace('>', `${more}>`)
  const format = ' style:data-style-name="N100"'
  const nothing = (name: string) =>
    `<number:number-style style:name="${name}"><number:text/></number:number-style>`
  const sections = `${nothing('N100P0')}<number:text-style style:name="N100"><number:text/><style:map style:condition="value()&gt;=0" style:apply-style-name="N100P0"/></number:text-style>`
  const zeros = `${nothing('N100P0')}<number:number-style style:name="N100"><number:number number:min-integer-digits="1"/><style:map style:condition="value()=0" style:apply-style-name="N100P0"/></number:number-style>`
  const words = (text: string) =>
    nothing('N100').replace('<number:text/>', `<number:text>${text}</number:text>`)
  const white = props('text', 'fo:color="#ffffff"')
  const thin = (family: string, of: string) =>
    style('x1', family, props(family, `style:${of}="0.01cm"`))

  test.each<readonly [string, Inside]>([
    ['white words', { body: cells(word()), auto: ce1(white) }],
    [
      'white words by the style of the column',
      { body: cells(word(''), '', ' table:default-cell-style-name="ce1"'), auto: ce1(white) },
    ],
    [
      'words in the colour of the cell',
      {
        body: cells(word()),
        auto: ce1(
          props('table-cell', 'fo:background-color="#00ff00"') +
            props('text', 'fo:color="#00ff00"'),
        ),
      },
    ],
    [
      'a format that shows no number',
      { body: cells(number('5')), auto: sections + ce1('', format) },
    ],
    ['a format that shows no words', { body: cells(word()), auto: sections + ce1('', format) }],
    [
      'other words in place of a number',
      { body: cells(number('5')), auto: words('ok') + ce1('', format) },
    ],
    [
      'a format of nothing under a condition that holds',
      {
        body: cells(number('5')),
        auto: ce1(
          '<style:map style:condition="cell-content()&gt;2" style:apply-style-name="Mine"/>',
        ),
        common: nothing('N100') + style('Mine', 'table-cell', '').replace('>', `${format}>`),
      },
    ],
    [
      'a format in white',
      {
        body: cells(number('5')),
        auto: `<number:number-style style:name="N100">${white}<number:number/></number:number-style>${ce1('', format)}`,
      },
    ],
    [
      'white under a condition that holds',
      {
        body: cells(number('5')),
        auto: ce1(
          '<style:map style:condition="cell-content()&gt;2" style:apply-style-name="Mine"/>',
        ),
        common: style('Mine', 'table-cell', white),
      },
    ],
    [
      'a low row',
      { body: cells(word(''), ' table:style-name="x1"'), auto: thin('table-row', 'row-height') },
    ],
    [
      'a narrow column',
      {
        body: cells(word(''), '', ' table:style-name="x1"'),
        auto: thin('table-column', 'column-width'),
      },
    ],
    ['a filtered row', { body: cells(word(''), ' table:visibility="filter"') }],
    [
      'a covered cell',
      { body: cells(word('').replaceAll('table:table-cell', 'table:covered-table-cell')) },
    ],
  ])('%s', (_, inside) => {
    expect(stripOdf(made('spreadsheet', inside)).stays).toEqual([
      { kind: 'hidden', place: { at: 'cell', name: 'A', cell: 'A1' } },
    ])
  })

  test.each<readonly [string, Inside]>([
    ['a format that shows no zero', { body: cells(number('0')), auto: zeros + ce1('', format) }],
    [
      'a zero of time in a format that shows none',
      {
        body: cells(
          number('0').replace(/float.*value="0"/, 'time" office:time-value="PT00H00M00S"'),
        ),
        auto: zeros + ce1('', format),
      },
    ],
    [
      'another number in a format without zeros',
      { body: cells(number('5')), auto: zeros + ce1('', format) },
    ],
    [
      'words for one value',
      {
        body: cells(number('5')),
        auto:
          zeros.replace('<number:text/>', '<number:text>five</number:text>').replace('=0', '=5') +
          ce1('', format),
      },
    ],
    [
      'white on a dark cell',
      {
        body: cells(word()),
        auto: ce1(props('table-cell', 'fo:background-color="#000000"') + white),
      },
    ],
    [
      'white under a condition that does not hold',
      {
        body: cells(number('1')),
        auto: ce1(
          '<style:map style:condition="cell-content()&gt;2" style:apply-style-name="Mine"/>',
        ),
        common: style('Mine', 'table-cell', white),
      },
    ],
  ])('in view, and so not named: %s', (_, inside) => {
    expect(stripOdf(made('spreadsheet', inside)).stays).toEqual([])
  })

  test('a condition with words goes', () => {
    const map = `<style:map style:condition="is-true-formula(&quot;${SEED}&quot;)" style:apply-style-name="Mine" style:base-cell-address="${SEED}.A1"/>`
    const inside = {
      body: cells(word()),
      auto: ce1(map),
      common: style('Mine', 'table-cell', white),
    }
    expect(textOf(stripOdf(made('spreadsheet', inside)).bytes)).not.toContain(SEED)
  })
})

describe('T-147 OpenDocument: what slides hide is named', () => {
  const page = (inside: string, more = '') =>
    `<draw:page draw:name="page1" draw:master-page-name="Default"${more}>${inside}</draw:page>`
  const box = (x: number, y: number, more = '', words = 'a', side = '2cm') =>
    `<draw:custom-shape draw:style-name="gr1" svg:x="${x}cm" svg:y="${y}cm" svg:width="${side}" svg:height="2cm"${more}><text:p>${words}</text:p></draw:custom-shape>`
  const graphic = (name: string, all: string, more = '') =>
    style(name, 'graphic', props('graphic', all) + more)
  const none = graphic('gr1', 'draw:fill="none"')
  const white = props('text', 'fo:color="#ffffff"')
  const slides = (body: string, auto = none, layers = ''): Inside => ({
    body,
    auto,
    pages: `<style:page-layout style:name="pm1">${props('page-layout', 'fo:page-width="20cm" fo:page-height="15cm"')}</style:page-layout>`,
    masters: `${layers}<style:master-page style:name="Default" style:page-layout-name="pm1"/>`,
  })
  const layer = (display: string) =>
    `<draw:layer-set><draw:layer draw:name="mine" draw:display="${display}"/></draw:layer-set>`
  const dark = (fill: string) => graphic('gr2', `draw:fill="${fill}" draw:fill-color="#101010"`)
  const rect =
    '<draw:rect draw:style-name="gr2" svg:x="0cm" svg:y="0cm" svg:width="9cm" svg:height="9cm"/>'

  test.each<readonly [string, Inside]>([
    ['beside the slide', slides(page(box(25, 1)))],
    ['above the slide', slides(page(box(1, -4)))],
    [
      'moved beside the slide',
      slides(page(box(1, 1, ' draw:transform="rotate(1) translate(60cm 5cm)"'))),
    ],
    ['without extent', slides(page(box(1, 1, '', 'a', '0cm')))],
    ['not drawn', slides(page(box(1, 1, ' draw:display="none"')))],
    ['drawn on paper only', slides(page(box(1, 1, ' draw:display="printer"')))],
    ['not drawn, as LibreOffice writes it', slides(page(box(1, 1, ' drawooo:display="none"')))],
    ['on a layer that is off', slides(page(box(1, 1, ' draw:layer="mine"')), none, layer('none'))],
    ['on a layer for paper', slides(page(box(1, 1, ' draw:layer="mine"')), none, layer('printer'))],
    ['under a shape', slides(page(box(1, 1) + rect), none + dark('solid'))],
    [
      'in the colour of the shape',
      slides(page(box(1, 1)), graphic('gr1', 'draw:fill="solid" draw:fill-color="#ffffff"', white)),
    ],
    [
      'in the colour of the slide',
      slides(page(box(1, 1)), graphic('gr1', 'draw:fill="none"', white)),
    ],
    [
      'in the colour of a shape behind',
      slides(
        page(rect + box(1, 1)),
        dark('solid') + graphic('gr1', 'draw:fill="none"', props('text', 'fo:color="#000000"')),
      ),
    ],
    [
      'on a filling that is not seen',
      slides(
        page(box(1, 1)),
        graphic('gr1', 'draw:fill="solid" draw:fill-color="#000000" draw:opacity="0%"', white),
      ),
    ],
    [
      'on a hidden slide',
      slides(
        page(box(1, 1), ' draw:style-name="dp1"'),
        none +
          style('dp1', 'drawing-page', props('drawing-page', 'presentation:visibility="hidden"')),
      ),
    ],
    [
      'notes',
      slides(
        page(
          `<presentation:notes><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame></presentation:notes>`,
        ),
      ),
    ],
  ])('%s', (what, inside) => {
    const kind = { notes: 'notes', 'on a hidden slide': 'slide_hidden' }[what] ?? 'hidden'
    expect(stripOdf(made('presentation', inside)).stays).toEqual([
      { kind, place: { at: what === 'notes' ? 'notes' : 'slide', n: 1 } },
    ])
  })

  test.each<readonly [string, Inside]>([
    ['on the slide', slides(page(box(1, 1)))],
    ['half on the slide', slides(page(box(19, 1)))],
    [
      'the number of a page of notes',
      slides(
        page(
          '<presentation:notes><draw:frame><draw:text-box><text:p><text:page-number>&lt;number&gt;</text:page-number></text:p></draw:text-box></draw:frame></presentation:notes>',
        ),
      ),
    ],
    [
      'a row that grows with its words',
      slides(
        page(
          '<draw:frame svg:x="1cm" svg:y="1cm" svg:width="9cm" svg:height="3cm"><table:table><table:table-column/><table:table-row table:style-name="ro1"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></draw:frame>',
        ),
        style('ro1', 'table-row', props('table-row', 'style:row-height="0cm"')),
      ),
    ],
    ['over a shape', slides(page(rect + box(1, 1)), none + dark('solid'))],
    [
      'white over a dark shape',
      slides(page(rect + box(1, 1)), dark('solid') + graphic('gr1', 'draw:fill="none"', white)),
    ],
    [
      'white on a dark slide',
      slides(
        page(box(1, 1), ' draw:style-name="dp1"'),
        graphic('gr1', 'draw:fill="none"', white) +
          style(
            'dp1',
            'drawing-page',
            props('drawing-page', 'draw:fill="solid" draw:fill-color="#003366"'),
          ),
      ),
    ],
  ])('in view, and so not named: %s', (_, inside) => {
    expect(stripOdf(made('presentation', inside)).stays).toEqual([])
  })
})

describe('T-147 OpenDocument: what nothing uses is in no copy, and names are ours', () => {
  const named = (of: string) => [
    `${SEED}${of}`,
    `<${of} draw:name="${SEED}" draw:display-name="${SEED}"/>`,
  ]
  const everything = [
    style(SEED, 'paragraph', ''),
    style(SEED, 'text', ''),
    style(SEED, 'graphic', ''),
    ...['draw:gradient', 'draw:hatch', 'draw:marker', 'draw:stroke-dash', 'draw:opacity'].map(
      (of) => named(of)[1],
    ),
    `<text:list-style style:name="${SEED}"/>`,
    `<number:number-style style:name="${SEED}"/>`,
    `<table:table-template table:name="${SEED}"/>`,
    `<style:presentation-page-layout style:name="${SEED}"/>`,
  ].join('')

  test('styles, patterns, formats, lists, fonts, page layouts and master pages with their words', () => {
    const inside: Inside = {
      body: '<text:p>VISIBLE</text:p>',
      auto: `${everything}<style:font-face style:name="${SEED}"/>`,
      common: everything.replaceAll(SEED, `${SEED}_20_1`),
      pages: `<style:page-layout style:name="${SEED}"/>`,
      masters: `<style:master-page style:name="Standard" style:page-layout-name="pm1"/><style:master-page style:name="${SEED}" style:page-layout-name="${SEED}"><style:header><text:p>${SEED}</text:p></style:header></style:master-page>`,
    }
    const { bytes, findings, stays } = stripOdf(made('text', inside))
    expect(textOf(bytes)).not.toContain(SEED)
    expect(textOf(bytes)).toContain('VISIBLE')
    expect(findings).toContain('other')
    expect(stays).toEqual([])
  })

  test('what is used has a name of ours, and still leads there', () => {
    const bold = props('text', 'fo:font-weight="bold"')
    const inside: Inside = {
      body: p('VISIBLE', SEED),
      auto: style(SEED, 'paragraph', '', `${SEED}_20_1`),
      common: style(`${SEED}_20_1`, 'paragraph', bold).replace(
        '>',
        ` style:display-name="${SEED} 1" style:next-style-name="${SEED}">`,
      ),
    }
    const { bytes } = stripOdf(made('text', inside))
    expect(textOf(bytes)).not.toContain(SEED)
    const parts = unzipSync(bytes)
    const content = Buffer.from(parts['content.xml'] ?? []).toString()
    const common = Buffer.from(parts['styles.xml'] ?? []).toString()
    const [, name = '', parent = ''] =
      /style:name="(\w+)" style:parent-style-name="(\w+)"/.exec(content) ?? []
    expect(content).toContain(`<text:p text:style-name="${name}">`)
    expect(common).toContain(`style:name="${parent}"`)
    expect(common).toContain('fo:font-weight="bold"')
  })

  test('names that programs write themselves stay, with what they show', () => {
    const inside: Inside = {
      body: p('VISIBLE', 'Heading_20_1'),
      common: style('Heading_20_1', 'paragraph', '').replace('>', ` style:display-name="${SEED}">`),
    }
    const common = textOf(stripOdf(made('text', inside)).bytes)
    expect(common).toContain('style:display-name="Heading 1"')
    expect(common).not.toContain(SEED)
  })

  test('titles and outlines keep to their master page', () => {
    const inside: Inside = {
      body: `<draw:page draw:master-page-name="${SEED}"/>`,
      common: ['title', 'outline2', 'other']
        .map((of) => style(`${SEED}-${of}`, 'presentation', ''))
        .join(''),
      masters: `<style:master-page style:name="${SEED}"/>`,
    }
    const styles = textOf(stripOdf(made('presentation', inside)).bytes)
    expect(styles).not.toContain(SEED)
    expect(styles).toContain('style:name="Page1-title"')
    expect(styles).toContain('style:name="Page1-outline2"')
    expect(styles).toContain('draw:master-page-name="Page1"')
  })
})

describe('T-147 OpenDocument: what no page shows and nothing needs is in no copy', () => {
  const seeded = p(SEED)
  const list = (inside: string) => `<text:list>${inside}</text:list>`
  const master = (inside: string, more = '') =>
    `<style:master-page style:name="Default"${more}>${inside}</style:master-page>`
  const frame = (of: string) =>
    `<draw:frame presentation:class="${of}"><draw:text-box>${seeded}</draw:text-box></draw:frame>`
  const slide =
    '<draw:page draw:master-page-name="Default" draw:style-name="dp1"><draw:frame><draw:text-box><text:p>VISIBLE</text:p></draw:text-box></draw:frame></draw:page>'
  const off = style(
    'dp1',
    'drawing-page',
    props(
      'drawing-page',
      'presentation:display-footer="false" presentation:background-objects-visible="false"',
    ),
  )
  const visible = '<text:p>VISIBLE</text:p>'
  const sheet = (cells: string, more = '') =>
    `<table:table table:name="A"><table:table-row>${cells}</table:table-row></table:table>${more}`
  const cell = (more: string, words: string) =>
    `<table:table-cell ${more}><text:p>${words}</text:p></table:table-cell>`

  test.each<readonly [string, 'text' | 'spreadsheet' | 'presentation', Inside]>([
    [
      'the master of handouts',
      'presentation',
      {
        body: slide,
        masters: `<style:handout-master>${frame('x')}</style:handout-master>${master('')}`,
      },
    ],
    [
      'the notes of a master',
      'presentation',
      {
        body: slide,
        masters: master(`<presentation:notes>${frame('notes')}</presentation:notes>`),
      },
    ],
    ['prompts of a master', 'presentation', { body: slide, masters: master(frame('outline')) }],
    [
      'a footer that every slide leaves out',
      'presentation',
      { body: slide, auto: off, masters: master(frame('footer')) },
    ],
    [
      'shapes of a master that every slide leaves out',
      'presentation',
      { body: slide, auto: off, masters: master(frame('x')) },
    ],
    [
      'a prompt on a slide',
      'presentation',
      {
        body: slide.replace(
          '</draw:page>',
          `${frame('title').replace('>', ' presentation:placeholder="true">')}</draw:page>`,
        ),
      },
    ],
    [
      'a footer that no slide uses',
      'presentation',
      {
        body: `<presentation:footer-decl presentation:name="${SEED}">${SEED}</presentation:footer-decl>${slide}`,
      },
    ],
    [
      'named shows',
      'presentation',
      {
        body: `${slide}<presentation:settings><presentation:show presentation:name="${SEED}" presentation:pages="${SEED}"/></presentation:settings>`,
      },
    ],
    ['words between styles', 'text', { body: visible, auto: seeded }],
    [
      'words beside cells',
      'spreadsheet',
      {
        body: sheet(cell('', 'VISIBLE')).replace(
          '<table:table-row>',
          `${seeded}<table:table-row>${seeded}`,
        ),
      },
    ],
    [
      'choices of a cell',
      'spreadsheet',
      {
        body: `<table:content-validations><table:content-validation table:name="${SEED}" table:condition="of:cell-content-is-in-list(&quot;${SEED}&quot;)"/></table:content-validations>${sheet(cell(`table:content-validation-name="${SEED}"`, 'VISIBLE'))}`,
      },
    ],
    [
      'names of ranges',
      'spreadsheet',
      {
        body: sheet(
          cell('', 'VISIBLE'),
          `<table:named-expressions><table:named-range table:name="${SEED}" table:cell-range-address="$A.$A$1"/></table:named-expressions><table:database-ranges><table:database-range table:name="${SEED}" table:target-range-address="A.A1:A.B2"/></table:database-ranges>`,
        ),
      },
    ],
    [
      'pages of a sheet that is not there',
      'spreadsheet',
      {
        body: sheet(cell('', 'VISIBLE')).replace(
          '>',
          ` table:print-ranges="${SEED}.A1:${SEED}.B2">`,
        ),
      },
    ],
    [
      'words in place of a number',
      'spreadsheet',
      {
        body: sheet(
          cell('', 'VISIBLE') + cell('office:value-type="float" office:value="42"', SEED),
        ),
      },
    ],
    [
      'another number in place of a number',
      'spreadsheet',
      {
        body: sheet(
          cell('', 'VISIBLE') + cell('office:value-type="float" office:value="42"', '4711'),
        ),
      },
    ],
    [
      'a date with a name',
      'spreadsheet',
      {
        body: sheet(
          cell('', 'VISIBLE') +
            cell('office:value-type="date" office:date-value="2026-01-02"', `2026-01-02 ${SEED}`),
        ),
      },
    ],
    [
      'a number behind words',
      'spreadsheet',
      { body: sheet(cell('office:value-type="string" office:value="4711"', 'VISIBLE')) },
    ],
    [
      'a number behind words in a text',
      'text',
      {
        body: sheet(
          cell(
            'office:value-type="float" office:value="4711" table:formula="ooow:4711"',
            'VISIBLE',
          ),
        ),
      },
    ],
    [
      'the name of a table in a text',
      'text',
      { body: sheet(cell('', 'VISIBLE')).replace('"A"', `"${SEED}"`) },
    ],
    [
      'words in place of a page number',
      'text',
      { body: `${visible}<text:p><text:page-number>${SEED}</text:page-number></text:p>` },
    ],
    [
      'words in place of a chapter',
      'text',
      { body: `${visible}<text:p><text:chapter>${SEED}</text:chapter></text:p>` },
    ],
    [
      'the number of a list as it once was',
      'text',
      {
        body:
          visible +
          list(`<text:list-item><text:number>${SEED}</text:number>${p('a')}</text:list-item>`),
      },
    ],
    [
      'what stands before the number of a level that no list has',
      'text',
      {
        body: visible + list('<text:list-item/>').replace('>', ' text:style-name="L1">'),
        auto: `<text:list-style style:name="L1"><text:list-level-style-number text:level="9" style:num-prefix="${SEED}"/></text:list-style>`,
      },
    ],
    [
      'a counter that counts nothing',
      'text',
      {
        body: `<text:sequence-decls><text:sequence-decl text:name="${SEED}"/></text:sequence-decls>${visible}`,
      },
    ],
    [
      'the template of a title',
      'text',
      {
        body: `${visible}<text:table-of-content text:name="x"><text:table-of-content-source><text:index-title-template>${SEED}</text:index-title-template></text:table-of-content-source></text:table-of-content>`,
      },
    ],
    [
      'a link to a place that is not there',
      'text',
      { body: `<text:p><text:a xlink:href="#${SEED}">VISIBLE</text:a></text:p>` },
    ],
    [
      'the name of a slide',
      'presentation',
      { body: slide.replace('<draw:page', `<draw:page draw:name="${SEED}"`) },
    ],
  ])('%s', (_, type, inside) => {
    const { bytes, stays } = stripOdf(made(type, inside))
    const read = textOf(bytes)
    expect(read).not.toMatch(/AnnaSeed|4711/)
    expect(read).toContain('VISIBLE')
    expect(stays).toEqual([])
    const again = stripOdf(bytes)
    expect([Buffer.compare(again.bytes, bytes), again.findings]).toEqual([0, []])
  })

  test('numbers as programs write them stay beside their value', () => {
    const shown = [
      ['float', 'office:value="1234.5"', '1.234,50'],
      ['float', 'office:value="-1234.5"', '-1,234.5'],
      ['float', 'office:value="3.14159"', '3.14'],
      ['percentage', 'office:value="0.25"', '25%'],
      ['currency', 'office:value="12" office:currency="EUR"', '12,00 EUR'],
      ['date', 'office:date-value="2026-01-02"', '02.01.26'],
      ['boolean', 'office:boolean-value="true"', 'TRUE'],
    ] as const
    const cells = shown.map(([type, value, words]) =>
      cell(`office:value-type="${type}" ${value}`, words),
    )
    const read = textOf(stripOdf(made('spreadsheet', { body: sheet(cells.join('')) })).bytes)
    for (const [, , words] of shown) expect(read).toContain(`<text:p>${words}</text:p>`)
  })

  test('links lead to headings, tables, slides and sheets that are there', () => {
    const link = (to: string) => `<text:p><text:a xlink:href="#${to}">a</text:a></text:p>`
    const text = `<text:h>Findings</text:h>${sheet(cell('', 'a')).replace('"A"', '"Sums"')}${link('1.Findings|outline')}${link('Sums|table')}`
    const read = textOf(stripOdf(made('text', { body: text })).bytes)
    expect(read).toContain('xlink:href="#1.Findings|outline"')
    expect(read).toContain('xlink:href="#table1|table"')
    expect(read).toContain('table:name="table1"')
    const linked = sheet(`<table:table-cell>${link('A.B2')}</table:table-cell>`)
    expect(textOf(stripOdf(made('spreadsheet', { body: linked })).bytes)).toContain('#A.B2')
  })

  test('cells of the table of a chart that it does not draw', () => {
    const number = (value: string) =>
      `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${SEED}</text:p></table:table-cell>`
    const row = (...cells: readonly string[]) =>
      `<table:table-row>${cells.join('')}</table:table-row>`
    const chart = (ranges: readonly [string, string, string]) =>
      `<office:chart><chart:chart><chart:legend/><chart:plot-area><chart:axis><chart:categories table:cell-range-address="${ranges[0]}"/></chart:axis><chart:series chart:label-cell-address="${ranges[1]}" chart:values-cell-range-address="${ranges[2]}"/></chart:plot-area><table:table table:name="local-table">${row(cell('', SEED), cell('', 'SUM'), cell('', SEED))}${row(cell('', 'NORTH'), number('7'), number('4711'))}${row(cell('', SEED), number('4711'))}</table:table></chart:chart></office:chart>`
    const own = ['local-table.$A$2:.$A$2', 'local-table.$B$1', 'local-table.$B$2:.$B$2'] as const
    const ofSheet = ['A.A5:A.A5', 'A.B4', 'A.B5:A.B5'] as const
    for (const ranges of [own, ofSheet]) {
      const object = odfPart('document-content', `<office:body>${chart(ranges)}</office:body>`)
      const made1 = made('spreadsheet', {
        body: sheet(
          `<table:table-cell><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></table:table-cell>`,
        ),
        more: {
          'Object 1/content.xml': object,
          'META-INF/manifest.xml': odfManifest('application/vnd.oasis.opendocument.spreadsheet', [
            'Object 1/',
            'application/vnd.oasis.opendocument.chart',
          ]),
        },
      })
      const read = textOf(stripOdf(made1).bytes)
      expect(read).not.toMatch(/AnnaSeed|4711/)
      expect(read).toMatch(/SUM[\s\S]*NORTH[\s\S]*office:value="7"/)
    }
  })
})

describe('T-147 OpenDocument: what formulas hide is named or in no copy', () => {
  const formula = (inside: string, front = '') =>
    stripOdf(
      made('text', {
        body: '<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>',
        more: {
          'Object 1/content.xml': `${front}<math:math xmlns:math="http://www.w3.org/1998/Math/MathML">${inside}</math:math>`,
          'META-INF/manifest.xml': odfManifest('application/vnd.oasis.opendocument.text').replace(
            '</manifest:manifest>',
            '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.formula"/></manifest:manifest>',
          ),
        },
      }),
    )
  const mi = '<math:mi>words</math:mi>'

  test.each([
    `<math:mphantom>${mi}</math:mphantom>`,
    `<math:maction selection="1"><math:mi>x</math:mi>${mi}</math:maction>`,
    `<math:mstyle mathcolor="#ffffff">${mi}</math:mstyle>`,
    `<math:mstyle mathsize="1pt">${mi}</math:mstyle>`,
  ])('what is not drawn is named: %s', (inside) => {
    expect(formula(inside).stays).toEqual([{ kind: 'hidden', place: IN_TEXT }])
  })

  const PUBLIC = 'PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd"'

  test('a document type as OpenOffice 3 writes it is in no copy, and the formula is', () => {
    const { bytes, findings } = formula(mi, `<!DOCTYPE math:math ${PUBLIC}>`)
    expect(findings).toContain('other')
    expect(bytes).toEqual(formula(mi).bytes)
    expect(readable(bytes).join('\n')).toContain('words')
  })

  test.each([
    [mi, '<!DOCTYPE math:math [<!ENTITY a "words">]>'],
    [mi, `<!DOCTYPE math:math ${PUBLIC} [<!ENTITY a SYSTEM "file:///etc/passwd">]>`],
    ['<math:mi>&a;</math:mi>', `<!DOCTYPE math:math ${PUBLIC}>`],
  ])('entities are refused: %s after %s', (inside, front) => {
    expect(() => formula(inside, front)).toThrow(expect.objectContaining({ why: 'broken' }))
  })

  test('what is drawn is not, and words between the elements go', () => {
    const { bytes, stays } = formula(`<math:mrow>${SEED}<math:mi>x</math:mi></math:mrow>`)
    expect(readable(bytes).join('\n')).not.toContain(SEED)
    expect(stays).toEqual([])
  })
})

describe('T-147 OpenDocument: nothing is said to be found that is not there', () => {
  const text = (body: string) => stripOdf(made('text', { body })).findings
  const shape = (inside: string) =>
    stripOdf(
      made('presentation', {
        body: `<draw:page draw:name="page1"><draw:custom-shape svg:x="1cm" svg:y="1cm" svg:width="9cm" svg:height="9cm">${inside}<text:p>words</text:p></draw:custom-shape></draw:page>`,
      }),
    ).findings
  const press = (action: string, address: string) =>
    shape(
      `<office:event-listeners xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"><presentation:event-listener script:event-name="dom:click" presentation:action="${action}" xlink:href="${address}" xlink:type="simple"/></office:event-listeners>`,
    )

  test('a form without anything in it, as Gnumeric writes it, is no program', () => {
    const form = (inside: string) =>
      text(
        `<office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:form>${inside}</form:form></office:forms>${p('words')}`,
      )
    expect(form('')).not.toContain('scripts')
    expect(form('<form:button form:id="b"/>')).toContain('scripts')
  })

  test('where a link opens, and which choices a cell had, are no addresses', () => {
    const link = `<text:a xlink:href="https://example.org/" office:target-frame-name="_blank">a</text:a>`
    expect(text(p(link))).not.toContain('links')
    const cell =
      '<table:table-cell table:content-validation-name="v"><text:p>a</text:p></table:table-cell>'
    expect(
      text(`<table:table><table:table-row>${cell}</table:table-row></table:table>`),
    ).not.toContain('links')
  })

  test('what a shape of a slide opens when it is pressed is no program', () => {
    expect(press('show', 'https://example.org/')).not.toContain('scripts')
    expect(press('next-page', '')).not.toContain('scripts')
    expect(press('execute', '/usr/bin/anna')).toContain('scripts')
    expect(press('show', 'file:///home/anna/run.sh')).toContain('scripts')
  })
})
