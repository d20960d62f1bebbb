/*
 * Display order of a line with text in both directions: the Unicode Bidirectional Algorithm (UAX #9) without paired
 * brackets. Used to decide whether a directional mark changes what is shown.
 */

type Class = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'BN' | 'ON'
interface Level {
  readonly level: number
  readonly isolates: boolean
}

const CLASSES: readonly (readonly [Class, RegExp])[] = [
  ['EN', /[0-9\u{6f0}-\u{6f9}\u{b2}\u{b3}\u{b9}\u{2070}-\u{2079}]/u],
  ['AN', /[\u{600}-\u{605}\u{660}-\u{669}\u{66b}\u{66c}\u{6dd}]/u],
  ['ES', /[+\-\u{207a}\u{207b}\u{2212}]/u],
  ['ET', /[#%\u{b0}\u{b1}\u{609}\u{60a}\u{66a}\u{2030}-\u{2034}\p{Sc}]/u],
  ['CS', /[,./:\u{a0}\u{60c}\u{202f}\u{2044}]/u],
  ['NSM', /[\p{Mn}\p{Me}]/u],
  [
    'R',
    /[\u{200f}\u{590}-\u{5ff}\u{7c0}-\u{85f}\u{fb1d}-\u{fb4f}\u{10800}-\u{10cff}\u{1e800}-\u{1efff}]/u,
  ],
  ['AL', /[\u{61c}\u{600}-\u{7bf}\u{860}-\u{8ff}\u{fb50}-\u{fdff}\u{fe70}-\u{feff}]/u],
  ['BN', /[\p{Cc}\u{200b}-\u{200d}\u{2060}-\u{2065}\u{feff}]/u],
  ['L', /[\p{L}\p{Mc}\p{N}\u{200e}]/u],
]
/** Characters that open an embedding, an override or an isolate, and those that close one. */
const CONTROL = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u
const MARK = /[\u{200e}\u{200f}\u{61c}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u
const MOST_DEPTH = 125

const classOf = (sign: string): Class => CLASSES.find(([, of]) => of.test(sign))?.[0] ?? 'ON'
const isRtl = (of: Class | undefined) => of === 'R' || of === 'AL'

/** The visible characters of a line in display order, each with its direction. */
export function shownOrder(signs: readonly string[]): string {
  const classes = signs.map(classOf)
  const base = baseOf(signs, classes, 0)
  const levels = explicitLevels(signs, classes, base)
  resolve(signs, classes, levels, base)
  // Spaces at the end of a line are invisible on either side.
  const last = signs.findLastIndex((sign) => !MARK.test(sign) && sign.trim() !== '')
  const shown = [...signs.keys()].filter((at) => at <= last && !MARK.test(signs[at] ?? ''))
  const most = shown.reduce((high, at) => Math.max(high, levels[at] ?? 0), 0)
  for (let level = most; level > 0; level -= 1) {
    for (let from = 0; from < shown.length; from += 1) {
      let end = from
      while (end < shown.length && (levels[shown[end] ?? 0] ?? 0) >= level) end += 1
      for (const [n, at] of shown.slice(from, end).reverse().entries()) shown[from + n] = at
      from = Math.max(from, end)
    }
  }
  return shown.map((at) => `${signs[at]}${(levels[at] ?? 0) & 1}`).join('')
}

/** Paragraph direction: that of the first strong character outside isolates. */
function baseOf(signs: readonly string[], classes: readonly Class[], from: number): 0 | 1 {
  for (let at = from, depth = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? ''
    if (/[\u{2066}-\u{2068}]/u.test(sign)) depth += 1
    else if (sign === '\u{2069}') {
      if (depth === 0) return 0
      depth -= 1
    } else if (depth === 0 && !CONTROL.test(sign)) {
      if (isRtl(classes[at])) return 1
      if (classes[at] === 'L') return 0
    }
  }
  return 0
}

function explicitLevels(signs: readonly string[], classes: Class[], base: number): number[] {
  const open: (Level & { readonly turn: Class | null })[] = []
  let now: (typeof open)[number] = { level: base, isolates: false, turn: null }
  return signs.map((sign, at) => {
    const before = now.level
    if (!CONTROL.test(sign)) {
      if (now.turn !== null && classes[at] !== 'BN') classes[at] = now.turn
      return now.level
    }
    if (sign === '\u{202c}') {
      if (!now.isolates) now = open.pop() ?? now
      classes[at] = 'BN'
      return now.level
    }
    if (sign === '\u{2069}') {
      if (now.isolates || open.some(({ isolates }) => isolates)) {
        while (!now.isolates) now = open.pop() ?? now
        now = open.pop() ?? now
      }
      classes[at] = now.turn ?? 'ON'
      return now.level
    }
    const isolates = sign >= '\u{2066}'
    if (now.level + 2 > MOST_DEPTH) {
      classes[at] = isolates ? (now.turn ?? 'ON') : 'BN'
      return before
    }
    const right =
      sign === '\u{202b}' ||
      sign === '\u{202e}' ||
      sign === '\u{2067}' ||
      (sign === '\u{2068}' && baseOf(signs, classes, at + 1) === 1)
    classes[at] = isolates ? (now.turn ?? 'ON') : 'BN'
    open.push(now)
    const level = right ? (now.level + 1) | 1 : (now.level + 2) & ~1
    const turn = sign === '\u{202d}' ? 'L' : sign === '\u{202e}' ? 'R' : null
    now = { level, isolates, turn }
    return before
  })
}

/**
 * Resolves numbers and neutrals within each run of one level (rules W and N); the content of an isolate is not part of
 * the outer run.
 */
function resolve(
  signs: readonly string[],
  classes: readonly Class[],
  levels: number[],
  base: number,
): void {
  for (const run of sequences(signs, classes, levels)) {
    const first = run[0] ?? 0
    const level = levels[first] ?? base
    const edge = (other: number | undefined): Class =>
      Math.max(level, other ?? base) & 1 ? 'R' : 'L'
    const [start, end] = [edge(levels[first - 1]), edge(levels[(run.at(-1) ?? 0) + 1])]
    const types = neutral(
      weak(
        run.map((at) => classes[at] ?? 'ON'),
        start,
      ),
      level & 1 ? 'R' : 'L',
      start,
      end,
    )
    for (const [n, at] of run.entries()) {
      const type = types[n]
      if ((level & 1) === 0)
        levels[at] = level + (type === 'R' ? 1 : type === 'AN' || type === 'EN' ? 2 : 0)
      else levels[at] = level + (type === 'R' ? 0 : 1)
    }
  }
}

function sequences(signs: readonly string[], classes: readonly Class[], levels: readonly number[]) {
  const all: number[][] = []
  const waiting: number[][] = []
  let run: number[] = []
  let last = -1
  for (const [at, level] of levels.entries()) {
    const sign = signs[at] ?? ''
    if (classes[at] === 'BN') continue
    if (level !== last) {
      const opened = /[\u{2066}-\u{2068}]/u.test(signs[run.at(-1) ?? -1] ?? '')
      if (opened) waiting.push(run)
      const goesOn = sign === '\u{2069}' ? waiting.pop() : undefined
      run = goesOn ?? []
      if (goesOn === undefined) all.push(run)
      last = level
    }
    run.push(at)
  }
  return all
}

function weak(types: Class[], start: Class): Class[] {
  let [strong, last] = [start, start]
  for (const [n, type] of types.entries()) {
    if (type === 'NSM') types[n] = last
    else if (type === 'EN' && strong === 'AL') types[n] = 'AN'
    else if (type === 'L' || isRtl(type)) strong = type
    last = types[n] ?? last
  }
  for (const [n, type] of types.entries()) {
    const [before, after] = [types[n - 1], types[n + 1]]
    if (type === 'AL') types[n] = 'R'
    else if (before === after && (type === 'CS' || type === 'ES')) {
      if (before === 'EN' || (before === 'AN' && type === 'CS')) types[n] = before
    }
  }
  for (let n = 0; n < types.length; n += 1) {
    if (types[n] !== 'ET') continue
    let end = n
    while (types[end] === 'ET') end += 1
    const isNumber = types[n - 1] === 'EN' || types[end] === 'EN'
    types.fill(isNumber ? 'EN' : 'ON', n, end)
    n = end - 1
  }
  strong = start
  for (const [n, type] of types.entries()) {
    if (type === 'ES' || type === 'CS') types[n] = 'ON'
    else if (type === 'EN' && strong === 'L') types[n] = 'L'
    else if (type === 'L' || type === 'R') strong = type
  }
  return types
}

function neutral(types: Class[], own: Class, start: Class, end: Class): Class[] {
  const side = (type: Class | undefined, edge: Class) =>
    type === undefined ? edge : type === 'L' ? 'L' : 'R'
  for (let n = 0; n < types.length; n += 1) {
    if (types[n] !== 'ON') continue
    let next = n
    while (types[next] === 'ON') next += 1
    const before = side(types[n - 1], start)
    types.fill(before === side(types[next], end) ? before : own, n, next)
    n = next - 1
  }
  return types
}

/** Longest line that is looked at whole: lists of its characters are many times its size. */
const LONGEST = 1 << 18

/** Limit of characters in a line times directional marks in it: each mark is tested with the whole line. */
const MOST_WORK = 1 << 22

/**
 * Positions of directional marks without which the line is displayed alike.
 * @returns `null` when there are too many to test
 */
export function needlessMarks(line: string): ReadonlySet<number> | null {
  if (line.length > LONGEST) return null
  const signs = [...line]
  const places: number[] = []
  let place = 0
  const starts = signs.map((sign) => {
    const start = place
    place += sign.length
    return start
  })
  for (const [at, sign] of signs.entries()) if (MARK.test(sign)) places.push(at)
  const shown = shownOrder(signs)
  const gone = new Set<number>(places)
  const left = () => signs.filter((_, at) => !gone.has(at))
  if (shownOrder(left()) !== shown) {
    if (places.length * signs.length > MOST_WORK) return null
    gone.clear()
    // An opening character and its closing one are tested together.
    for (const group of groups(signs, places)) {
      for (const at of group) gone.add(at)
      if (shownOrder(left()) !== shown) for (const at of group) gone.delete(at)
    }
  }
  return new Set([...gone].map((at) => starts[at] ?? 0))
}

function groups(
  signs: readonly string[],
  places: readonly number[],
): readonly (readonly number[])[] {
  const all: number[][] = []
  const open: number[][] = []
  for (const at of places) {
    const sign = signs[at] ?? ''
    const group = /[\u{202c}\u{2069}]/u.test(sign) ? (open.pop() ?? []) : []
    if (group.length === 0) all.push(group)
    group.push(at)
    if (/[\u{202a}\u{202b}\u{202d}\u{202e}\u{2066}-\u{2068}]/u.test(sign)) open.push(group)
  }
  return all
}
