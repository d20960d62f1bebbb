import { describe, expect, test } from 'vitest'
import { isLanguage } from '#metadata/strip/office/languages.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { ordinaryDocx } from './office-documents.ts'
import { readable } from './readable.ts'

const DOCUMENT = 'word/document.xml'
const SEED = 'SeedWord77'
const run = (properties: string, words: string) =>
  `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r></w:p>`
const copyOf = (body: string) =>
  readable(
    stripOoxml(changed(ordinaryDocx, DOCUMENT, '<w:sectPr w:rsidR', `${body}<w:sectPr w:rsidR`))
      .bytes,
  ).join('\n')
const inSettings = (setting: string) =>
  readable(
    stripOoxml(
      changed(ordinaryDocx, 'word/settings.xml', '</w:settings>', `${setting}</w:settings>`),
    ).bytes,
  ).join('\n')

describe('T-147 no mark is left where nobody looks in a Word text', () => {
  test.each(['en-US', 'de-CH', 'zh-Hant-TW', 'sr-Latn-RS', 'ar-SA', 'x-none', 'CH', 'Hans', ''])(
    'a language that programs offer stays: %s',
    (tag) => expect(isLanguage(tag)).toBe(true),
  )

  test.each(['se-ED', 'wo-RD', 'xx-77', 'en-QQ', 'abc', 'de-CH-AT', 'Seed', 'ED'])(
    'a tag that spells something else does not: %s',
    (tag) => {
      expect(isLanguage(tag)).toBe(false)
      expect(copyOf(run(`<w:lang w:val="${tag}"/>`, 'a'))).not.toContain(`w:lang w:val="${tag}"`)
    },
  )

  test.each([
    '<w:drawingGridHorizontalSpacing w:val="7355608"/>',
    '<w:summaryLength w:val="7355608"/>',
    '<w:defaultTabStop w:val="7355608"/>',
    '<w:hyphenationZone w:val="7355608"/>',
    '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="7355608"/>',
    '<w:listSeparator w:val="7355608"/>',
    '<w:stylePaneFormatFilter w:val="7355608"/>',
  ])('a number that shapes no page goes: %s', (setting) => {
    expect(inSettings(setting)).not.toContain('7355608')
  })

  test('what shapes a page stays', () => {
    const copy = inSettings(
      '<w:autoHyphenation/><w:hyphenationZone w:val="425"/><w:defaultTabStop w:val="708"/><w:listSeparator w:val=";"/>',
    )
    expect(copy).toContain('hyphenationZone w:val="425"')
    expect(copy).toContain('defaultTabStop w:val="708"')
  })

  test.each([
    ['w:cs', 'no reading', false],
    ['w:eastAsia', 'no reading', false],
    ['w:cs', 'قالت', true],
    ['w:eastAsia', '中文', true],
    ['w:ascii', 'a reading', true],
  ])('a font by %s for "%s"', (at, words, stays) => {
    const copy = copyOf(run(`<w:rFonts ${at}="${SEED}"/>`, words))
    expect(copy.includes(SEED)).toBe(stays)
  })

  test.each([
    ['<a:font script="Jpan" typeface="SeedWord77"/>', 'w:asciiTheme="majorHAnsi"', 'a', false],
    [
      '<a:font script="Jpan" typeface="SeedWord77"/>',
      'w:eastAsiaTheme="majorEastAsia"',
      'か',
      true,
    ],
    ['<a:ea typeface="SeedWord77"/>', 'w:asciiTheme="majorHAnsi"', 'a', false],
    ['<a:latin typeface="SeedWord77"/>', 'w:asciiTheme="minorHAnsi"', 'a', false],
    ['<a:latin typeface="SeedWord77"/>', 'w:asciiTheme="majorHAnsi"', 'a', true],
    [
      '<a:latin typeface="Arial" panose="5EED5EED5EED5EED5EED"/>',
      'w:asciiTheme="majorHAnsi"',
      'a',
      false,
    ],
  ])('of a theme: %s, used as %s by "%s"', (font, used, words, stays) => {
    const text = () =>
      changed(
        ordinaryDocx,
        DOCUMENT,
        '<w:sectPr w:rsidR',
        `${run(`<w:rFonts ${used}/>`, words)}<w:sectPr w:rsidR`,
      )
    // The ordinary text has a box, which draws with the fonts of the theme.
    const plain = () =>
      changed(
        text,
        DOCUMENT,
        /<mc:AlternateContent>.*<\/mc:AlternateContent>/s.exec(readable(text()).join('\n'))?.[0] ??
          '',
        '',
      )
    const made = changed(
      plain,
      'word/theme/theme1.xml',
      '</a:clrScheme>',
      `</a:clrScheme><a:fontScheme name="Office"><a:majorFont>${font}</a:majorFont><a:minorFont><a:latin typeface="Arial"/></a:minorFont></a:fontScheme>`,
    )
    expect(/SeedWord77|5EED/.test(readable(stripOoxml(made).bytes).join('\n'))).toBe(stays)
  })
})
