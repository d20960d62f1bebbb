import { describe, expect, test } from 'vitest'
import { odfValue } from '#metadata/strip/odf/attribute-values.ts'
import { DocumentNotes } from '#metadata/strip/office/document-notes.ts'
import { OOXML } from '#metadata/strip/ooxml/rules.ts'
import { OOXML_VOCABULARY, ooxmlValue } from '#metadata/strip/ooxml/values.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryDocx, ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

describe('T-147 an attribute of a document of Office holds one value, and a list where the standard says so', () => {
  test.each([
    ['w:jc', 'w:val', '83,101,101'],
    ['w:jc', 'w:val', 'author book administrators cabins'],
    ['p:cSld', 'name', 'Xi-Li Wu'],
    ['p:cSld', 'name', 'An Na 17'],
    ['v:shape', 'alt', 'an na'],
    ['o:lock', 'o:title', 'an na'],
    ['x:ClientData', 'ObjectType', 'an na'],
    ['v:shape', 'path', 'm 83 101 安娜'],
    ['a:off', 'x', '83 101'],
    ['dgm:if', 'axis', 'self ch self ch self ch self ch self'],
    ['w:jc', 'w:val', 'author'],
    ['w:jc', 'w:val', '83'],
    ['w:vAlign', 'w:val', 'apples'],
    ['w:trHeight', 'w:val', 'center'],
    ['w:tab', 'w:leader', 'left'],
    ['a:prstGeom', 'prst', 'red'],
    ['a:bodyPr', 'anchor', 'l'],
    ['s:alignment', 'horizontal', 'stacked'],
    ['c:barDir', 'val', 'apples'],
    ['p:cSld', 'name', 'blue'],
    ['v:shape', 'fillcolor', 'an na'],
    ['v:shape', 'fillcolor', 'author'],
    ['v:shape', 'style', 'mso-anna-wong:auto'],
    ['v:shape', 'style', 'margin-left:an'],
    ['v:shape', 'style', 'mso-position-horizontal-relative:anna-margin-wong'],
    ['v:stroke', 'dashstyle', 'an na'],
    ['p:strVal', 'val', 'an na wo'],
    ['w:vanish', 'w:val', '2'],
    ['w:vanish', 'w:val', 't'],
    ['p:sld', 'show', 'f'],
    ['p:sld', 'show', ''],
    ['s:row', 'hidden', 'NaN'],
    ['c:delete', 'val', '00'],
  ])('%s %s="%s" does not stay', (element, at, value) => {
    expect(ooxmlValue(element, at, value) !== undefined).toBe(false)
  })

  test.each([
    ['w:jc', 'w:val', 'center'],
    ['w:vanish', 'w:val', 'off'],
    ['p:sld', 'show', 'false'],
    ['s:row', 'hidden', '1'],
    ['v:shape', 'fillcolor', '#4f81bd [3204]'],
    ['w:top', 'w:val', 'apples'],
    ['w:color', 'w:val', 'auto'],
    ['w:color', 'w:val', '4F81BD'],
    ['w:trHeight', 'w:val', '400'],
    ['a:prstGeom', 'prst', 'roundRect'],
    ['wps:bodyPr', 'anchor', 'ctr'],
    ['x14:cfvo', 'type', 'autoMax'],
    ['c:barDir', 'val', 'col'],
    ['v:shape', 'fillcolor', 'fill darken(118)'],
    ['v:stroke', 'dashstyle', 'longDashDot'],
    [
      'v:shape',
      'style',
      'position:absolute;margin-left:0;mso-position-horizontal-relative:left-margin-area;width:70.85pt;mso-wrap-style:square;v-text-anchor:top-center',
    ],
    ['v:shape', 'fillcolor', '#cccccc [3204]'],
    ['v:fill', 'colors', '0 #ffcc99;26214f #bdccc9;1 #fff'],
    ['v:shapetype', 'coordsize', '21600,21600'],
    ['v:shapetype', 'path', 'm,l,21600l21600,21600l21600,xe'],
    ['v:shape', 'filled', 'f'],
    ['o:idmap', 'data', '1,2'],
    ['p:animMotion', 'path', 'M 0 0 L 0.25 0 E'],
    ['p:animEffect', 'filter', 'blinds(horizontal)'],
    ['p:strVal', 'val', '#ppt_x-#ppt_w/2'],
    ['dgm:if', 'axis', 'self ch'],
  ])('%s %s="%s" stays', (element, at, value) => {
    expect(ooxmlValue(element, at, value) !== undefined).toBe(true)
  })

  test.each([
    ['style:paragraph-properties', 'fo:text-align', '83 101', false],
    ['style:paragraph-properties', 'fo:text-align', 'author book', false],
    ['style:paragraph-properties', 'fo:text-align', 'author', false],
    ['style:paragraph-properties', 'fo:text-align', 'start', true],
    ['style:table-cell-properties', 'fo:border', '0.5pt author #000000', false],
    ['style:table-cell-properties', 'fo:border', '1.11pt double #808080', true],
    ['draw:path', 'svg:d', 'M28 0c-10 1-18 6-24 15h521v743l-2 54zm0 0', true],
    ['draw:path', 'svg:d', 'anna', false],
    [
      'draw:enhanced-geometry',
      'drawooo:enhanced-path',
      'M 0 ?f2 G ?f2 ?f2 ?f12 ?f13 L ?f3 0 Z N',
      true,
    ],
    ['draw:enhanced-geometry', 'drawooo:enhanced-path', 'M 0 Anna', false],
    ['draw:enhanced-geometry', 'drawooo:sub-view-size', '43200 43200', true],
    ['anim:par', 'smil:begin', 'id7.begin', true],
    ['style:font-face', 'style:font-charset', 'x-symbol', true],
    ['draw:frame', 'svg:width', '83 101', false],
    ['draw:connector', 'svg:viewBox', '0 0 3947 2706', true],
    ['draw:connector', 'svg:viewBox', '83 101 101 100 87 111 114', false],
    ['style:text-properties', 'style:text-position', 'super 58%', true],
    ['style:graphic-properties', 'style:protect', 'content size position', true],
    ['style:graphic-properties', 'fo:clip', 'rect(0in, 0in, 0in, 0in)', true],
    ['style:table-cell-properties', 'style:border-line-width', '0.0035in 0.0035in 0.0035in', true],
    ['style:graphic-properties', 'fo:border', '0.06pt solid #000000', true],
    ['style:table-cell-properties', 'fo:border', '1.11pt double #ffcf03', true],
    ['style:table-cell-properties', 'fo:border-left', '2.5pt double-thin #cccccc', true],
    ['style:table-cell-properties', 'fo:border-top', '1pt fine-dashed #ddeecc', true],
    ['style:table-cell-properties', 'fo:border-top', '1pt dash-dot-dot #fff', true],
    ['style:table-cell-properties', 'style:diagonal-bl-tr', '0.74pt solid #ccffcc', true],
    ['style:paragraph-properties', 'style:shadow', '#cccccc 0.18cm 0.18cm', true],
    ['style:text-properties', 'fo:text-shadow', '1pt 1pt', true],
    ['anim:transitionFilter', 'smil:type', 'pushWipe', true],
    ['style:drawing-page-properties', 'smil:subtype', 'clockwiseTwelve', true],
    ['style:drawing-page-properties', 'smil:subtype', 'annaFromTop', false],
    ['text:list-level-style-number', 'loext:num-list-format', '%1%.%2%)', true],
    ['text:list-level-style-number', 'loext:num-list-format', '%1%', true],
    ['text:list-level-style-number', 'loext:num-list-format', 'Anna %1%', false],
    ['style:page-layout-properties', 'draw:fill-image-name', 'Bitmap_20_1', true],
    ['style:header-footer-properties', 'draw:fill-gradient-name', 'Gradient_20_1', true],
    ['loext:graphic-properties', 'draw:opacity-name', 'Transparency_20_1', true],
    ['style:table-cell-properties', 'fo:border', 'solid author cabins', false],
    ['style:table-cell-properties', 'fo:border', '1pt solid Anna', false],
  ])('%s %s="%s": %s', (element, at, value, stays) => {
    expect(odfValue(element, at, value) !== undefined).toBe(stays)
  })

  test.each([
    ['Page Numbers (Bottom of Page)', true],
    ['Page Numbers (Anna Wong)', false],
  ])('a gallery is one of those that Word has: %s: %s', (name, stays) => {
    expect(ooxmlValue('w:docPartGallery', 'w:val', name) !== undefined).toBe(stays)
  })

  test.each([
    ['urn:microsoft.com/office/officeart/2005/8/layout/hProcess9#1', true],
    ['urn:microsoft.com/office/officeart/2005/8/colors/accent1_2', true],
    ['urn:microsoft.com/office/officeart/AnnaWong', false],
    ['urn:microsoft.com/office/officeart/2005/8/layout/AnnaWong', false],
    ['urn:anna', false],
  ])('a diagram names its layout as PowerPoint does or as we do: %s: %s', (name, stays) => {
    const change = OOXML.attributes.get('loTypeId')
    const notes = new DocumentNotes()
    const node = { name: 'dgm:prSet', attributes: new Map(), children: [] }
    const left = change?.(name, notes, node)
    expect(left).toBe(stays ? name : 'urn:diagram:1')
    expect(OOXML.attributes.get('uniqueId')?.(name, notes, node)).toBe(left)
  })

  test('how large the object of another program was stays nowhere', () => {
    const seed = '7355608'
    const text = `<w:r><w:object w:dxaOrig="${seed}" w:dyaOrig="${seed}"><v:shape style="width:10pt;height:10pt"/></w:object></w:r>`
    const made = changed(
      ordinaryDocx,
      'word/document.xml',
      '<w:body>',
      `<w:body><w:p>${text}</w:p>`,
    )
    expect(readable(stripOoxml(made).bytes).join('')).not.toContain(seed)
  })

  test('a drawing stands where its paragraph says: across and down', () => {
    const across = ['left', 'right', 'center', 'inside', 'outside']
    const down = ['top', 'bottom', 'center', 'inside', 'outside']
    expect(OOXML_VOCABULARY.wordsIn('wp:align')).toEqual(new Set([...across, ...down]))
  })
})

describe('T-147 what decides whether something is seen is a boolean that every program reads alike, or not written', () => {
  const run = (value: string) => {
    const words = `<w:p><w:r><w:rPr><w:vanish w:val="${value}"/></w:rPr><w:t>seen?</w:t></w:r></w:p>`
    const made = changed(ordinaryDocx, 'word/document.xml', '<w:body>', `<w:body>${words}`)
    const { bytes, stays } = stripOoxml(made)
    const text = readable(bytes).join('\n')
    return { how: /<w:vanish[^>]*>/.exec(text)?.[0], isNamed: stays.length > 0 }
  }
  const slide = (value: string) => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '<p:sld ',
      `<p:sld show="${value}" `,
    )
    const { bytes, stays } = stripOoxml(made)
    const text = readable(bytes).join('\n')
    return { how: /<p:sld [^>]*?(show="[^"]*")/.exec(text)?.[1], isNamed: stays.length > 0 }
  }

  test.each(['1', 'true', 'on'])('words that are hidden by %s', (value) => {
    expect(run(value)).toEqual({ how: '<w:vanish w:val="1"/>', isNamed: true })
  })

  test.each(['0', 'false', 'off'])('words that are not, by %s', (value) => {
    expect(run(value)).toEqual({ how: '<w:vanish w:val="0"/>', isNamed: false })
  })

  test.each(['', 't', 'f', '2', '-1', 'True', 'FALSE', ' 0 ', 'no', 'FF'])(
    'what is no boolean, "%s", counts as not written',
    (value) => {
      expect(run(value)).toEqual({ how: '<w:vanish/>', isNamed: true })
      expect(slide(value)).toEqual({ how: undefined, isNamed: false })
    },
  )

  test.each(['0', 'false'])('a slide that is not shown, by %s', (value) => {
    expect(slide(value)).toEqual({ how: 'show="0"', isNamed: true })
  })
})
