import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { zipOf } from './documents.ts'
import { ordinaryPptx } from './office-documents.ts'
import { PNG } from './pictures.ts'

type SlidePart = 'slides/slide1' | 'slideLayouts/slideLayout1' | 'slideMasters/slideMaster1'
const [SLIDE, LAYOUT, MASTER]: readonly SlidePart[] = [
  'slides/slide1',
  'slideLayouts/slideLayout1',
  'slideMasters/slideMaster1',
]
const picture =
  '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rIdG"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
const plain =
  '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
const shape = (at: number, size: number, fill: string, words = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="50" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${at}" y="${at}"/><a:ext cx="${size}" cy="${size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill}</p:spPr><p:txBody><a:bodyPr/><a:p>${words && `<a:r><a:t>${words}</a:t></a:r>`}</a:p></p:txBody></p:sp>`
const cover = shape(-100, 30_000_000, '<a:solidFill><a:srgbClr val="EEEEEE"/></a:solidFill>')
const small = shape(100, 3_000_000, '<a:solidFill><a:srgbClr val="EEEEEE"/></a:solidFill>')
const words = shape(900_000, 3_000_000, '', 'SeedWord77')

/** Grounds are put in front of the shapes, and shapes in front of all others. */
function show(more: readonly (readonly [SlidePart | undefined, string])[]) {
  const files: Record<string, string | Uint8Array> = unzipSync(ordinaryPptx())
  const text = (name: string) => Buffer.from(files[name] ?? '').toString()
  files['ppt/media/ground.png'] = PNG
  for (const [place = '', what] of more) {
    const name = `ppt/${place}.xml`
    files[name] = what.startsWith('<p:bg>')
      ? text(name).replace('<p:cSld>', `<p:cSld>${what}`)
      : text(name).replace('<p:grpSpPr/>', `<p:grpSpPr/>${what}`)
    const [folder, file] = place.split('/')
    const links = `ppt/${folder}/_rels/${file}.xml.rels`
    if (what !== picture) continue
    files[links] = text(links).replace(
      '</Relationships>',
      '<Relationship Id="rIdG" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../media/ground.png"/></Relationships>',
    )
  }
  const { bytes, stays } = stripOoxml(zipOf(files))
  const names = Object.keys(unzipSync(bytes)).filter((name) => name.includes('/media/'))
  return { pictures: names.length, told: stays.map(({ kind }) => kind) }
}

describe('T-147 the picture of a ground is in a copy where a slide has it', () => {
  test.each([
    ['of a master, and slides have their own', MASTER, SLIDE],
    ['of a master, and layouts have their own', MASTER, LAYOUT],
    ['of a layout, and slides have their own', LAYOUT, SLIDE],
  ] as const)('%s: it is in no copy', (_, below, above) => {
    expect(show([[below, picture]]).pictures).toBe(2)
    expect(
      show([
        [below, picture],
        [above, plain],
      ]).pictures,
    ).toBe(1)
  })

  test.each([SLIDE, LAYOUT, MASTER])(
    'of %s, beneath a rectangle of the whole slide: it is told',
    (place) => {
      expect(show([[place, picture]]).told).toEqual([])
      expect(
        show([
          [place, picture],
          [MASTER, small],
        ]).told,
      ).toEqual([])
      expect(
        show([
          [place, picture],
          [MASTER, cover],
        ]).told,
      ).toEqual(['picture_hidden'])
    },
  )
})

test.each([
  ['a master', MASTER, LAYOUT],
  ['a layout', LAYOUT, SLIDE],
  ['a master, in front of its layout', MASTER, SLIDE],
] as const)('T-147 words of %s that every slide covers are told', (_, below, above) => {
  expect(show([[below, words]]).told).toEqual([])
  expect(
    show([
      [below, words],
      [above, small],
    ]).told,
  ).toEqual([])
  expect(
    show([
      [below, words],
      [above, cover],
    ]).told,
  ).toContain('hidden')
})
