import { describe, expect, test } from 'vitest'
import { cleanChart } from './made-charts.ts'

/** The chart of a Word text, cleaned. */
function cleaned(plot: string, legend?: string) {
  const { chart, stays } = cleanChart(plot, legend)
  expect(stays).toEqual([])
  return chart
}

const format = (code: string, linked = 0) =>
  `<c:numFmt formatCode="${code.replaceAll('"', '&quot;')}" sourceLinked="${linked}"/>`
interface Looks {
  readonly value?: number
  readonly cache?: string
  readonly label?: string
  readonly axis?: string
  readonly categories?: string
  readonly more?: string
}
const bars = ({
  value = 4,
  cache = '0',
  label = '',
  axis = '',
  categories = '',
  more = '',
}: Looks) =>
  `<c:barChart><c:ser><c:tx><c:v>kept</c:v></c:tx>${label}${more}<c:cat><c:strRef><c:f>S!$A$2</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Monday</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>S!$B$2</c:f><c:numCache><c:formatCode>${cache}</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>${value}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/>${categories}</c:catAx><c:valAx><c:axId val="2"/>${axis}</c:valAx>`
const shown = '<c:showVal val="1"/>'
const WORD = 'SeedWord77'

describe('T-147 Word: what the format of a chart says of numbers that it does not have is in no copy', () => {
  test.each<readonly [string, Looks]>([
    ['below zero, in the values', { cache: `0;"${WORD}"` }],
    ['of zero, in the values', { cache: `0;-0;"${WORD}"` }],
    ['of words, in the values', { value: -1, cache: `0;-0;0;"${WORD}"@` }],
    ['below zero, in labels', { label: `<c:dLbls>${format(`0;"${WORD}"`)}${shown}</c:dLbls>` }],
    [
      'in labels that show nothing',
      {
        label: `<c:dLbls>${format(`0"${WORD}"`)}<c:showVal val="0"/></c:dLbls>`,
      },
    ],
    ['below zero, on an axis', { axis: format(`0;"${WORD}"`) }],
    ['on an axis that takes the format of the values', { axis: format(`0"${WORD}"`, 1) }],
    ['on an axis that is not drawn', { axis: `<c:delete val="1"/>${format(`0"${WORD}"`)}` }],
    [
      'on an axis without numbers at it',
      {
        axis: `${format(`0"${WORD}"`)}<c:tickLblPos val="none"/>`,
      },
    ],
    ['on an axis of words', { categories: format(`0"${WORD}"`) }],
  ])('%s', (_, looks) => {
    const copy = cleaned(bars(looks))
    expect(copy).not.toContain(WORD)
    expect(copy).toContain('Monday')
  })

  test.each<readonly [string, Looks]>([
    ['of what is drawn', { cache: `0"${WORD}"`, axis: format('0', 1) }],
    ['below zero, where there is some', { value: -4, cache: `0;"${WORD}"0` }],
    ['of zero, at the foot of an axis', { axis: format(`0;-0;"${WORD}"`) }],
    [
      'below zero, on an axis that begins there',
      {
        axis: `<c:scaling><c:min val="-5"/></c:scaling>${format(`0;"${WORD}"0`)}`,
      },
    ],
    ['under a condition', { cache: `[&gt;9]0;"${WORD}"0` }],
  ])('but stays %s', (_, looks) => {
    expect(cleaned(bars(looks))).toContain(WORD)
  })

  test('the name of a series that left the legend goes', () => {
    const legend =
      '<c:legend><c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry></c:legend>'
    expect(cleaned(bars({}))).toContain('kept')
    expect(cleaned(bars({}), legend)).not.toContain('kept')
  })
})
