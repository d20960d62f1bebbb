/*
 * Blanks that nobody sees: at the ends of lines, before a tab, twice between two words, and ends of lines of two kinds.
 * Which of them stands where could be a text of its own.
 */

export interface Blanks {
  readonly text: string
  /** The first line in which blanks stay that may be a mark, from 1; `null` for none. */
  readonly line: number | null
}

const ENDS = /\r\n|[\n\r\u{2028}\u{2029}]/u
/** Behind the last sign of a word, blanks that may begin a column. The oldest browsers cannot look behind them. */
const GAP = /(\S)( {2,}|[ \t]*\t[ \t]*)(?=\S)/gu

/** Text that is no table. Columns and what stands at the front of a line are kept: they are seen. */
export function plainBlanks(text: string): Blanks {
  const kinds = new Set(text.match(new RegExp(ENDS, 'gu')))
  const lines = text
    .split(ENDS)
    .map((line) =>
      line.replace(/[ \t]+$/, '').replace(/^\s+/, (front) => front.replace(/ +(?=\t)/g, '')),
    )
  const gaps = lines.map(gapsIn)
  const plain = lines.map((line, n) => {
    const beside = new Set([...(gaps[n - 1] ?? []), ...(gaps[n + 1] ?? [])].flat())
    let at = 0
    return line.replace(GAP, (_, word: string, gap: string) => {
      const isColumn = gaps[n]?.[at]?.some((edge) => beside.has(edge))
      at += 1
      if (isColumn !== true) return `${word} `
      return word + (gap.includes('\t') ? gap.replaceAll(' ', '') : gap)
    })
  })
  while (plain.length > 2 && plain.at(-1) === '' && plain.at(-2) === '') plain.pop()
  const end = kinds.size === 1 ? ([...kinds][0] ?? '\n') : '\n'
  return { text: plain.join(/[\u2028\u2029]/.test(end) ? '\n' : end), line: mixedFront(plain) }
}

/** Where the words behind gaps begin and end: two lines above each other that share such a place are a table. */
function gapsIn(line: string): readonly (readonly string[])[] {
  return [...line.matchAll(GAP)].map(({ 0: match, 2: gap = '', index }) => {
    if (gap.includes('\t')) return ['tab']
    const from = index + match.length
    const end = line.slice(from).search(/\s|$/)
    return [`from ${from}`, `to ${from + end}`]
  })
}

/** Tabs at the front of some lines and blanks at that of others look alike. */
function mixedFront(lines: readonly string[]): number | null {
  const front = (tab: boolean) => lines.findIndex((line) => (tab ? /^\t/ : /^ {2}/).test(line))
  const [tabs, blanks] = [front(true), front(false)]
  return tabs < 0 || blanks < 0 ? null : Math.max(tabs, blanks) + 1
}

/**
 * A table: what stands in a cell is a value, so blanks stay and are told. They are told where they stand at either end
 * of some cells, or twice between two words. Between rows there is one kind of end.
 */
export function tableBlanks(text: string): Blanks {
  let quoted = false
  let [plain, line, last] = ['', 1, null as number | null]
  const rows = text.replace(/"[^"]*"/g, '')
  const mixed = new Set(rows.match(new RegExp(ENDS, 'gu'))).size > 1
  const separator = separatorOf(rows)
  // "a, b, c" is how people write tables; only where it is not everywhere it may be a mark.
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
    if (last !== null || (sign !== ' ' && sign !== '\t') || sign === separator) continue
    const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
    // In quotes a separator is a sign like any other, and two quotes are one.
    const edge = (beside: string, next: number) =>
      beside === '' ||
      (beside === separator && !quoted) ||
      (beside === '"' && !(quoted && text.charAt(next) === '"')) ||
      /[\r\n]/.test(beside)
    const front = edge(before, at - 2) && !(spaced && before === separator && sign === ' ')
    if (front || edge(after, at + 2) || /[ \t]/.test(after)) last = line
  }
  return { text: plain, line: last }
}

function separatorOf(text: string): string {
  const first = text.split(ENDS)[0] ?? ''
  const count = (sign: string) => first.split(sign).length
  return ['\t', ';', ','].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** All cells but the first of each row. */
function cellsOf(rows: string, separator: string): readonly string[] {
  return rows.split(ENDS).flatMap((row) => row.split(separator).slice(1))
}
