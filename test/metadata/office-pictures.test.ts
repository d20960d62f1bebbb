import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryDocx, ordinaryPptx } from './office-documents.ts'

const PLAIN = '<a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch>'

describe('T-147 a picture of which Office shows a part or nothing is named with its place', () => {
  const told = [
    ['<a:blip r:embed="rId5"/><a:srcRect r="50000"/><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:srcRect b="20%"/><a:stretch><a:fillRect/></a:stretch>'],
    ['<a:blip r:embed="rId5"/><a:stretch><a:fillRect l="-80000"/></a:stretch>'],
    [
      '<a:blip r:embed="rId5"><a:alphaModFix amt="0"/></a:blip><a:stretch><a:fillRect/></a:stretch>',
    ],
    [
      '<a:blip r:embed="rId5"><a:lum bright="100000"/></a:blip><a:stretch><a:fillRect/></a:stretch>',
    ],
    ['<a:blip r:embed="rId5"><a:biLevel thresh="0"/></a:blip><a:stretch><a:fillRect/></a:stretch>'],
  ] as const
  test.each(told)('%s', (fill) => {
    for (const [make, part, place] of [
      [ordinaryDocx, 'word/document.xml', { at: 'text' }],
      [ordinaryPptx, 'ppt/slides/slide1.xml', { at: 'slide', n: 1 }],
    ] as const) {
      const { stays } = stripOoxml(changed(make, part, PLAIN, fill))
      expect(stays).toEqual([{ kind: 'hidden', place }])
    }
  })

  test('one that is shown whole is not', () => {
    const fill =
      '<a:blip r:embed="rId5"><a:lum bright="20000"/></a:blip><a:srcRect/><a:stretch><a:fillRect/></a:stretch>'
    expect(stripOoxml(changed(ordinaryDocx, 'word/document.xml', PLAIN, fill)).stays).toEqual([])
  })

  test.each(['croptop="32768f"', 'cropleft=".5"', 'gain="0"', 'blacklevel="0.5"'])(
    'in an older drawing: %s',
    (how) => {
      const drawn = `<w:p><w:r><w:pict><v:shape id="_x0000_s1027" style="width:72pt;height:72pt"><v:imagedata r:id="rId5" ${how}/></v:shape></w:pict></w:r></w:p><w:sectPr w:rsidR`
      const made = changed(ordinaryDocx, 'word/document.xml', '<w:sectPr w:rsidR', drawn)
      expect(stripOoxml(made).stays).toEqual([{ kind: 'hidden', place: { at: 'text' } }])
    },
  )
})
