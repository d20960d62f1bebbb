import { describe, expect, test } from 'vitest'
import {
  axes,
  bars,
  cat,
  cleanChart,
  group,
  label,
  labels,
  named,
  numbers,
  plain,
  points,
  rich,
  series,
  shown,
  val,
  values,
  words,
} from './made-charts.ts'

const WORD = 'SeedWord77'
const pie = (inside: string, kind = 'pie') =>
  `<c:${kind}Chart>${val('varyColors', 1)}${inside}</c:${kind}Chart>`
const off = val('tickLblPos', 'none')
const namedTrend = `<c:trendline><c:name>${WORD}</c:name>${val('trendlineType', 'linear')}</c:trendline>`
const trend = (inside: string) =>
  `<c:trendline>${val('trendlineType', 'linear')}${inside}<c:trendlineLbl>${rich(WORD)}</c:trendlineLbl></c:trendline>`
const units = (inside: string) =>
  `<c:dispUnits>${inside}<c:dispUnitsLbl>${rich(WORD)}</c:dispUnitsLbl></c:dispUnits>`
const legend = (gone = '') =>
  `<c:legend>${gone && `<c:legendEntry>${val('idx', gone)}${val('delete', 1)}</c:legendEntry>`}</c:legend>`
const seed = cat(WORD, 'b')
const title = `<c:title>${rich(WORD)}</c:title>`
const withTable = '<c:dTable/>'

describe('T-147 Office: words of a chart that nothing draws are in no copy', () => {
  test.each<readonly [string, string, string?, string?]>([
    ['categories whose axis has no labels', bars(series(seed + plain), off)],
    ['categories of a group whose axis is not there', group('bar', series(seed + plain))],
    [
      'levels of categories whose axis has no labels',
      bars(
        series(
          `<c:cat><c:multiLvlStrRef><c:multiLvlStrCache>${val('ptCount', 1)}<c:lvl>${points([WORD])}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>${plain}`,
        ),
        off,
      ),
    ],
    [
      'years whose axis has no labels',
      bars(series(`<c:cat>${numbers(1990, 77123456)}</c:cat>${plain}`), off),
    ],
    [
      'words on an axis of days that has no labels',
      group('line', series(seed + plain)) + axes(off, '', ['dateAx', 'valAx']),
    ],
    [
      'written categories whose axis has no labels',
      bars(
        series(`<c:cat><c:strLit>${val('ptCount', 1)}${points([WORD])}</c:strLit></c:cat>${plain}`),
        off,
      ),
    ],
    ['categories of a pie without a legend', pie(series(seed + plain)), ''],
    ['a category of a pie that left its legend', pie(series(seed + plain)), legend('0')],
    [
      'categories of a ring whose legend is of its series',
      `<c:doughnutChart>${val('varyColors', 0)}${series(seed + plain)}</c:doughnutChart>`,
    ],
    ['the name of a pie whose legend is of its points', pie(series(named(WORD) + plain))],
    [
      'a second series of a pie',
      pie(series(plain) + series(named(WORD) + labels(label(rich(WORD) + shown)) + plain)),
    ],
    [
      'words as places of a scatter',
      group('scatter', series(`<c:xVal>${words(WORD)}</c:xVal><c:yVal>${numbers(1)}</c:yVal>`)) +
        axes('', '', ['valAx', 'valAx']),
    ],
    [
      'words as places of bubbles',
      group(
        'bubble',
        series(
          `<c:xVal>${words(WORD)}</c:xVal><c:yVal>${numbers(1)}</c:yVal><c:bubbleSize>${numbers(1)}</c:bubbleSize>`,
        ),
      ) + axes('', '', ['valAx', 'valAx']),
    ],
    [
      'words as sizes of bubbles',
      group(
        'bubble',
        series(`<c:yVal>${numbers(1)}</c:yVal><c:bubbleSize>${words(WORD)}</c:bubbleSize>`),
      ) + axes('', '', ['valAx', 'valAx']),
    ],
    ['words as values', bars(series(`<c:val>${words(WORD)}</c:val>`))],
    [
      'words as bars of an error',
      bars(series(`<c:errBars><c:plus>${words(WORD)}</c:plus></c:errBars>${plain}`)),
    ],
    [
      'a label of a point that is not there',
      bars(series(labels(label(rich(WORD) + shown, 99)) + plain)),
    ],
    [
      'a label of a point without a value',
      bars(series(labels(label(rich(WORD) + shown, 1)) + values(1, undefined))),
    ],
    [
      'a label that was taken out',
      bars(series(labels(label(rich(WORD) + val('delete', 1))) + plain)),
    ],
    ['a label of a group', bars(series(plain) + labels(label(rich(WORD) + shown)))],
    [
      'categories that labels show of another point',
      bars(series(labels(label(val('showCatName', 1), 1)) + seed + plain), off),
    ],
    [
      'categories that labels show of a point that is not there',
      bars(series(labels(label(val('showCatName', 1), 7)) + seed + plain), off),
    ],
    [
      'categories of labels that other words stand for',
      bars(series(labels(label(rich('b') + val('showCatName', 1))) + seed + plain), off),
    ],
    [
      'categories that only labels of the group would show',
      bars(series(labels(shown) + seed + plain) + labels(val('showCatName', 1)), off),
    ],
    [
      'a name that labels would show which are switched off',
      bars(series(named(WORD) + labels(val('delete', 1) + val('showSerName', 1)) + plain)),
      '',
    ],
    [
      'the name of a surface without an axis of series',
      group('surface', series(named(WORD) + plain)) + axes(),
    ],
    [
      'the name of a series whose axis has no labels',
      group('bar3D', series(named(WORD) + plain) + val('axId', 3)) +
        axes() +
        `<c:serAx>${val('axId', 3)}${off}</c:serAx>`,
      '',
    ],
    ['a trend line without a formula', bars(series(trend(val('dispEq', 0)) + plain))],
    ['the name of a trend line without a legend', bars(series(namedTrend + plain)), ''],
    [
      'the name of a trend line that was taken out of the legend',
      bars(series(namedTrend + plain)),
      `<c:legend><c:legendEntry>${val('idx', 1)}${val('delete', 1)}</c:legendEntry></c:legend>`,
    ],
    ['the name of a trend line of a pie', pie(series(namedTrend + plain))],
    ['a trend line of a pie', pie(series(trend(val('dispEq', 1)) + plain))],
    [
      'the unit of an axis that is not drawn',
      bars(series(plain), '', val('delete', 1) + units(val('builtInUnit', 'thousands'))),
    ],
    ['a unit that says none', bars(series(plain), '', units(''))],
    ['the unit of an axis of words', bars(series(plain), units(val('builtInUnit', 'thousands')))],
    [
      'the title of an axis that nothing stands on',
      `${group('bar', series(plain))}${axes()}<c:valAx>${val('axId', 9)}${title}</c:valAx>`,
    ],
    ['the title of an axis of a radar', group('radar', series(plain)) + axes(title)],
    ['a table under a pie', pie(series(seed + plain)) + withTable, ''],
    [
      'labels of a pivot chart',
      bars(series(plain)),
      '',
      `<c:autoTitleDeleted val="1"/><c:pivotFmts><c:pivotFmt>${val('idx', 0)}${label(rich(WORD) + shown)}</c:pivotFmt></c:pivotFmts>`,
    ],
    ['a title that is in the legend', bars(series(plain)), `<c:legend>${title}</c:legend>`],
    [
      'a format of categories without labels',
      bars(series(`<c:cat>${numbers(1).replace('General', `0"${WORD}"`)}</c:cat>${plain}`), off),
    ],
  ])('%s', (_, plot, after, before) => {
    const { all, stays, findings } = cleanChart(plot, after, before)
    expect(all).not.toMatch(/SeedWord77|77123456/)
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
  })

  test.each<readonly [string, string, string?, string?]>([
    ['categories on their axis', bars(series(seed + plain))],
    [
      'categories on an axis of days',
      group('line', series(seed + plain)) + axes('', '', ['dateAx', 'valAx']),
    ],
    ['categories around a radar', group('radar', series(seed + plain)) + axes()],
    ['categories of a pie in its legend', pie(series(seed + plain))],
    [
      'categories of a pie in its labels',
      pie(series(labels(val('showCatName', 1)) + seed + plain)),
      '',
    ],
    ['categories of a ring in its legend', pie(series(seed + plain), 'doughnut')],
    [
      'categories in the legend of bars of many colours',
      bars(val('varyColors', 1) + series(seed + plain), off),
    ],
    [
      'a category in one label',
      bars(series(labels(label(val('showCatName', 1))) + seed + plain), off),
    ],
    [
      'categories in labels of the group',
      bars(series(seed + plain) + labels(val('showCatName', 1)), off),
    ],
    ['categories in the table', bars(series(seed + plain), off) + withTable, ''],
    ['the name of a trend line in the legend', bars(series(namedTrend + plain))],
    ['a name in the legend', bars(series(named(WORD) + plain))],
    ['a name in the table', bars(series(named(WORD) + plain)) + withTable, ''],
    ['a name in labels', bars(series(named(WORD) + labels(val('showSerName', 1)) + plain)), ''],
    [
      'a name as the title of the only series',
      bars(series(named(WORD) + plain)),
      '',
      val('autoTitleDeleted', 0),
    ],
    [
      'the name of a pie as its title',
      pie(series(named(WORD) + plain)),
      '',
      `<c:title/>${val('autoTitleDeleted', 0)}`,
    ],
    [
      'a name on the axis of series',
      group('bar3D', series(named(WORD) + plain) + val('axId', 3)) +
        axes() +
        `<c:serAx>${val('axId', 3)}</c:serAx>`,
      '',
    ],
    ['a label of a point', bars(series(labels(label(rich(WORD) + shown)) + plain))],
    [
      'a label of a point whose values the cells have',
      bars(
        series(
          `${labels(label(rich(WORD) + shown))}<c:val><c:numRef><c:f>S!$B$1:$B$2</c:f></c:numRef></c:val>`,
        ),
      ),
    ],
    ['a trend line with its formula', bars(series(trend(val('dispEq', 1)) + plain))],
    ['the unit of an axis', bars(series(plain), '', units(val('builtInUnit', 'thousands')))],
    ['the title of an axis', bars(series(plain), title)],
    ['a title', bars(series(plain)), '', title],
  ])('but those stay that are drawn: %s', (_, plot, after, before) => {
    const { chart, stays } = cleanChart(plot, after, before)
    expect(chart).toContain(WORD)
    expect(stays).toEqual([])
  })

  const many = (n: number) => points(Array.from({ length: n }, () => 1))
  const levels = (all: string) =>
    `<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>${all}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>`
  test.each([
    [
      'points of a series',
      bars(
        series(cat('a')) +
          series(
            levels(many(16_000)) +
              `<c:val><c:numRef><c:numCache>${many(16_000)}</c:numCache></c:numRef></c:val>`,
          ) +
          labels(val('showCatName', 0)),
      ),
    ],
    ['series of a group', bars(val('varyColors', 1) + series('<c:cat/>').repeat(20_000))],
  ])(
    'however many %s there are',
    (_, plot) => {
      const start = process.cpuUsage()
      cleanChart(plot)
      expect(process.cpuUsage(start).user).toBeLessThan(10_000_000)
    },
    60_000,
  )

  test('an axis keeps as many places as it had', () => {
    const { chart } = cleanChart(bars(series(seed + plain), off))
    expect(chart).toMatch(/<c:cat>.*<c:ptCount val="2"\/>.*<\/c:cat>/)
  })
})
