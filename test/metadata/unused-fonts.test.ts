import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryDocx, ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

const SEED = 'Seed Word 77'
const textOf = (bytes: Uint8Array<ArrayBuffer>) => readable(stripOoxml(bytes).bytes).join('\n')
const inText = (body: string) =>
  textOf(
    changed(ordinaryDocx, 'word/document.xml', '<w:sectPr w:rsidR', `${body}<w:sectPr w:rsidR`),
  )
const font = (name = SEED) => `<w:rPr><w:rFonts w:ascii="${name}"/></w:rPr>`

describe('T-147 names of fonts that draw nothing are in no copy', () => {
  test.each([
    ['a tab', `<w:p><w:r>${font()}<w:tab/></w:r></w:p>`],
    ['a new line', `<w:p><w:r>${font()}<w:br/></w:r></w:p>`],
    ['a blank', `<w:p><w:r>${font()}<w:t xml:space="preserve"> </w:t></w:r></w:p>`],
    ['the end of a paragraph', `<w:p><w:pPr>${font()}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>`],
  ])('of %s', (_, body) => expect(inText(body)).not.toContain(SEED))

  test.each([
    ['words', `<w:p><w:r>${font()}<w:t>a</w:t></w:r></w:p>`],
    [
      'the number of a list',
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${font()}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>`,
    ],
    [
      'a blank between such words',
      `<w:p><w:r>${font()}<w:t>a</w:t></w:r><w:r>${font()}<w:tab/></w:r></w:p>`,
    ],
  ])('that of %s stays', (_, body) => expect(inText(body)).toContain(SEED))

  test('of formulas, where there is none', () => {
    const math = `<m:mathPr xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:mathFont m:val="${SEED}"/></m:mathPr>`
    const made = changed(ordinaryDocx, 'word/settings.xml', '</w:settings>', `${math}</w:settings>`)
    expect(textOf(made)).not.toContain(SEED)
  })

  const onSlide = (level: number, inside: string, words = 'a') => {
    const paragraph = `<p:sp><p:nvSpPr><p:cNvPr id="40" name="A"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2900000" cy="2900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle><a:lvl${level}pPr>${inside}</a:lvl${level}pPr></a:lstStyle><a:p><a:pPr lvl="1"/><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`
    return textOf(
      changed(ordinaryPptx, 'ppt/slides/slide1.xml', '</p:spTree>', `${paragraph}</p:spTree>`),
    )
  }
  const sign = (char = '•') => `<a:buFont typeface="${SEED}"/><a:buChar char="${char}"/>`

  test('of the sign in front of a paragraph, at a level that no paragraph has', () => {
    expect(onSlide(9, sign())).not.toContain(SEED)
    expect(onSlide(2, sign())).toContain(SEED)
  })

  test('a sign in front of a paragraph is one sign', () => {
    expect(onSlide(2, sign('-A copy for SeedWord'))).not.toContain('SeedWord')
    expect(onSlide(2, sign('-A copy for SeedWord'))).toContain('char="-"')
  })
})
