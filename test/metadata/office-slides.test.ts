import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { type DocumentBytes, docx, MAIN, rels, types, zipOf } from './documents.ts'
import { readable } from './readable.ts'
import { ANNA } from './seeded-documents.ts'

const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const ns = ` xmlns:p="${P}" xmlns:a="${A}" xmlns:r="${R}"`
const ml = `${MAIN}.presentationml`
const theme = `<a:theme xmlns:a="${A}" name="T"><a:themeElements><a:clrScheme name="T"><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`
const map =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
const tree = (shapes: string, bg = '') =>
  `<p:cSld>${bg}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`
const solid = (hex: string, more = '') =>
  `<a:solidFill><a:srgbClr val="${hex}">${more}</a:srgbClr></a:solidFill>`
/** A filling of which so much is seen, in percent. */
const dim = (percent: number) => solid('C00000', `<a:alpha val="${percent}000"/>`)
const scheme = (name: string) => `<a:solidFill><a:schemeClr val="${name}"/></a:solidFill>`
const frame = (x: number, y = 0, width = 900_000, height = 900_000) =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`
const shape = (properties: string, run: string, place = '', text = 'words', body = '<a:bodyPr/>') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="A"/><p:cNvSpPr/><p:nvPr>${place}</p:nvPr></p:nvSpPr><p:spPr>${properties}</p:spPr><p:txBody>${body}<a:p>${text === '' ? '' : `<a:r><a:rPr${run.startsWith(' ') ? run : ''}>${run.startsWith(' ') ? '' : run}</a:rPr><a:t>${text}</a:t></a:r>`}</a:p></p:txBody></p:sp>`
const rect = '<a:prstGeom prst="rect"/>'
const over = (form: string, at: string, fill = solid('C00000')) =>
  shape(`${at}<a:prstGeom prst="${form}"/>${fill}`, '', '', '')
const paragraph = (properties: string, body?: string) =>
  shape(frame(0), '', '', 'words', body).replace('<a:p>', `<a:p>${properties}`)
const filled = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="T"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="900000"/></a:tblGrid><a:tr h="900000"><a:tc><a:txBody><a:bodyPr/><a:p/></a:txBody><a:tcPr>${solid('C00000')}</a:tcPr></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`

interface Deck {
  readonly slide: string
  readonly slideAttributes?: string
  readonly bg?: string
  readonly layout?: string
  readonly master?: string
  readonly more?: Readonly<Record<string, string>>
  readonly links?: readonly string[]
}

function deck({
  slide,
  slideAttributes = '',
  bg,
  layout = '',
  master = '',
  more,
  links = [],
}: Deck): DocumentBytes {
  const override = (name: string, type: string) =>
    `<Override PartName="/ppt/${name}" ContentType="${type}"/>`
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      `${ml}.presentation.main+xml`,
      override('slides/slide1.xml', `${ml}.slide+xml`),
    ),
    '_rels/.rels': rels('officeDocument ppt/presentation.xml'),
    'ppt/presentation.xml': `<p:presentation${ns}><p:sldMasterIdLst><p:sldMasterId id="1" r:id="rId1"/><p:sldMasterId id="2" r:id="rId4"/></p:sldMasterIdLst><p:handoutMasterIdLst><p:handoutMasterId r:id="rId5"/></p:handoutMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': rels(
      'slideMaster m1.xml',
      'slide s1.xml',
      'theme t.xml',
      'slideMaster m2.xml',
      'handoutMaster h.xml',
      'slide s2.xml',
    ),
    'ppt/t.xml': theme,
    'ppt/m1.xml': `<p:sldMaster${ns}>${tree(master)}${map}<p:sldLayoutIdLst><p:sldLayoutId id="3" r:id="rId1"/><p:sldLayoutId id="4" r:id="rId2"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/_rels/m1.xml.rels': rels('slideLayout l1.xml', 'slideLayout l2.xml', 'theme t.xml'),
    'ppt/m2.xml': `<p:sldMaster${ns}>${tree(shape('', '', '', ANNA))}${map}</p:sldMaster>`,
    'ppt/_rels/m2.xml.rels': rels('slideLayout l3.xml', 'theme t.xml'),
    'ppt/h.xml': `<p:handoutMaster${ns}>${tree(shape('', '', '', ANNA))}${map}</p:handoutMaster>`,
    'ppt/l1.xml': `<p:sldLayout${ns}>${tree(layout)}</p:sldLayout>`,
    'ppt/_rels/l1.xml.rels': rels('slideMaster m1.xml'),
    'ppt/l2.xml': `<p:sldLayout${ns}>${tree(shape('', '', '', ANNA))}</p:sldLayout>`,
    'ppt/_rels/l2.xml.rels': rels('slideMaster m1.xml'),
    'ppt/l3.xml': `<p:sldLayout${ns}>${tree(shape('', '', '', ANNA))}</p:sldLayout>`,
    'ppt/_rels/l3.xml.rels': rels('slideMaster m2.xml'),
    'ppt/s1.xml': `<p:sld${ns}${slideAttributes}>${tree(slide, bg)}</p:sld>`,
    'ppt/_rels/s1.xml.rels': rels('slideLayout l1.xml', ...links),
    'ppt/s2.xml': `<p:sld${ns}>${tree(shape('', '', '', ANNA))}</p:sld>`,
    'ppt/_rels/s2.xml.rels': rels('slideLayout l2.xml'),
    ...more,
  })
}
const HIDDEN = [{ kind: 'hidden', place: { at: 'slide', n: 1 } }]
const title = '<p:ph type="title"/>'
const dark = (hex: string) => `<p:bg><p:bgPr>${solid(hex)}</p:bgPr></p:bg>`
const paper = solid('FFFFFF')
/** A line through the middle of a frame, or above that. */
const across = (wide: number, turned = '', above = 0, fill = solid('000000')) =>
  `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="7" name="L"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm${turned}><a:off x="0" y="${450_000 - above}"/><a:ext cx="900000" cy="0"/></a:xfrm><a:prstGeom prst="line"/><a:ln w="${wide}">${fill}</a:ln></p:spPr>${fill === '' ? '<p:style><a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef></p:style>' : ''}</p:cxnSp>`
const clear = solid('000000', '<a:alpha val="0"/>')
const shadow = (hex: string, far = 38_100) =>
  `<a:effectLst><a:outerShdw dist="${far}"><a:srgbClr val="${hex}"/></a:outerShdw></a:effectLst>`
const glow = (hex: string) =>
  `<a:effectLst><a:glow rad="63500"><a:srgbClr val="${hex}"/></a:glow></a:effectLst>`
const line = (fill: string, wide = 22_225) => `<a:ln w="${wide}">${fill}</a:ln>`
const marker = (hex: string, more = '') =>
  `<a:highlight><a:srgbClr val="${hex}">${more}</a:srgbClr></a:highlight>`
const table = (cell: string, run: string) =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="T"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid><a:gridCol w="900000"/></a:tblGrid><a:tr h="9"><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:rPr>${run}</a:rPr><a:t>words</a:t></a:r></a:p></a:txBody><a:tcPr>${cell}</a:tcPr></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`

describe('T-147 PowerPoint: words of a table are judged on what its style lays behind them', () => {
  const ID = '{69012ECD-51FC-41F1-AA8D-1B2483CD663E}'
  const by = (reference: string) => `<a:fillRef idx="1">${reference}</a:fillRef>`
  const white = `<a:tcTxStyle b="on"><a:schemeClr val="bg1"/></a:tcTxStyle>`
  const staysOf = (parts: string) =>
    stripOoxml(
      deck({
        slide: table('', '').replace(
          '<a:tblPr firstRow="1"/>',
          `<a:tblPr firstRow="1"><a:tableStyleId>${ID}</a:tableStyleId></a:tblPr>`,
        ),
        more: {
          'ppt/ts.xml': `<a:tblStyleLst xmlns:a="${A}" def="${ID}"><a:tblStyle styleId="${ID}" styleName="Light Style 2 - Accent 1">${parts}</a:tblStyle></a:tblStyleLst>`,
          'ppt/_rels/presentation.xml.rels': rels(
            'slideMaster m1.xml',
            'slide s1.xml',
            'theme t.xml',
            'slideMaster m2.xml',
            'handoutMaster h.xml',
            'slide s2.xml',
            'tableStyles ts.xml',
          ),
        },
      }),
    ).stays
  const first = (fill: string) =>
    `<a:wholeTbl><a:tcStyle><a:tcBdr/><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl><a:firstRow>${white}<a:tcStyle><a:tcBdr/>${fill}</a:tcStyle></a:firstRow>`

  test('white on a colour of the theme is seen', () => {
    expect(staysOf(first(by('<a:srgbClr val="1F3864"/>')))).toEqual([])
    const ground = `<a:tblBg>${by('<a:srgbClr val="1F3864"/>')}</a:tblBg>`
    expect(
      staysOf(`${ground}<a:firstRow>${white}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstRow>`),
    ).toEqual([])
  })

  test('white on none of it is not', () => {
    for (const fill of ['', by('<a:schemeClr val="bg1"/>'), '<a:fill><a:noFill/></a:fill>'])
      expect(staysOf(first(fill))).toEqual(HIDDEN)
  })
})

describe('T-147 PowerPoint: words that cannot be seen on a slide are named', () => {
  test.each<[string, Deck]>([
    ['to the left of it', { slide: shape(frame(-5_000_000), '') }],
    ['beneath it', { slide: shape(frame(0, 7_000_000), '') }],
    [
      'in a group beside it',
      {
        slide: `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="9900000" y="0"/><a:ext cx="900" cy="900"/><a:chOff x="0" y="0"/><a:chExt cx="900" cy="900"/></a:xfrm></p:grpSpPr>${shape(frame(0), '')}</p:grpSp>`,
      },
    ],
    [
      'in a place that the layout has beside it',
      { slide: shape('', '', title), layout: shape(frame(-5_000_000), '', title, '') },
    ],
    [
      'under two rectangles that are seen through',
      {
        slide:
          shape(frame(0), '') + over('rect', frame(0), dim(80)) + over('rect', frame(0), dim(80)),
      },
    ],
    ['raised and of 2.6 points', { slide: shape(frame(0), ' sz="400" baseline="30000"') }],
    ['without an extent', { slide: shape(frame(0, 0, 0, 0), '') }],
    ['in the colour of the slide', { slide: shape(frame(0), solid('FFFFFF')) }],
    ['in a colour of the theme', { slide: shape(frame(0), scheme('bg1')) }],
    [
      'in a nearly white tint',
      { slide: shape(frame(0), solid('000000', '<a:lumMod val="2000"/><a:lumOff val="98000"/>')) },
    ],
    [
      'of a window, whatever that was',
      {
        slide: shape(
          frame(0),
          '<a:solidFill><a:sysClr val="window" lastClr="000000"/></a:solidFill>',
        ),
      },
    ],
    [
      'in red with all of green and blue',
      {
        slide: shape(frame(0), solid('FF0000', '<a:green val="100000"/><a:blueOff val="100000"/>')),
      },
    ],
    ['let through', { slide: shape(frame(0), solid('000000', '<a:alpha val="0"/>')) }],
    [
      'let through over a picture',
      {
        slide: shape(`${frame(0)}<a:blipFill/>`, solid('000000', '<a:alpha val="0"/>')),
      },
    ],
    [
      'let through on a slide of a picture',
      {
        slide: shape(frame(0), solid('C00000', '<a:alpha val="5000"/>')),
        bg: '<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>',
      },
    ],
    ['let through with a shadow', { slide: shape(frame(0), clear + shadow('000000')) }],
    ['white with a white shadow', { slide: shape(frame(0), paper + shadow('FFFFFF')) }],
    ['white with a shadow right behind', { slide: shape(frame(0), paper + shadow('000000', 1)) }],
    [
      'white with a shadow far off',
      { slide: shape(frame(0), paper + shadow('000000', 9_000_000)) },
    ],
    ['under a thick line', { slide: shape(frame(0), '') + across(900_000) }],
    [
      'under two thick lines, one of them turned over',
      {
        slide:
          shape(frame(0), '') +
          across(500_000, ' flipV="1"', 225_000) +
          across(500_000, '', -225_000),
      },
    ],
    [
      'under a thick line by its style',
      { slide: shape(frame(0), '') + across(900_000, '', 0, '') },
    ],
    ['white with a white outline', { slide: shape(frame(0), line(paper) + paper) }],
    ['white with no outline', { slide: shape(frame(0), line('<a:noFill/>') + paper) }],
    [
      'white with an outline that nobody sees',
      { slide: shape(frame(0), line(solid('C00000'), 1) + paper) },
    ],
    ['black under a black marker', { slide: shape(frame(0), marker('000000')) }],
    ['in the colour of its marker', { slide: shape(frame(0), solid('FFFF00') + marker('FFFF00')) }],
    ['of a title under a black marker', { slide: shape(frame(0), marker('000000'), title) }],
    ['of a cell under a black marker', { slide: table('', marker('000000')) }],
    [
      'under a black marker of their list',
      {
        slide: shape(
          frame(0),
          '',
          '',
          'words',
          `<a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr>${marker('000000')}</a:defRPr></a:lvl1pPr></a:lstStyle>`,
        ),
      },
    ],
    [
      'under a marker over a picture',
      { slide: shape(`${frame(0)}<a:blipFill/>`, marker('000000')) },
    ],
    ['black on a black slide', { slide: shape(frame(0), ''), bg: dark('000000') }],
    ['in the colour of their shape', { slide: shape(frame(0) + solid('C00000'), solid('C00000')) }],
    [
      'in the colour of a shape beneath',
      {
        slide:
          shape(frame(0) + rect + solid('123456'), '', '', '') + shape(frame(0), solid('123456')),
      },
    ],
    [
      'white by the list of the layout',
      {
        slide: shape(frame(0), '', title),
        layout: shape(
          '',
          '',
          title,
          '',
          `<a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr>${solid('FFFFFF')}</a:defRPr></a:lvl1pPr></a:lstStyle>`,
        ),
      },
    ],
    ['small', { slide: shape(frame(0), ' sz="100"') }],
    [
      'small by being fitted',
      {
        slide: shape(
          frame(0),
          '',
          '',
          'words',
          '<a:bodyPr><a:normAutofit fontScale="1000"/></a:bodyPr>',
        ),
      },
    ],
    [
      'under a rectangle',
      { slide: shape(frame(0), '') + shape(frame(0) + rect + solid('C00000'), '', '', '') },
    ],
    ['under a rounded rectangle', { slide: shape(frame(0), '') + over('roundRect', frame(0)) }],
    [
      'under two halves',
      {
        slide:
          shape(frame(0), '') +
          over('rect', frame(0, 0, 450_000)) +
          over('rect', frame(450_000, 0, 450_000)),
      },
    ],
    [
      'under an ellipse that is larger',
      {
        slide:
          shape(frame(900_000), '') + over('ellipse', frame(0, -900_000, 2_700_000, 2_700_000)),
      },
    ],
    [
      'one line at the top of a high box, under a shape over that line',
      {
        slide:
          shape(frame(0, 0, 900_000, 5_000_000), ' sz="1000"') +
          over('rect', frame(0, 0, 900_000, 300_000)),
      },
    ],
    ['under a filled table', { slide: shape(frame(0), '') + filled }],
    [
      'under a picture that fills a shape',
      {
        slide: shape(frame(0), '') + over('star5', frame(0), '<a:blipFill><a:tile/></a:blipFill>'),
      },
    ],
    ['beside the slide by their indent', { slide: paragraph('<a:pPr marL="9200000"/>') }],
    [
      'under the slide by the room above',
      { slide: paragraph('<a:pPr><a:spcBef><a:spcPts val="158400"/></a:spcBef></a:pPr>') },
    ],
    [
      'in lines without a height',
      { slide: paragraph('<a:pPr><a:lnSpc><a:spcPct val="0"/></a:lnSpc></a:pPr>') },
    ],
    [
      'cut off',
      {
        slide: paragraph('', '<a:bodyPr vertOverflow="clip"/>').replace(
          '<a:p>',
          `${'<a:p><a:r><a:t>a</a:t></a:r></a:p>'.repeat(30)}<a:p>`,
        ),
      },
    ],
    ['in a cell of their colour', { slide: table(solid('C00000'), solid('C00000')) }],
    ['white in a bare cell', { slide: table('', solid('FFFFFF')) }],
  ])('%s', (_, made) => {
    expect(stripOoxml(deck(made)).stays).toEqual(HIDDEN)
  })

  test.each<[string, Deck]>([
    ['white on a dark slide', { slide: shape(frame(0), solid('FFFFFF')), bg: dark('203864') }],
    ['white in a dark shape', { slide: shape(frame(0) + solid('203864'), solid('FFFFFF')) }],
    [
      'white over a dark shape',
      {
        slide:
          shape(frame(0) + rect + solid('203864'), '', '', '') + shape(frame(0), solid('FFFFFF')),
      },
    ],
    [
      'white over a dark shape of the layout',
      {
        slide: shape(frame(0), solid('FFFFFF')),
        layout: shape(frame(0) + solid('203864'), '', '', ''),
      },
    ],
    ['white under a black marker', { slide: shape(frame(0), solid('FFFFFF') + marker('000000')) }],
    ['black under a yellow marker', { slide: shape(frame(0), marker('FFFF00')) }],
    [
      'black under a marker that lets all through',
      { slide: shape(frame(0), marker('000000', '<a:alpha val="0"/>')) },
    ],
    ['under a line', { slide: shape(frame(0), '') + across(300_000) }],
    [
      'under a thick line that lets them through',
      {
        slide:
          shape(frame(0), '') + across(900_000, '', 0, solid('000000', '<a:alpha val="50000"/>')),
      },
    ],
    [
      'under a thick line of dashes',
      {
        slide:
          shape(frame(0), '') +
          across(900_000, '', 0, `${solid('000000')}<a:prstDash val="dash"/>`),
      },
    ],
    ['beside a thick line', { slide: shape(frame(0, 2_000_000), '') + across(900_000) }],
    ['white with a shadow', { slide: shape(frame(0), paper + shadow('000000')) }],
    ['white with a glow', { slide: shape(frame(0), paper + glow('C00000')) }],
    ['let through with an outline', { slide: shape(frame(0), line(solid('4472C4')) + clear) }],
    [
      'a little let through over a picture',
      {
        slide: shape(`${frame(0)}<a:blipFill/>`, solid('000000', '<a:alpha val="60000"/>')),
      },
    ],
    ['white with an outline', { slide: shape(frame(0), line(solid('4472C4')) + paper) }],
    ['white with an outline in a cell', { slide: table('', line(solid('C00000')) + paper) }],
    ['white in a dark cell', { slide: table(solid('203864'), solid('FFFFFF')) }],
    ['under a star', { slide: shape(frame(0), '') + over('star5', frame(0)) }],
    [
      'under a rectangle that is seen through',
      { slide: shape(frame(0), '') + over('rect', frame(0), dim(80)) },
    ],
    [
      'under two that are seen through well',
      {
        slide:
          shape(frame(0), '') + over('rect', frame(0), dim(40)) + over('rect', frame(0), dim(40)),
      },
    ],
    ['half under a rectangle', { slide: shape(frame(0), '') + over('rect', frame(0, 0, 450_000)) }],
    [
      'under a table without a filling',
      {
        slide:
          shape(frame(0), '') +
          filled.replace(/<a:tcPr>.*?<\/a:tcPr>/, '<a:tcPr><a:noFill/></a:tcPr>'),
      },
    ],
    [
      'usual indents',
      {
        slide: paragraph(
          '<a:pPr marL="342900" indent="-342900"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:spcBef><a:spcPts val="1000"/></a:spcBef></a:pPr>',
        ),
      },
    ],
    [
      'in a box that clips and has room',
      { slide: paragraph('', '<a:bodyPr vertOverflow="clip"/>') },
    ],
    ['half beside the slide', { slide: shape(frame(-400_000), '') }],
    [
      'over a rectangle',
      { slide: shape(frame(0) + rect + solid('C00000'), '', '', '') + shape(frame(0), '') },
    ],
  ])('and what is seen is not: %s', (_, made) => {
    expect(stripOoxml(deck(made)).stays).toEqual([])
  })
})

test('T-147 a link that has the colour of its words keeps it and is judged by it', () => {
  const coloured = (val: string, more = '') =>
    `<a:extLst><a:ext uri="{${ANNA}}"><ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="${val}">${more}</ahyp:hlinkClr></a:ext></a:extLst>`
  const cleaned = (how: string, on = '0563C1', words = 'FFFFFF') => {
    const run = `${solid(words)}<a:hlinkClick r:id="rId2">${how}</a:hlinkClick>`
    const links = {
      'ppt/t.xml': theme.replace(
        '</a:clrScheme>',
        `<a:hlink><a:srgbClr val="0563C1"/></a:hlink></a:clrScheme>`,
      ),
    }
    const slide = shape(frame(0) + rect + solid(on), run, '', 'VISIBLE')
    const { bytes, stays } = stripOoxml(
      deck({ slide, links: ['hyperlink https://example.org/ ext'], more: links }),
    )
    return { read: readable(bytes).join('\n'), isHidden: stays.length > 0 }
  }
  const own = cleaned(coloured('tx', ANNA))
  expect(own.isHidden).toBe(false)
  expect(own.read).toContain('A12FA001-AC4F-418D-AE19-62706E023703')
  expect(own.read).toMatch(/:hlinkClr/)
  expect(own.read).not.toContain(ANNA)
  expect(cleaned(coloured('tx'), 'FFFFFF').isHidden).toBe(true)
  for (const how of ['', coloured('other'), `<a:extLst><a:ext uri="{1}"/></a:extLst>`]) {
    const usual = cleaned(how)
    expect(usual.isHidden).toBe(true)
    expect(usual.read).not.toContain('a:extLst')
  }
})

describe('T-147 PowerPoint: what no slide shows is in no copy', () => {
  test('layouts and masters that no slide uses, handouts, and slides that are not in the show', () => {
    const made = deck({
      slide: shape(
        frame(0),
        '<a:hlinkClick r:id="rId2" action="ppaction://hlinksldjump"/>',
        '',
        'VISIBLE',
      ),
      links: ['slide s2.xml'],
    })
    expect(readable(made).join('\n')).toContain(ANNA)
    const { bytes, findings, stays } = stripOoxml(made)
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
    expect(
      Object.keys(unzipSync(bytes)).filter(
        (name) => /Layout|Master|slide\d/.test(name) && !/rels$/.test(name),
      ),
    ).toHaveLength(3)
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
    expect(stripOoxml(bytes).bytes).toEqual(bytes)
  })

  test('words in the places of layouts and masters', () => {
    const field = `<p:sp><p:nvSpPr><p:cNvPr id="5" name="N"/><p:cNvSpPr/><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:fld id="{00000000-0000-0000-0000-000000000001}" type="slidenum"><a:t>${ANNA}</a:t></a:fld></a:p></p:txBody></p:sp>`
    const made = deck({
      slide: shape(frame(0), '', title, 'VISIBLE'),
      layout: shape('', '', title, ANNA) + shape(frame(0), '', '', 'SHOWN'),
      master: shape('', '', title, ANNA) + field,
    })
    const read = readable(stripOoxml(made).bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('VISIBLE')
    expect(read).toContain('SHOWN')
  })

  test('shapes of a layout or a master that every slide leaves out', () => {
    const made = deck({
      slide: shape(frame(0), '', '', 'VISIBLE'),
      slideAttributes: ' showMasterSp="0"',
      layout: shape(frame(0), '', '', ANNA),
      master: shape(frame(0), '', '', ANNA),
    })
    const { bytes, findings } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(findings).toContain('hidden')
  })

  test('a page of notes loses the words of its master', () => {
    const made = deck({
      slide: shape(frame(0), '', '', 'VISIBLE'),
      links: ['notesSlide n.xml'],
      more: {
        'ppt/n.xml': `<p:notes${ns}>${tree('')}</p:notes>`,
        'ppt/_rels/n.xml.rels': rels('notesMaster nm.xml', 'slide s1.xml'),
        'ppt/nm.xml': `<p:notesMaster${ns}>${tree(shape('', '', '', ANNA))}${map}</p:notesMaster>`,
      },
    })
    const { bytes, stays } = stripOoxml(made)
    expect(readable(bytes).join('\n')).not.toContain(ANNA)
    expect(stays).toEqual([])
  })
})

describe('T-147 Word: headers and footers that no section switches on are in no copy', () => {
  const header = (words: string) =>
    `<w:hdr xmlns:w="${W}"><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:hdr>`
  const made = (section: string, settings = '', before = '') =>
    docx({
      'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${before}<w:p><w:r><w:t>VISIBLE</w:t></w:r></w:p><w:sectPr>${section}</w:sectPr></w:body></w:document>`,
      'word/_rels/document.xml.rels': rels('header h1.xml', 'header h2.xml', 'settings s.xml'),
      'word/h1.xml': header('SHOWN'),
      'word/h2.xml': header(ANNA),
      'word/s.xml': `<w:settings xmlns:w="${W}">${settings}</w:settings>`,
    })
  const of = (type: string, id: string) => `<w:headerReference w:type="${type}" r:id="${id}"/>`
  const first = of('default', 'rId1') + of('first', 'rId2')
  const even = of('default', 'rId1') + of('even', 'rId2')

  test.each([
    ['first', first],
    ['even', even],
  ])('of the kind %s', (_, section) => {
    const { bytes, findings } = stripOoxml(made(section))
    const read = readable(bytes).join('\n')
    expect(read).not.toContain(ANNA)
    expect(read).toContain('SHOWN')
    expect(findings).toContain('hidden')
    expect(stripOoxml(bytes).bytes).toEqual(bytes)
  })

  test.each([
    [`${first}<w:titlePg/>`, ''],
    [even, '<w:evenAndOddHeaders/>'],
  ])('and those that are shown stay: %s', (section, settings) => {
    expect(readable(stripOoxml(made(section, settings)).bytes).join('\n')).toContain(ANNA)
  })

  test('a section has what the one before it had', () => {
    const before = `<w:p><w:pPr><w:sectPr>${of('first', 'rId2')}</w:sectPr></w:pPr></w:p>`
    const later = stripOoxml(made(`${of('default', 'rId1')}<w:titlePg/>`, '', before))
    expect(readable(later.bytes).join('\n')).toContain(ANNA)
  })
})

test('T-147 PowerPoint: the place of a number on a master hides nothing', () => {
  const number = shape(frame(0, 9_000_000), '', '<p:ph type="sldNum"/>').replace(
    /<a:r>.*<.a:r>/,
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>7</a:t></a:fld>',
  )
  const { stays } = stripOoxml(deck({ slide: shape(frame(0), ''), master: number, layout: number }))
  expect(stays).toEqual([])
})
