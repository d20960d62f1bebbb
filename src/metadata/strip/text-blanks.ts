/*
 * Invisible white space in text: at the ends of lines, before a tab, doubled between words, and mixed line endings. Its
 * positions could carry a message.
 */

import { withoutEnd } from '../text-end.ts'

export interface Blanks {
  readonly text: string
  /** Lines, from 1, with white space that stays and may be a mark. */
  readonly lines: readonly number[]
}

const ENDS = /\r\n|[\n\r\u{2028}\u{2029}]/u
/** White space between words. Written without lookbehind, which the oldest supported browsers lack. */
const GAP = /(\S)([ \t]+)(?=\S)/gu
/** Whether it may separate columns. */
const isGap = (blanks: string) => blanks !== ' '

/** Cleans text that is no table. Columns and indentation are visible and stay. */
export function plainBlanks(text: string): Blanks {
  const kinds = new Set(text.match(new RegExp(ENDS, 'gu')))
  const lines = text
    .split(ENDS)
    .map((line) =>
      plainWidths(withoutEnd(line, ' \t\u3000')).replace(/^\s+/, (front) =>
        front.replace(/ +(\t?)/g, (blanks, tab: string) => tab || blanks),
      ),
    )
  const gaps = lines.map(gapsIn)
  const plain = lines.map((line, n) => {
    const beside = new Set([...(gaps[n - 1] ?? []), ...(gaps[n + 1] ?? [])].flat())
    let at = 0
    return line.replace(GAP, (whole, word: string, gap: string) => {
      if (!isGap(gap)) return whole
      const isColumn = gaps[n]?.[at]?.some((edge) => beside.has(edge))
      at += 1
      if (isColumn !== true) return `${word} `
      return word + (gap.includes('\t') ? gap.replaceAll(' ', '') : gap)
    })
  })
  while (plain.length > 2 && plain.at(-1) === '' && plain.at(-2) === '') plain.pop()
  const end = kinds.size === 1 ? ([...kinds][0] ?? '\n') : '\n'
  return { text: plain.join(/[\u2028\u2029]/.test(end) ? '\n' : end), lines: mixedFront(plain) }
}

/** The blank of a whole sign's width is written between signs of that width; between other letters it is a blank. */
const plainWidths = (line: string): string =>
  line.replace(/([^\u3000]?)(\u3000+)/gu, (whole, before: string, _, at: number) => {
    const after = String.fromCodePoint(line.codePointAt(at + whole.length) ?? 0x3000)
    return before === '' || WIDE.test(before) || WIDE.test(after) ? whole : `${before} `
  })
const WIDE = /[\p{Ideographic}\u3000-\u312f\uac00-\ud7a3\uff00-\uffef]/u

/** Positions where gaps begin and end: two adjacent lines that share one are a table. */
function gapsIn(line: string): readonly (readonly string[])[] {
  const gaps = [...line.matchAll(GAP)].filter(({ 2: gap = '' }) => isGap(gap))
  return gaps.map(({ 0: match, 2: gap = '', index }) => {
    if (gap.includes('\t')) return ['tab']
    const from = index + match.length
    const end = line.slice(from).search(/\s|$/)
    return [`from ${from}`, `to ${from + end}`]
  })
}

/**
 * Lines at which indentation by tabs and by spaces is mixed, which look alike: those by whichever of both comes later.
 */
function mixedFront(lines: readonly string[]): readonly number[] {
  const fronts = [/^\t/, /^ {2}/].map((front) =>
    lines.flatMap((line, n) => (front.test(line) ? [n + 1] : [])),
  )
  const [one = [], other = []] = fronts.sort(([a = 0], [b = 0]) => a - b)
  return one.length === 0 ? [] : other
}

/**
 * Cleans a table (CSV). Cells hold values, so white space in them stays and is reported where it is at the ends of only
 * some cells, or doubled between words. Line endings between rows become one kind.
 */
export function tableBlanks(text: string): Blanks {
  let quoted = false
  let [plain, line] = ['', 1]
  const lines = new Set<number>()
  const rows = text.replace(/"[^"]*"/g, '')
  const mixed = new Set(rows.match(new RegExp(ENDS, 'gu'))).size > 1
  const separator = separatorOf(rows)
  // "a, b, c" is a usual style; a space behind only some separators may be a mark.
  const spaced = cellsOf(rows, separator).every((cell) => cell === '' || /^ \S/.test(cell))
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '"') quoted = !quoted
    const end = /^(?:\r\n|[\n\r\u{2028}\u{2029}])/u.exec(text.slice(at, at + 2))?.[0]
    if (end !== undefined) {
      plain += mixed && !quoted ? '\n' : end
      at += end.length - 1
      line += 1
      continue
    }
    plain += sign
    if (!/[ \t\u3000]/.test(sign) || sign === separator) continue
    const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
    // Inside quotes a separator is text, and two quotes stand for one.
    const edge = (beside: string, next: number) =>
      beside === '' ||
      (beside === separator && !quoted) ||
      (beside === '"' && !(quoted && text.charAt(next) === '"')) ||
      /[\r\n]/.test(beside)
    const front = edge(before, at - 2) && !(spaced && before === separator && sign === ' ')
    if (front || edge(after, at + 2) || /[ \t\u3000]/.test(after)) lines.add(line)
  }
  return { text: plain, lines: [...lines] }
}

function separatorOf(text: string): string {
  const first = text.split(ENDS)[0] ?? ''
  const count = (sign: string) => first.split(sign).length
  return ['\t', ';', ','].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** Cells of all rows, without the first of each. */
function cellsOf(rows: string, separator: string): readonly string[] {
  return rows.split(ENDS).flatMap((row) => row.split(separator).slice(1))
}
