import { describe, expect, test } from 'vitest'
import { odfValue } from '#metadata/strip/odf/attribute-values.ts'
import { ooxmlValue } from '#metadata/strip/ooxml/values.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import odf from '../../src/metadata/strip/odf/vocabulary.json' with { type: 'json' }
import ooxml from '../../src/metadata/strip/ooxml/vocabulary.json' with { type: 'json' }
import { changedParts } from './changed.ts'
import { ordinaryXlsx } from './office-documents.ts'
import { readable } from './readable.ts'

type Spelt = (element: string, at: string, value: string) => string | undefined
type Lists = Readonly<Record<string, readonly string[]>>

const namesIn = (list: string | undefined) =>
  (list ?? '')
    .split(' ')
    .map((one) => one.replace(/=.*/, ''))
    .filter((one) => /^[\w-]+$/.test(one))

/**
 * Every attribute, as `element@name`: on an element that has no type of its own for it, on each that has one, and those
 * whose words differ by element on each.
 */
function pairs(lists: Lists, isQualified: (key: string) => boolean): readonly [string, string][] {
  return Object.entries(lists).flatMap(([key, [elements, attributes]]) =>
    (attributes ?? '').split(' ').flatMap((entry): [string, string][] => {
      const [, element = 'any', name = ''] = /^(?:([\w-]+)\/)?([\w-]+)(?:=|$)/.exec(entry) ?? []
      if (name === '') return []
      const at = isQualified(key) ? `${key}:${name}` : name
      const on = /^(val|type|prst|t)$/.test(name) ? namesIn(elements) : [element]
      return on.map((one) => [`${key}:${one}`, at])
    }),
  )
}
const WORD = pairs(ooxml, (key) => /^(w|m|o|w10|wp14|x14|r|xml|mc)$/.test(key))
const OPEN = pairs(odf, () => true)

const significant = (value: string) => value.replace(/\D/g, '').replace(/^0+|0+$/g, '').length
/** Attributes where this value stays and has more than ten digits, by name. */
const keeping = (all: readonly [string, string][], spelt: Spelt, values: readonly string[]) => [
  ...new Set(
    all
      .filter(([element, at]) =>
        values.some((value) => significant(spelt(element, at, value) ?? '') > 10),
      )
      .map(([element, at]) => (all === OPEN ? at : `${element}@${at}`)),
  ),
]
const LONG = [
  '10847731090511048',
  '000000000000000010847',
  `0.${'1084773109051'.repeat(2)}`,
  `${'1084773109051'.repeat(9)}`,
  '22.00000000004471',
  '+1.000000000044710e1',
  '1084773109051.5cm',
  'FFEEDDCCBBAA99887766',
  'P108477310Y5110DT48H',
]
const SPELT = ['+22', '00000000000000022', '22.', '22.000', '2.2e1', '220e-1', '.22E+2']

describe('T-147 a number in an attribute has the type of the attribute, and a spelling of ours', () => {
  test('of Word, Excel and PowerPoint none has more than ten digits but where text is free', async () => {
    const left = keeping(WORD, ooxmlValue, LONG)
    await expect(`${left.join('\n')}\n`).toMatchFileSnapshot('cases/long-numbers-office.txt')
  })

  test('of OpenDocument none has more than ten digits but where text is free, and values of cells', async () => {
    const left = keeping(OPEN, odfValue, LONG)
    await expect(`${left.join('\n')}\n`).toMatchFileSnapshot('cases/long-numbers-open.txt')
  })

  test.each([
    ['Office', WORD, ooxmlValue],
    ['OpenDocument', OPEN, odfValue],
  ] as const)('%s: two spellings of a number give one, or neither stays', (_, all, spelt) => {
    const free = new Set(keeping(all, spelt, [LONG[3] ?? '']))
    const differ = all.filter(([element, at]) => {
      if (free.has(all === OPEN ? at : `${element}@${at}`)) return false
      const plain = spelt(element, at, '22')
      return SPELT.some((value) => {
        const other = spelt(element, at, value)
        return other !== undefined && other !== plain
      })
    })
    expect(differ.map(([element, at]) => `${element}@${at}`)).toEqual([])
  })

  test.each([
    ['w:wordWrap', 'w:val'],
    ['w:qFormat', 'w:val'],
    ['w:semiHidden', 'w:val'],
    ['w:noProof', 'w:val'],
    ['w:mirrorMargins', 'w:val'],
    ['a:spLocks', 'noRot'],
    ['s:xf', 'applyFont'],
    ['s:row', 'thickBot'],
    ['s:row', 'ph'],
    ['s:workbookPr', 'filterPrivacy'],
    ['c:roundedCorners', 'val'],
    ['v:shape', 'filled'],
    ['a:rPr', 'b'],
  ])('%s %s is a switch: 0 and 1, and no other number', (element, at) => {
    const [one, none] = element === 'v:shape' ? ['t', 'f'] : ['1', '0']
    expect(ooxmlValue(element, at, one)).toBe(one)
    expect(ooxmlValue(element, at, none)).toBe(none)
    for (const value of ['2', '-1', '00', '10847731', '1.0', 'FF'])
      expect([value, ooxmlValue(element, at, value)]).toEqual([value, undefined])
  })

  test.each([
    ['style:paragraph-properties', 'style:justify-single-word'],
    ['style:paragraph-properties', 'style:register-true'],
    ['style:paragraph-properties', 'style:snap-to-layout-grid'],
    ['style:text-properties', 'fo:hyphenate'],
    ['text:linenumbering-configuration', 'text:number-lines'],
    ['chart:plot-area', 'chart:vertical'],
  ])('%s %s is a switch: true and false, and no number', (element, at) => {
    expect(odfValue(element, at, 'true')).toBe('true')
    expect(odfValue(element, at, 'false')).toBe('false')
    for (const value of ['7731', '0.5', '00'])
      expect([value, odfValue(element, at, value)]).toEqual([value, undefined])
  })

  test.each([
    ['v:shape', 'adj', 'C,o,p,y,_,f,o,r'],
    ['v:shape', 'adj', Array(9).fill('1').join()],
    ['v:textbox', 'inset', '1,2,3,4,5'],
    ['v:shape', 'limo', 'a,b'],
    ['v:path', 'o:connectlocs', 'C;o;p;y'],
    ['v:path', 'textboxrect', 'C,o,p,y'],
    ['v:shape', 'wrapcoords', 'C o p y'],
    ['v:shape', 'path', 'm0,0 v a r'],
    ['v:shape', 'path', 'm0,0l1,1xexexexex'],
    ['p:animMotion', 'path', 'M C L Z'],
  ])('%s %s="%s" is no list of its kind', (element, at, value) => {
    expect(ooxmlValue(element, at, value)).toBe(undefined)
  })

  test.each([
    ['draw:enhanced-path', 'M 0 0 L 1 1 Z N C o p y'],
    ['draw:enhanced-path', 'M 0 0 L 1 1 Z N Z N S F S F'],
    ['draw:glue-points', 'C o p y'],
    ['draw:text-areas', '0 0 C o'],
    ['draw:text-areas', Array(33).fill('1').join(' ')],
    ['draw:modifiers', 'M a r i a'],
    ['draw:transform', 'maria (1)'],
    ['svg:d', 'm a r i a'],
  ])('%s="%s" is no list of its kind', (at, value) => {
    expect(odfValue('draw:enhanced-geometry', at, value)).toBe(undefined)
  })
})

describe('T-147 numbers of a workbook that say nothing are in no copy', () => {
  const copyOf = (styles: string, cells = '<c r="B1"><v>42</v></c>') => {
    const made = changedParts(ordinaryXlsx, {
      'xl/styles.xml': (text) => text.replace('</fonts>', `</fonts>${styles} `),
      'xl/worksheets/sheet1.xml': (text) => text.replace('<c r="B1"><v>42</v></c>', `${cells} `),
    })
    return readable(stripOoxml(made).bytes).join('\n')
  }
  const COLOUR = 'FF4D6172'
  const palette = (at: number) =>
    Array.from({ length: 64 }, (_, n) => `<rgbColor rgb="${n === at ? COLOUR : 'FF69614D'}"/>`)
  const filled = (colour: string) =>
    `<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor ${colour}/></patternFill></fill></fills>
     <cellXfs><xf/><xf fillId="2" applyFill="1"/></cellXfs>`

  test('colours that were chosen last, and a palette of which no cell uses a colour', () => {
    const mru = `<mruColors><color rgb="${COLOUR}"/></mruColors>`
    const read = copyOf(
      `<colors><indexedColors>${palette(5).join('')}</indexedColors>${mru}</colors>`,
    )
    expect(read).not.toMatch(/4D6172|69614D|[iI]ndexedColors|mruColors/)
  })

  test('of a palette the colours that cells use stay, each in its place', () => {
    const read = copyOf(
      `${filled('indexed="12"')}<colors><indexedColors>${palette(12).join('')}</indexedColors></colors>`,
      '<c r="B1" s="1"><v>42</v></c>',
    )
    expect(read).not.toContain('69614D')
    expect([...read.matchAll(/rgbColor rgb="(\w+)"/g)][12]?.[1]).toBe(COLOUR)
  })

  test.each([
    ['n', `5.${'0'.repeat(240)}4471`, '5'],
    ['n', '000000000012', '12'],
    ['n', '1.10000E+0', '1.1'],
    ['n', '0.10000000000000001', '0.1'],
    ['n', '1234567890.1234567', '1234567890.1234567'],
    ['n', '-0', '0'],
    ['b', 'true', '1'],
    ['s', '0000', '0'],
  ])('a cell of type %s keeps %s as programs read it', (type, value, plain) => {
    expect(copyOf('', `<c r="B1" t="${type}"><v>${value}</v></c>`)).toContain(`<v>${plain}</v>`)
  })

  test('how many a list has is counted, and no number of a switch stays', () => {
    const read = copyOf('<cellXfs count="10847731"><xf applyFont="10847731"/></cellXfs>')
    expect(read).not.toContain('10847731')
  })
})
