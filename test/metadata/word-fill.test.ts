import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryDocx } from './office-documents.ts'
import { readable } from './readable.ts'

const DOCUMENT = 'word/document.xml'
const rgb = (hex: string, inside = '') => `<w14:srgbClr w14:val="${hex}">${inside}</w14:srgbClr>`
const scheme = (name: string, inside = '') =>
  `<w14:schemeClr w14:val="${name}">${inside}</w14:schemeClr>`
const by = (name: string, value: number) => `<w14:${name} w14:val="${value}"/>`
const solid = (colour: string) => `<w14:solidFill>${colour}</w14:solidFill>`
const course = (...colours: readonly string[]) =>
  `<w14:gradFill><w14:gsLst>${colours.map((one) => `<w14:gs w14:pos="0">${one}</w14:gs>`).join('')}</w14:gsLst></w14:gradFill>`
const fill = (inside: string) => `<w14:textFill>${inside}</w14:textFill>`
const around = (name: string, inside: string) =>
  `<w14:${name} w14:blurRad="38100" w14:dist="22860">${inside}</w14:${name}>`
const WHITE = '<w:color w:val="FFFFFF"/>'
const edge = (inside: string) => `<w14:textOutline w14:w="9525">${inside}</w14:textOutline>`

function cleaned(properties: string, words = 'VISIBLE') {
  const run = `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r></w:p>`
  const { bytes, stays } = stripOoxml(changed(ordinaryDocx, DOCUMENT, '<w:body>', `<w:body>${run}`))
  const text = readable(bytes).join('\n')
  expect(text).toContain(words)
  expect(text).not.toContain('textFill')
  return { text, kinds: stays.map(({ kind }) => kind) }
}
const BLACK = '<w:color w:val="000000"/>'
const CLEAR = by('alpha', 100_000)

describe('T-147 words that newer Word draws in nothing, or in the colour of the paper, are told', () => {
  test.each([
    ['without a fill', fill('<w14:noFill/>')],
    ['in white with an edge of white', WHITE + edge(solid(rgb('FFFFFF')))],
    ['in white with an edge that is seen through', WHITE + edge(solid(rgb('C00000', CLEAR)))],
    [
      'in white with an edge that nobody sees',
      WHITE + edge(solid(rgb('C00000'))).replace('9525', '1'),
    ],
    ['without a fill, with a shadow', fill('<w14:noFill/>') + around('shadow', rgb('000000'))],
    ['without a fill or an edge', fill('<w14:noFill/>') + edge('<w14:noFill/>')],
    ['in white', BLACK + fill(solid(rgb('FFFFFF')))],
    ['in nearly white', BLACK + fill(solid(rgb('F2F2F2')))],
    ['in white that was black', BLACK + fill(solid(rgb('000000', by('lumOff', 100_000))))],
    ['in the white of the theme', BLACK + fill(solid(scheme('bg1')))],
    ['in a colour of the theme made white', fill(solid(scheme('tx1', by('lum', 100_000))))],
    ['in a black that is seen through', BLACK + fill(solid(rgb('000000', CLEAR)))],
    ['in a black that is nearly seen through', fill(solid(rgb('000000', by('alpha', 95_000))))],
    ['in a grey that is half seen through', fill(solid(rgb('CCCCCC', by('alpha', 50_000))))],
    ['in a course of white', BLACK + fill(course(rgb('FFFFFF'), rgb('FEFEFE')))],
    ['in a course that is seen through', fill(course(rgb('000000', CLEAR), rgb('0000FF', CLEAR)))],
  ])('%s', (_, properties) => {
    expect(cleaned(properties).kinds).not.toEqual([])
  })

  test.each([
    ['in plain white with an edge', WHITE + edge(solid(rgb('C00000')))],
    ['in plain white with an edge of the theme', WHITE + edge(solid(scheme('tx1')))],
    ['in plain white with a shadow', WHITE + around('shadow', rgb('000000', by('alpha', 60_000)))],
    ['in white with a glow', fill(solid(rgb('FFFFFF'))) + around('glow', rgb('C00000'))],
    [
      'in white with a black edge on black',
      `<w:shd w:val="clear" w:fill="000000"/>${fill(solid(rgb('FFFFFF')))}${edge(solid(rgb('000000')))}`,
    ],
    ['in black', fill(solid(rgb('000000')))],
    ['in the black of the theme', fill(solid(scheme('tx1')))],
    ['in a colour of the theme', fill(solid(scheme('accent1', by('lumMod', 75_000))))],
    ['in white with an edge', fill(solid(rgb('FFFFFF'))) + edge(solid(rgb('000000')))],
    ['without a fill, with an edge', fill('<w14:noFill/>') + edge(solid(rgb('FF0000')))],
    ['in a course that begins in white', fill(course(rgb('FFFFFF'), rgb('0000FF')))],
    ['in a red that is a little seen through', fill(solid(rgb('FF0000', by('alpha', 30_000))))],
    ['in white on black', `<w:shd w:val="clear" w:fill="000000"/>${fill(solid(rgb('FFFFFF')))}`],
  ])('and nobody is told of words %s', (_, properties) => {
    expect(cleaned(properties).kinds).toEqual([])
  })

  test('the copy shows them in the colour that they had', () => {
    expect(cleaned(BLACK + fill(solid(rgb('C00000')))).text).toContain('C00000')
    const themed = cleaned(fill(solid(scheme('accent2', by('lumMod', 75_000))))).text
    const large = cleaned(`<w:b/>${BLACK}<w:sz w:val="96"/>${fill(solid(rgb('C00000')))}`).text
    expect(large).toMatch(/<w:b\/><w:color w:val="C00000"\/><w:sz w:val="96"\/>/)
    expect(cleaned(WHITE + edge(solid(rgb('C00000')))).text).toContain('<w:color w:val="C00000"/>')
    const dark = `<w:shd w:val="clear" w:fill="000000"/>${WHITE}`
    expect(cleaned(dark + edge(solid(rgb('C00000')))).text).toContain('<w:color w:val="FFFFFF"/>')
    expect(themed).toContain('w:themeColor="accent2" w:themeShade="BF"')
  })

  test('no attribute of a fill takes words of its own into the copy', () => {
    expect(cleaned(fill(solid(scheme('AnnaWong')))).text).not.toContain('AnnaWong')
    expect(cleaned(fill(solid(rgb('AnnaWong')))).text).not.toContain('AnnaWong')
    expect(cleaned(WHITE + edge(solid(scheme('AnnaWong')))).text).not.toContain('AnnaWong')
  })
})
