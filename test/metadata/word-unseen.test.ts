import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import type { DocumentBytes } from './documents.ts'
import { IN_TEXT } from './in-text.ts'
import { ordinaryDocx } from './office-documents.ts'
import { readable } from './readable.ts'

const DOCUMENT = 'word/document.xml'
const BLIP = '<a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch>'
const END = '<w:sectPr w:rsidR'
const EXTENT = '<a:xfrm><a:ext cx="914400" cy="914400"/></a:xfrm>'
const picturesIn = (bytes: Uint8Array) =>
  Object.keys(unzipSync(bytes)).filter((name) => name.includes('/media/'))

/** The ordinary text with another shape around its picture. */
const shaped = (properties: string): DocumentBytes =>
  changed(ordinaryDocx, DOCUMENT, '<pic:spPr/>', `<pic:spPr>${properties}</pic:spPr>`)
/** With the picture elsewhere than in its line. */
function moved(to: string): DocumentBytes {
  const whole = changed(ordinaryDocx, DOCUMENT, BLIP, '')
  return changed(() => whole, DOCUMENT, END, `${to}${END}`)
}
const points = (...all: readonly string[]) =>
  `<a:custGeom><a:pathLst><a:path w="100" h="100">${all.map((at) => `<a:lnTo><a:pt ${at}/></a:lnTo>`).join('')}</a:path></a:pathLst></a:custGeom>`
const SQUARE = ['x="0" y="0"', 'x="90" y="0"', 'x="90" y="90"', 'x="0" y="90"']

describe('T-147 a picture that nothing in a Word text draws is in no copy', () => {
  test.each([
    ['in a line', shaped(`${EXTENT}<a:prstGeom prst="line"/>`)],
    ['in a bent line', shaped(`${EXTENT}<a:prstGeom prst="bentConnector3"/>`)],
    ['in a shape of one point', shaped(EXTENT + points('x="0" y="0"'))],
    [
      'in a path that is not filled',
      shaped(EXTENT + points(...SQUARE).replace('w="100"', 'fill="none" w="100"')),
    ],
    [
      'of a line around',
      moved(
        `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr><a:ln w="0"><a:blipFill>${BLIP}</a:blipFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
      ),
    ],
    [
      'the second of one place',
      moved(
        `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:72pt;height:72pt" filled="f"><v:fill r:id="rId5" type="frame"/></v:shape></w:pict></w:r></w:p>`,
      ),
    ],
    [
      'of a fill that is plain',
      moved(
        `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:72pt;height:72pt"><v:fill r:id="rId5" type="solid"/></v:shape></w:pict></w:r></w:p>`,
      ),
    ],
    [
      'of a ground that is not shown',
      changed(
        () => changed(ordinaryDocx, DOCUMENT, BLIP, ''),
        DOCUMENT,
        '<w:body>',
        '<w:background w:color="FFFFFF"><v:background><v:fill r:id="rId5" type="frame"/></v:background></w:background><w:body>',
      ),
    ],
  ])('%s', (_, made) => {
    const { bytes, findings, stays } = stripOoxml(made)
    expect(picturesIn(bytes)).toEqual([])
    expect(readable(bytes).join('\n')).not.toContain('relationships/image')
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
  })

  test('of two in one place the first stays', () => {
    const made = changed(ordinaryDocx, DOCUMENT, BLIP, `<a:blip r:embed="rId5"/>${BLIP}`)
    const { bytes } = stripOoxml(made)
    expect(
      readable(bytes)
        .join('\n')
        .match(/<a:blip/g),
    ).toHaveLength(1)
    expect(picturesIn(bytes)).toHaveLength(1)
  })

  test.each([
    ['smaller than its place', shaped('<a:xfrm><a:ext cx="914400" cy="1"/></a:xfrm>')],
    [
      'all in its soft edge',
      shaped(`${EXTENT}<a:effectLst><a:softEdge rad="457200"/></a:effectLst>`),
    ],
    [
      'in a corner of its shape',
      shaped(EXTENT + points('x="0" y="0"', 'x="40" y="0"', 'x="0" y="40"')),
    ],
    [
      'in a frame without width',
      shaped(
        `${EXTENT}<a:prstGeom prst="frame"><a:avLst><a:gd name="adj1" fmla="val 0"/></a:avLst></a:prstGeom>`,
      ),
    ],
  ])('one that is %s is named', (_, made) => {
    expect(stripOoxml(made).stays).toEqual([{ kind: 'picture_hidden', place: IN_TEXT }])
  })

  test.each([
    [
      'in a rounded rectangle',
      shaped(
        `${EXTENT}<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 16667"/></a:avLst></a:prstGeom>`,
      ),
    ],
    ['in an ellipse', shaped(`${EXTENT}<a:prstGeom prst="ellipse"/>`)],
    [
      'with a little soft edge',
      shaped(`${EXTENT}<a:effectLst><a:softEdge rad="63500"/></a:effectLst>`),
    ],
    ['in a shape of its own', shaped(EXTENT + points(...SQUARE))],
  ])('one that is drawn %s stays, and nothing is said of it', (_, made) => {
    const { bytes, stays } = stripOoxml(made)
    expect(picturesIn(bytes)).toHaveLength(1)
    expect(stays).toEqual([])
  })
})

describe('T-147 an older drawing keeps its place, size and form', () => {
  const copyOf = (shape: string) =>
    readable(
      stripOoxml(
        changed(
          ordinaryDocx,
          DOCUMENT,
          END,
          `<w:p><w:r><w:pict>${shape}</w:pict></w:r></w:p>${END}`,
        ),
      ).bytes,
    ).join('')

  test('without a property that nobody knows, and with the font of words along a path', () => {
    const style = 'width:200pt;mso-seed:SeedWord;height:50pt;font-family:Seed Font'
    const text = copyOf(
      `<v:shape style="${style}"><v:textpath style="font-family:&quot;Arial Black&quot;;v-text-kern:t" on="t" string="words"/></v:shape>`,
    )
    expect(text).toContain('<v:shape style="width:200pt;height:50pt">')
    expect(text).toContain('style="font-family:&quot;Arial Black&quot;;v-text-kern:t"')
    expect(text).not.toContain('Seed')
  })

  test('and its formulas, but no words in their place', () => {
    const text = copyOf(
      '<v:shape style="width:9pt;height:9pt" adj="5400" path="m@0,l,21600xe"><v:formulas><v:f eqn="sum 21600 0 #0"/><v:f eqn="SeedWord"/></v:formulas></v:shape>',
    )
    expect(text).toContain('<v:f eqn="sum 21600 0 #0"/>')
    expect(text).not.toContain('SeedWord')
  })
})

describe('T-147 words that Word draws nowhere are named', () => {
  const staysOf = (body: string) =>
    stripOoxml(changed(ordinaryDocx, DOCUMENT, END, `${body}${END}`)).stays
  const mark = (shape: string, path = 'on="t" ', inside = '') =>
    `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:400pt;height:100pt" ${shape}>${inside}<v:textpath ${path}string="DRAFT"/></v:shape></w:pict></w:r></w:p>`
  const box = (properties: string) =>
    `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr>${EXTENT}</wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr ${properties}/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  const older = (text: string, lines: number) =>
    `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:80pt;height:30pt"><v:textbox ${text}><w:txbxContent>${'<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(lines)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`

  test.each([
    ['a watermark in white', mark('fillcolor="white" stroked="f"')],
    [
      'a watermark from white to white',
      mark('stroked="f"', undefined, '<v:fill color2="#fefefe" type="gradient"/>'),
    ],
    ['a watermark without a colour', mark('filled="f" stroked="f"')],
    ['a watermark that lets all through', mark('stroked="f"', undefined, '<v:fill opacity="0"/>')],
    ['a watermark that is off', mark('fillcolor="black"', 'on="f" ')],
    ['a watermark of no kind', mark('fillcolor="black"', '')],
    ['a box that is all edge', box('lIns="500000" rIns="500000"')],
    ['a box that begins below its end', box('tIns="914400"')],
    ['an older box with too many lines', older('', 30)],
    [
      'an older box that leads to one that is not there',
      older('style="mso-next-textbox:#_x0000_s9"', 30),
    ],
    ['an older box that is all edge', older('inset="0,40pt,0,0"', 1)],
    [
      'a reading of one point',
      '<w:p><w:r><w:ruby><w:rubyPr><w:hps w:val="2"/></w:rubyPr><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>b</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
    ],
    [
      'lines of less than their letters',
      '<w:p><w:pPr><w:spacing w:line="50" w:lineRule="exact"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
    ],
    [
      'a note whose sign is hidden',
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r></w:p>',
    ],
    [
      'columns without room',
      '<w:p><w:pPr><w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="6100" w:right="6130"/></w:sectPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
    ],
  ])('%s', (_, body) => {
    expect(staysOf(body)).toEqual([{ kind: 'hidden', place: IN_TEXT }])
  })

  test.each([
    [
      'the watermark that Word offers',
      mark('type="#_x0000_t136" fillcolor="silver" stroked="f"', '', '<v:fill opacity=".5"/>'),
    ],
    [
      'WordArt from white to gray',
      mark('type="#_x0000_t136" stroked="f"', '', '<v:fill color2="#aaa" type="gradient"/>'),
    ],
    [
      'WordArt from white to white over a colour',
      mark(
        'type="#_x0000_t136" stroked="f"',
        '',
        '<v:fill color2="white" colors="0 white;.5 red;1 white" type="gradient"/>',
      ),
    ],
    ['a box', box('lIns="91440" tIns="45720"')],
    ['an older box', older('inset="7.2pt,3.6pt,7.2pt,3.6pt"', 1)],
  ])('%s is not', (_, body) => {
    expect(staysOf(body)).toEqual([])
  })

  test('of two links the inner one is pressed, and the outer goes', () => {
    const link = '<w:hyperlink r:id="rId6"><w:r><w:t>a page</w:t></w:r></w:hyperlink>'
    const made = changed(
      ordinaryDocx,
      DOCUMENT,
      link,
      `<w:hyperlink r:id="rId6">${link}</w:hyperlink>`,
    )
    expect(
      readable(stripOoxml(made).bytes)
        .join('\n')
        .match(/<w:hyperlink [^>]*r:id/g),
    ).toHaveLength(1)
  })
})
