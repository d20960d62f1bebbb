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
/**
 * White space between words that may separate columns: of more than one blank. Written without lookbehind, which the
 * oldest supported browsers lack.
 */
const GAP = /(\S)( [ \t]+|\t[ \t]*)(?=\S)/gu

/**
 * Each line of a text, what ends it and where the next begins, one after the other: a list of them is several times the
 * text.
 */
export function* linesIn(
  text: string,
  ends: RegExp = ENDS,
): Generator<readonly [line: string, end: string, next: number]> {
  let from = 0
  for (const { 0: end, index } of text.matchAll(new RegExp(ends, 'gu'))) {
    const next = index + end.length
    yield [text.slice(from, index), end, next]
    from = next
  }
  yield [text.slice(from), '', text.length]
}

/** Whether lines end in more than one way. */
function isMixed(text: string): boolean {
  let first = ''
  for (const [, end] of linesIn(text)) {
    first ||= end
    if (end !== '' && end !== first) return true
  }
  return false
}

/** Cleans text that is no table. Columns and indentation are visible and stay. */
export function plainBlanks(text: string): Blanks {
  const [first = ''] = ENDS.exec(text) ?? []
  const end = first === '' || /[\u2028\u2029]/.test(first) || isMixed(text) ? '\n' : first
  const plain: string[] = []
  // A line is read together with those above and below it.
  type Line = { readonly line: string; readonly gaps: readonly Gap[] }
  let [above, here]: (Line | undefined)[] = []
  const add = (below: Line | undefined) => {
    if (here !== undefined) plain.push(plainGaps(here.line, here.gaps, above?.gaps, below?.gaps))
    ;[above, here] = [here, below]
  }
  for (const [whole] of linesIn(text)) {
    const line = plainWidths(withoutEnd(whole, ' \t\u3000')).replace(/^\s+/, (front) =>
      front.replace(/ +(\t?)/g, (blanks, tab: string) => tab || blanks),
    )
    const bare = line.includes('\t') ? line.replace(GAP, withoutBlanks) : line
    add({ line: bare, gaps: gapsIn(bare) })
  }
  add(undefined)
  while (plain.length > 2 && plain.at(-1) === '' && plain.at(-2) === '') plain.pop()
  return { text: plain.join(end), lines: mixedBlanks(plain) }
}

/**
 * A line with one blank in place of each gap that is no column. What is left out stands in the next column of blanks,
 * which stays where it was: so no gap that stays loses the one beside it that it shares an edge with.
 */
function plainGaps(
  line: string,
  gaps: readonly Gap[],
  above: readonly Gap[] = [],
  below: readonly Gap[] = [],
): string {
  if (gaps.length === 0) return line
  const beside = new Set([...above, ...below].flat())
  let [at, shift] = [0, 0]
  return line.replace(GAP, (whole, word: string, gap: string) => {
    const isColumn = gaps[at]?.some((edge) => beside.has(edge)) === true
    at += 1
    if (isColumn && gap.startsWith('\t')) return whole
    const blanks = isColumn ? gap + ' '.repeat(shift) : ' '
    shift = isColumn ? 0 : shift + gap.length - 1
    return word + blanks
  })
}

/** A tab between words has no blanks beside it. */
const withoutBlanks = (whole: string, word: string, gap: string): string =>
  gap.includes('\t') ? word + gap.replaceAll(' ', '') : whole

/** The blank of a whole sign's width is written between signs of that width; between other letters it is a blank. */
const plainWidths = (line: string): string =>
  line.replace(/([^\u3000]?)(\u3000+)/gu, (whole, before: string, _, at: number) => {
    const after = String.fromCodePoint(line.codePointAt(at + whole.length) ?? 0x3000)
    return before === '' || WIDE.test(before) || WIDE.test(after) ? whole : `${before} `
  })
const WIDE = /[\p{Ideographic}\u3000-\u312f\uac00-\ud7a3\uff00-\uffef]/u

/** Where a gap begins and ends: two adjacent lines that share one are a table. */
type Gap = readonly string[]

function gapsIn(line: string): readonly Gap[] {
  // Most lines have none.
  if (!/[^ \t](?: [ \t]|\t)/.test(line)) return []
  return [...line.matchAll(GAP)].map(({ 0: match, 2: gap = '', index }) => {
    if (gap.includes('\t')) return ['tab']
    const from = index + match.length
    const end = line.slice(from).search(/\s|$/)
    return [`from ${from}`, `to ${from + end}`]
  })
}

/**
 * Lines at which tabs and blanks take turns, which look alike: in front, behind as many tabs, and between words. Of each
 * place those by whichever of both comes later.
 */
function mixedBlanks(lines: readonly string[]): readonly number[] {
  const first = new Map<string, '\t' | ' '>()
  const later: number[] = []
  for (const [n, line] of lines.entries()) {
    let isTold = false
    const note = (place: string, sign: '\t' | ' ') => {
      const known = first.get(place) ?? sign
      first.set(place, known)
      if (known !== sign) isTold = true
    }
    let tabs = 0
    while (line.charCodeAt(tabs) === 9) tabs += 1
    for (let depth = 0; depth < Math.min(tabs, DEEPEST); depth += 1) note(`${depth}`, '\t')
    if (line.startsWith('  ', tabs)) note(`${Math.min(tabs, DEEPEST)}`, ' ')
    if (/[^ \t]\t/.test(line)) note('between', '\t')
    if (/[^ \t] {2}/.test(line)) note('between', ' ')
    if (isTold) later.push(n + 1)
  }
  return later
}
/** Tabs in front that are told apart. */
const DEEPEST = 16

/**
 * Cleans a table (CSV). Cells hold values, so white space in them stays and is reported where it is at the ends of only
 * some cells, or doubled between words. Line endings between rows become one kind.
 */
export function tableBlanks(text: string): Blanks {
  let quoted = false
  let [plain, from, line] = ['', 0, 1]
  const lines = new Set<number>()
  const rows = text.replace(/"[^"]*"/g, '')
  const mixed = isMixed(rows)
  const separator = separatorOf(rows)
  const spaced = isSpaced(rows, separator)
  for (const { 0: sign, index: at } of text.matchAll(TABLE_SIGNS)) {
    if (sign === '"') quoted = !quoted
    else if (!BLANK.test(sign)) {
      if (mixed && !quoted) plain += `${text.slice(from, at)}\n`
      if (mixed && !quoted) from = at + sign.length
      line += 1
    } else if (sign !== separator) {
      const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
      // Inside quotes a separator is text, and two quotes stand for one.
      const edge = (beside: string, next: number) =>
        beside === '' ||
        (beside === separator && !quoted) ||
        (beside === '"' && !(quoted && text.charAt(next) === '"')) ||
        /[\r\n]/.test(beside)
      const front = edge(before, at - 2) && !(spaced && before === separator && sign === ' ')
      if (front || edge(after, at + 2) || BLANK.test(after)) lines.add(line)
    }
  }
  return { text: plain + text.slice(from), lines: [...lines] }
}

/** What matters in a table: quotes, blanks and ends of lines. */
const TABLE_SIGNS = /["\n \t\u3000\u2028\u2029]|\r\n?/gu
const BLANK = /[ \t\u3000]/

function separatorOf(text: string): string {
  const [[first] = ['']] = linesIn(text)
  const count = (sign: string) => first.split(sign).length
  return ['\t', ';', ','].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** Whether a blank stands behind every separator: "a, b, c" is a usual style; behind only some it may be a mark. */
function isSpaced(rows: string, separator: string): boolean {
  for (const [row] of linesIn(rows)) {
    const [, ...cells] = row.split(separator)
    if (!cells.every((cell) => cell === '' || /^ \S/.test(cell))) return false
  }
  return true
}
