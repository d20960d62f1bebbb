import { type Colour, colourOf } from '../office/contrast.ts'
import { isAlone } from '../office/drawn-values.ts'

interface Section {
  /** What is drawn of the value: its digits, its date, its text. */
  readonly shows: boolean
  /** Whether the format has text of its own, such as "yes". */
  readonly hasWords: boolean
  readonly colour: Colour | undefined
  readonly holds: ((value: number) => boolean) | undefined
}

const COLOURS: Readonly<Record<string, string>> = {
  black: '000000',
  white: 'ffffff',
  red: 'ff0000',
  green: '00ff00',
  blue: '0000ff',
  yellow: 'ffff00',
  magenta: 'ff00ff',
  cyan: '00ffff',
  color1: '000000',
  color2: 'ffffff',
}

/** A format leaves room as wide as a sign that it names: as wide as a digit where that is a letter or a digit. */
export const plainFormat = (code: string): string =>
  code.replace(/"[^"]*"?|\\.|\[[^\]]*\]?|_[\p{L}\p{N}]/gsu, (token) =>
    token.startsWith('_') ? '_0' : token,
  )

/** What a format draws of a number or, for `null`, of a text. Zeros are often left blank. */
export function drawnBy(code: string, value: number | null): Pick<Section, 'shows' | 'colour'> {
  const sections = sectionsOf(code)
  const plain = { shows: true, colour: undefined }
  if (value === null) {
    const text = sections[3] ?? (sections.length === 1 && /@/.test(code) ? sections[0] : undefined)
    return text ?? { ...plain, colour: sections.length === 1 ? sections[0]?.colour : undefined }
  }
  if (value === 0) return plain
  const sectionFor = (number: number): Section | undefined => {
    const conditional = sections.find(({ holds }) => holds?.(number) === true)
    if (conditional !== undefined) return conditional
    if (sections.some(({ holds }) => holds !== undefined)) {
      return sections.find(({ holds }) => holds === undefined)
    }
    return sections[number < 0 ? 1 : 0] ?? sections[0]
  }
  const section = sectionFor(value) ?? { ...plain, hasWords: false }
  const { shows, colour, hasWords } = section
  return { shows: shows || (hasWords && isAlone(value, sectionFor)), colour }
}

/** Sections for numbers above zero, below zero, for zero, and for words. */
function splitFormat(code: string): readonly string[] {
  const parts = ['']
  for (const [token] of code.matchAll(/"[^"]*"?|\\.|[_*].|\[[^\]]*\]?|./gs)) {
    if (token === ';') parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts
}

/** With words of its own. */
export const WORDED = /"[^"]*\p{L}|\\\p{L}/u

/** A format without the words that it has for values of which there is none. */
export function formatFor(code: string, isBelow: boolean, isZero: boolean): string {
  if (/\[[<>=]/.test(code)) return code
  const drawn = [true, isBelow, isZero]
  return splitFormat(code)
    .map((part, n) => (drawn[n] || !WORDED.test(part) ? part : ''))
    .join(';')
}

function sectionsOf(code: string): readonly Section[] {
  return splitFormat(code).map((part) => {
    const brackets = (part.match(/\[[^\]]*\]?/g) ?? []).filter((one) => one.endsWith(']'))
    const rest = part.replace(/"[^"]*"?|\\.|[_*].|\[[^\]]*\]?/gs, '')
    const elapsed = brackets.some((one) => /^\[[hms]+\]$/i.test(one))
    const named = brackets.map((one) => COLOURS[one.slice(1, -1).toLowerCase().replace(' ', '')])
    const condition = brackets
      .map((one) => /^\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]$/.exec(one))
      .find((one) => one !== null)
    const words = part.replace(/[_*].|\\(?=.)|"/gs, '').replace(/\[[^\]]*\]?|[#?,.]/g, '')
    return {
      shows: elapsed || /[0#?@]|general|standard|[ymdhseg]/i.test(rest),
      hasWords: words.trim() !== '',
      colour: colourOf(named.find((one) => one !== undefined)),
      holds: condition ? compared(condition[1] ?? '', Number(condition[2])) : undefined,
    }
  })
}

function compared(sign: string, to: number): (value: number) => boolean {
  return (value) => {
    switch (sign) {
      case '<':
        return value < to
      case '<=':
        return value <= to
      case '>':
        return value > to
      case '>=':
        return value >= to
      case '=':
        return value === to
      default:
        return value !== to
    }
  }
}
