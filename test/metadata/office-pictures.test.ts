import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { IN_TEXT } from './in-text.ts'
import { ordinaryDocx, ordinaryPptx } from './office-documents.ts'

const PLAIN = '<a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch>'

describe('T-147 a picture of which Office shows a part or nothing is named with its place', () => {
  const fillings = [
    ['<a:blip r:embed="rId5"/><a:srcRect r="50000"/><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:srcRect b="20%"/><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:stretch><a:fillRect l="-80000"/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:stretch><a:fillRect l="49990" r="49990"/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:stretch><a:fillRect t="100000" b="100000"/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:tile sx="100000000" sy="100000000"/>'],
    [
      '<a:blip r:embed="rId5"><a:fillOverlay blend="over"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:fillOverlay></a:blip><a:stretch><a:fillRect/></a:stretch>',
    ],
    [
      '<a:blip r:embed="rId5"><a:alphaModFix amt="0"/></a:blip><a:stretch><a:fillRect/></a:stretch>',
    ],
    [
      '<a:blip r:embed="rId5"><a:lum bright="100000"/></a:blip><a:stretch><a:fillRect/></a:stretch>',
    ],
    ...[
      '<a:lum bright="80000" contrast="-60000"/>',
      '<a:lum bright="-70000" contrast="-50000"/>',
      '<a:duotone><a:srgbClr val="FFFFFF"/><a:prstClr val="white"/></a:duotone>',
      '<a:duotone><a:schemeClr val="bg1"/><a:srgbClr val="F4F4F4"/></a:duotone>',
      '<a:duotone><a:schemeClr val="accent1"/><a:schemeClr val="accent1"/></a:duotone>',
    ].map((how) => [`<a:blip r:embed="rId5">${how}</a:blip><a:stretch><a:fillRect/></a:stretch>`]),
    ['<a:blip r:embed="rId5"><a:biLevel thresh="0"/></a:blip><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"><a:hsl lum="100000"/></a:blip><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"><a:blur rad="5000000"/></a:blip><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"><a:alphaInv/></a:blip><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:srcRect l="-9000000"/><a:stretch><a:fillRect/></a:stretch>'],
  ]
  test.each(fillings)('%s', (fill = '') => {
    for (const [make, part, place] of [
      [ordinaryDocx, 'word/document.xml', IN_TEXT],
      [ordinaryPptx, 'ppt/slides/slide1.xml', { at: 'slide', n: 1 }],
    ] as const) {
      const { stays } = stripOoxml(changed(make, part, PLAIN, fill))
      expect(stays).toEqual([{ kind: 'picture_hidden', place }])
    }
  })

  test('one that is shown whole is not', () => {
    const fill =
      '<a:blip r:embed="rId5"><a:lum bright="20000"/></a:blip><a:srcRect/><a:stretch><a:fillRect/></a:stretch>'
    for (const how of [
      '<a:lum bright="20000"/>',
      '<a:lum bright="70000" contrast="-70000"/>',
      '<a:duotone><a:schemeClr val="accent1"><a:shade val="45000"/></a:schemeClr><a:prstClr val="white"/></a:duotone>',
      '<a:duotone><a:prstClr val="black"/><a:srgbClr val="D9C3A5"/></a:duotone>',
    ]) {
      const made = changed(
        ordinaryDocx,
        'word/document.xml',
        PLAIN,
        fill.replace('<a:lum bright="20000"/>', how),
      )
      expect(stripOoxml(made).stays).toEqual([])
    }
  })

  test.each(['croptop="32768f"', 'cropleft=".5"', 'gain="0"', 'blacklevel="0.5"'])(
    'in an older drawing: %s',
    (how) => {
      const drawn = `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:72pt;height:72pt"><v:imagedata r:id="rId5" ${how}/></v:shape></w:pict></w:r></w:p><w:sectPr w:rsidR`
      const made = changed(ordinaryDocx, 'word/document.xml', '<w:sectPr w:rsidR', drawn)
      expect(stripOoxml(made).stays).toEqual([{ kind: 'picture_hidden', place: IN_TEXT }])
    },
  )
})

describe('T-147 what is hidden is called what it is: words, a picture, or a drawing', () => {
  const blip =
    '<p:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
  const frame = (x: number) =>
    `<p:spPr><a:xfrm><a:off x="${x}" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>`
  const picture = (how: string, x: number) =>
    `<p:pic><p:nvPicPr><p:cNvPr id="70" name="A"${how}/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>${blip}${frame(x)}</p:pic>`
  const shape = (how: string, x: number, words: string) =>
    `<p:sp><p:nvSpPr><p:cNvPr id="70" name="A"${how}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>${frame(x)}<p:txBody><a:bodyPr/><a:p>${words}</a:p></p:txBody></p:sp>`
  const words = '<a:r><a:t>words</a:t></a:r>'
  const off = ' hidden="1"'

  test.each([
    ['a picture that is off', picture(off, 0), ['picture_hidden']],
    ['a picture beside the slide', picture('', 64_000_000), ['picture_hidden']],
    ['words that are off', shape(off, 0, words), ['hidden']],
    ['words beside the slide', shape('', 64_000_000, words), ['hidden']],
    ['a shape that is off', shape(off, 0, ''), ['drawing_hidden']],
    [
      'a group of both that is off',
      `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="71" name="G"${off}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${picture('', 0)}${shape('', 0, words)}</p:grpSp>`,
      ['hidden', 'picture_hidden'],
    ],
  ])('on a slide: %s', (_, drawn, kinds) => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</p:spTree>',
      `${drawn}</p:spTree>`,
    )
    expect(stripOoxml(made).stays.map(({ kind }) => kind)).toEqual(kinds)
  })

  test('in a Word text: a picture that is off', () => {
    const made = changed(ordinaryDocx, 'word/document.xml', '<wp:docPr ', '<wp:docPr hidden="1" ')
    expect(stripOoxml(made).stays.map(({ kind }) => kind)).toEqual(['picture_hidden'])
  })
})
