import { PICTURE } from '../../emoji.ts'
import { VIRAMA } from '../../plain-words.ts'
import { FLAG } from '../../unseen.ts'
import type { PageResources } from './offered.ts'
import type { Token } from './scan.ts'
import { canonicalText, decodedText } from './values.ts'
import { latinBytes } from './written.ts'

/** Longest ActualText of a single character in bytes; an emoji of a family is far shorter. */
const LONGEST = 80
/** A flag, a conjunct of letters, a letter with marks, or a joined emoji. */
const JOINED = `${FLAG.source}|${PICTURE}(?:\u{200d}${PICTURE}){0,3}|(?:\\p{L}\\p{M}{0,2}${VIRAMA.source}[\u{200c}\u{200d}]?){0,3}\\p{L}\\p{M}{0,4}`
/** Up to three characters, or one that is made of more. */
const SIGN = new RegExp(`^(?:.{0,3}|${JOINED})$`, 'su')
/** One character as people count. */
const ONE = new RegExp(`^(?:.?|${JOINED}|(?:\\P{ASCII}\\p{M}{1,9}){0,2})$`, 'su')
/** Nothing that is drawn: spaces, tabs, and hyphens that show nothing. */
const BLANK = /^[\s\u{ad}\u{200b}\u{feff}]*$/u

const textOf = (bytes: string): string => decodedText(canonicalText(latinBytes(bytes)))

/**
 * Whether an ActualText stands for one character as people count, which search needs for Arabic and for ligatures.
 * Without `Intl.Segmenter`, which the oldest supported browsers lack.
 */
export function isSign(bytes: string): boolean {
  return bytes.length <= LONGEST && SIGN.test(textOf(bytes))
}

/** A line that begins marked content, without its ActualText. */
export function withoutSign(line: string): string {
  const bare = line.replace(/ ?\/ActualText \((?:[^\\)]|\\[\s\S]){0,400}\)/, '')
  return bare.replace(/<<>> BDC$/, 'BMC').replace('<< ', '<<')
}

interface Span {
  readonly at: number
  /** Its ActualText; `null` without one. */
  readonly sign: string | null
  readonly codes: string[]
  /** Whether it draws what is no letter. */
  isDrawn: boolean
}

/** The spans of a content stream with an ActualText, and the codes of letters that each draws. */
export class Spans {
  readonly #face: (font: string) => ReturnType<PageResources['face']>
  readonly #open: Span[] = []
  readonly #fonts: string[] = []
  readonly #unfit: number[] = []
  #font = ''

  constructor(face: (font: string) => ReturnType<PageResources['face']>) {
    this.#face = face
  }

  note(word: string, line: string, operands: readonly Token[], at: number): void {
    if (word === 'BDC' || word === 'BMC') this.#open.push(spanAt(operands, line, at))
    else if (word === 'EMC') this.#close()
    else if (word === 'Tf') this.#font = line.slice(2, line.indexOf(' ') - 1)
    else if (word === 'gs') this.#font = ''
    else if (word === 'q') this.#fonts.push(this.#font)
    else if (word === 'Q') this.#font = this.#fonts.pop() ?? ''
    else if (!this.#open.some(({ sign }) => sign !== null)) return
    else if (/^(T[jJ]|['"])$/.test(word)) this.#show(operands.at(-1))
    else if (/^(Do|BI|sh|[SsfFBb]|[fBb]\*)$/.test(word))
      for (const span of this.#open) span.isDrawn = true
  }

  /** Lines of the spans whose ActualText says something else than one letter that is drawn. */
  unfit(): readonly number[] {
    while (this.#open.length > 0) this.#close()
    return this.#unfit
  }

  #show(shown: Token | undefined): void {
    const size = this.#face(this.#font) ?? 1
    const items = shown?.is === 'list' ? shown.items : shown === undefined ? [] : [shown]
    const bytes = items.map((item) => (item.is === 'text' ? item.bytes : '')).join('')
    const codes = size === 2 ? (bytes.match(/[\s\S]{1,2}/g) ?? []) : [...bytes]
    for (const span of this.#open) {
      // No sign is made of more letters than that.
      if (span.sign !== null && span.codes.length <= LONGEST)
        span.codes.push(...codes.slice(0, LONGEST))
    }
  }

  #close(): void {
    const span = this.#open.pop()
    if (span === undefined || span.sign === null) return
    const { sign, codes } = span
    const count = codes.length
    const isBlank = codes.every((code) => code === ' ')
    const fits = BLANK.test(sign)
      ? codes.every((code) => code === codes[0])
      : !isBlank && (count === 1 || (ONE.test(sign) && count <= [...sign].length))
    if (span.isDrawn || !fits) this.#unfit.push(span.at)
  }
}

function spanAt([, list]: readonly Token[], line: string, at: number): Span {
  const sign = list?.is === 'dict' ? list.entries.get('ActualText') : undefined
  const has = sign?.is === 'text' && line.includes('/ActualText ')
  return { at, sign: has ? textOf(sign.bytes) : null, codes: [], isDrawn: false }
}
