import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { docx, rels } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import { readable } from './readable.ts'

const NS = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  v: 'urn:schemas-microsoft-com:vml',
}
const ns = Object.entries(NS)
  .map(([key, uri]) => ` xmlns:${key}="${uri}"`)
  .join('')
const theme = `<a:theme xmlns:a="${NS.a}" name="T"><a:themeElements><a:clrScheme name="T"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`
const STYLES = `<w:style w:type="character" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Whiter"><w:basedOn w:val="White"/></w:style>
<w:style w:type="paragraph" w:styleId="Tiny"><w:rPr><w:sz w:val="3"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dark"><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:rPr><w:color w:val="000000"/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4" w:themeFill="accent1"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>`

function stays(body: string, settings = '', background = '') {
  const made = docx({
    'word/document.xml': `<w:document${ns}>${background}<w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': rels(
      'styles styles.xml',
      'settings settings.xml',
      'theme theme.xml',
    ),
    'word/styles.xml': `<w:styles${ns}>${STYLES}</w:styles>`,
    'word/settings.xml': `<w:settings${ns}>${settings}</w:settings>`,
    'word/theme.xml': theme,
  })
  return stripOoxml(made).stays
}
const HIDDEN = [{ kind: 'hidden', place: IN_TEXT }]
const run = (how: string, text = 'words') => `<w:r><w:rPr>${how}</w:rPr><w:t>${text}</w:t></w:r>`
const p = (inside: string, how = '') => `<w:p><w:pPr>${how}</w:pPr>${inside}</w:p>`
const TAB = '<w:r><w:tab/></w:r>'
const tabs = (kind: string, ...stops: readonly number[]) =>
  `<w:tabs>${stops.map((at) => `<w:tab w:val="${kind}" w:pos="${at}"/>`).join('')}</w:tabs>`
const shd = (fill: string, more = '') => `<w:shd w:val="clear" w:fill="${fill}"${more}/>`
const colour = (value: string, more = '') => `<w:color w:val="${value}"${more}/>`
const table = (cell: string, inside: string, style = '', row = '') =>
  `<w:tbl><w:tblPr>${style}<w:tblLook w:val="0020"/></w:tblPr><w:tr><w:trPr>${row}</w:trPr><w:tc><w:tcPr>${cell}</w:tcPr>${inside}</w:tc></w:tr></w:tbl>`
const box = (fill: string, words: string, anchor = '', extent = '914400') =>
  p(
    `<w:r><w:drawing><wp:anchor${anchor}><wp:positionH relativeFrom="page"><wp:posOffset>914400</wp:posOffset></wp:positionH><wp:extent cx="${extent}" cy="914400"/><a:graphic><a:graphicData uri="${NS.wps}"><wps:wsp><wps:spPr>${fill}</wps:spPr><wps:txbx><w:txbxContent>${words}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`,
  )
const fill = (hex: string) => `<a:solidFill><a:srgbClr val="${hex}"/></a:solidFill>`
const vml = (style: string, more = '', words = p(run('')), name = 'rect') =>
  p(
    `<w:r><w:pict><v:${name} style="${style}"${more}><v:textbox><w:txbxContent>${words}</w:txbxContent></v:textbox></v:${name}></w:pict></w:r>`,
  )
const math = (inside: string) => p(`<m:oMath>${inside}</m:oMath>`)
const mr = '<m:r><m:t>words</m:t></m:r>'
const off = ' m:val="0"'

describe('T-147 Word: words that cannot be told from their ground, or have no room, are named', () => {
  test.each([
    ['white on the page', p(run(colour('FFFFFF')))],
    ['nearly white', p(run(colour('FAFAFA')))],
    ['white by a style', p(run('<w:rStyle w:val="Whiter"/>'))],
    ['white by the theme', p(run(colour('000000', ' w:themeColor="background1"')))],
    ['tinted', p(run(colour('000000', ' w:themeColor="text1" w:themeTint="05"')))],
    ['black on black', p(run(colour('000000')), shd('000000'))],
    ['the shading of a run', p(run(colour('123456') + shd('123456')))],
    ['the shading of a theme', p(run(colour('4472C4') + shd('auto', ' w:themeFill="accent1"')))],
    [
      'solid shading',
      p(run(`${colour('123456')}<w:shd w:val="solid" w:color="123456" w:fill="FFFFFF"/>`)),
    ],
    ['highlighted', p(run(`${colour('FFFF00')}<w:highlight w:val="yellow"/>`))],
    ['no colour under a black marker', p(run('<w:highlight w:val="black"/>'))],
    [
      'the colour of the program under a black marker',
      p(run(`${colour('auto')}<w:highlight w:val="black"/>`), shd('FFFFFF')),
    ],
    [
      'white, where only the style of the paragraph is dark',
      p(run(colour('1F3864')), '<w:pStyle w:val="Dark"/>'),
    ],
    ['the ground of a cell', table(shd('4472C4'), p(run(colour('4472C4'))))],
    ['white in a white cell', table('', p(run(colour('FFFFFF'))))],
    ['a style of tables', table('', p(run('')), '<w:tblStyle w:val="Pale"/>')],
    [
      'a cell that is bare in a dark row',
      table(shd('FFFFFF'), p(run('')), '<w:tblStyle w:val="Grid"/>'),
    ],
    ['a box', box(fill('C00000'), p(run(colour('C00000'))))],
    ['white in a box without a filling', box('<a:noFill/>', p(run(colour('FFFFFF'))))],
    [
      'a box of VML',
      vml('width:72pt;height:72pt', ' fillcolor="#c00000"', p(run(colour('C00000')))),
    ],
    ['small by a style', p(run(''), '<w:pStyle w:val="Tiny"/>')],
    ['small in Arabic', p(run('<w:szCs w:val="2"/>', 'كلمات'))],
    ['letters of no width', p(run('<w:w w:val="1"/>'))],
    ['letters upon each other', p(run('<w:spacing w:val="-200"/>'))],
    ['far above the line', p(run('<w:position w:val="2000"/>'))],
    ['squeezed', p(run('<w:fitText w:val="1"/>'))],
    ['raised and of 2.6 points', p(run('<w:sz w:val="8"/><w:vertAlign w:val="superscript"/>'))],
    ['behind a tab stop beside the paper', p(TAB + run(''), tabs('left', 13_000))],
    ['behind the second of two tab stops', p(TAB + TAB + run(''), tabs('left', 700, 13_000))],
    ['lines without a height', p(run(''), '<w:spacing w:line="1" w:lineRule="exact"/>')],
    ['beside the page', p(run(''), '<w:ind w:left="31000"/>')],
    [
      'a frame beside the page',
      p(run(''), '<w:framePr w:w="2000" w:x="-9000" w:y="1"/>').replace('-9000', '-20000'),
    ],
    [
      'a row without a height',
      table('', p(run('')), '', '<w:trHeight w:val="1" w:hRule="exact"/>'),
    ],
    ['a cell under another', table('<w:vMerge/>', p(run('')))],
    [
      'a column without a width',
      table('<w:tcW w:w="1" w:type="dxa"/>', p(run('')), '<w:tblLayout w:type="fixed"/>'),
    ],
    ['special', p(run('<w:specVanish/>'))],
    [
      'a phantom',
      math(`<m:phant><m:phantPr><m:show${off}/></m:phantPr><m:e>${mr}</m:e></m:phant>`),
    ],
    [
      'a degree',
      math(`<m:rad><m:radPr><m:degHide/></m:radPr><m:deg>${mr}</m:deg><m:e>${mr}</m:e></m:rad>`),
    ],
    ['white in a formula', math(`<m:r><w:rPr>${colour('FFFFFF')}</w:rPr><m:t>words</m:t></m:r>`)],
    ['VML that is hidden', vml('visibility:hidden;width:72pt')],
    ['VML beside the page', vml('position:absolute;margin-left:-2000pt;width:72pt;height:9pt')],
    ['VML without an extent', vml('width:0;height:72pt')],
    ['a drawing without an extent', box('', p(run('')), '', '0')],
    ['a drawing beside the page', box('', p(run(''))).replace('>914400<', '>-9000000<')],
    ['a hidden anchor', box('', p(run('')), ' hidden="1"')],
    ['a page of no size', `${p(run(''))}<w:sectPr><w:pgSz w:w="20" w:h="20"/></w:sectPr>`],
  ])('%s', (_, body) => {
    expect(stays(body)).toEqual(HIDDEN)
  })

  test('words in front of a paragraph of a list, and between text and notes', () => {
    const made = (look: string, mark = '', level = '') =>
      stripOoxml(
        docx({
          'word/document.xml': `<w:document${ns}><w:body>${p(run('', 'VISIBLE'), `<w:numPr><w:numId w:val="1"/></w:numPr>${mark}`)}</w:body></w:document>`,
          'word/_rels/document.xml.rels': rels('numbering n.xml', 'footnotes f.xml'),
          'word/n.xml': `<w:numbering${ns}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="words %1"/>${level}<w:rPr>${look}</w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
          'word/f.xml': `<w:footnotes${ns}><w:footnote w:type="separator" w:id="-1">${p(run('', 'AnnaSeed'))}</w:footnote></w:footnotes>`,
        }),
      )
    expect(made(colour('FFFFFF')).stays).toEqual(HIDDEN)
    expect(made('<w:color w:val="auto" w:themeColor="background1"/>').stays).toEqual(HIDDEN)
    expect(made('', `<w:rPr>${colour('FFFFFF')}</w:rPr>`).stays).toEqual(HIDDEN)
    expect(made('', '<w:rPr><w:sz w:val="2"/></w:rPr>').stays).toEqual(HIDDEN)
    expect(made(colour('000000'), `<w:rPr>${colour('FFFFFF')}</w:rPr>`).stays).toEqual([])
    const away = '<w:pPr><w:ind w:firstLine="-20000"/></w:pPr>'
    expect(made('', '', away).stays).toEqual(HIDDEN)
    expect(made('').stays).toEqual([])
    expect(made('').findings).toContain('hidden')
    expect(readable(made('').bytes).join('')).not.toContain('AnnaSeed')
  })

  test('the background of a page counts where it is shown', () => {
    const [words, dark] = [p(run(colour('203040'))), '<w:background w:color="203040"/>']
    expect(stays(words, '<w:displayBackgroundShape/>', dark)).toEqual(HIDDEN)
    expect(stays(words, '', dark)).toEqual([])
  })

  test.each([
    ['white on a dark paragraph', p(run(colour('FFFFFF')), shd('1F3864'))],
    [
      'white on the dark style of a paragraph',
      p(run(colour('FFFFFF')), '<w:pStyle w:val="Dark"/>'),
    ],
    ['the heading of a table', table('', p(run('')), '<w:tblStyle w:val="Grid"/>')],
    ['white in a dark box', box(fill('4472C4'), p(run(colour('FFFFFF'))))],
    [
      'white in dark VML',
      vml('width:72pt;height:72pt', ' fillcolor="navy"', p(run(colour('FFFFFF')))),
    ],
    ['grey', p(run(colour('A6A6A6')))],
    ['the colour of the program', p(run(colour('auto')), shd('000000'))],
    ['no colour, on the dark shading of words', p(run(shd('000000')))],
    ['no colour under a yellow marker', p(run('<w:highlight w:val="yellow"/>'))],
    ['white under a black marker', p(run(`${colour('FFFFFF')}<w:highlight w:val="black"/>`))],
    ['small print', p(run('<w:sz w:val="12"/><w:spacing w:val="-10"/><w:w w:val="80"/>'))],
    ['a footnote number', p(run('<w:sz w:val="16"/><w:vertAlign w:val="superscript"/>', '1'))],
    ['behind the first of two tab stops', p(TAB + run(''), tabs('left', 700, 13_000))],
    ['that end at a tab stop', p(TAB + run(''), tabs('right', 13_000))],
    ['in front of a tab stop', p(run('') + TAB, tabs('left', 13_000))],
    [
      'on the line behind a tab',
      p(TAB + run('<w:b/>', ' ') + '<w:r><w:br/></w:r>' + run(''), tabs('left', 13_000)),
    ],
    ['merged cells', table('<w:vMerge w:val="restart"/>', p(run('')))],
    ['a list of chapters', p(run('<w:webHidden/>'))],
    [
      'a smashed formula',
      math(`<m:phant><m:phantPr><m:zeroAsc/></m:phantPr><m:e>${mr}</m:e></m:phant>`),
    ],
  ])('and what can be read is not: %s', (_, body) => {
    expect(stays(body)).toEqual([])
  })
})
