import { written } from './written.ts'

/** Token of a content stream; comments are none. */
export type Token =
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'name'; readonly text: string }
  | { readonly is: 'text'; readonly bytes: string }
  | { readonly is: 'word'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Token[] }
  | { readonly is: 'dict'; readonly entries: ReadonlyMap<string, Token> }

const WHITE = new Set([0, 9, 10, 12, 13, 32])
const MARKS = new Set([...'()<>[]{}/%'].map((mark) => mark.charCodeAt(0)))
/** Deepest nesting of arrays and dictionaries. */
const DEEPEST = 24

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && WHITE.has(byte)
}

/** Tokenises a content stream as readers do. */
export class Scan {
  readonly bytes: Uint8Array
  at = 0
  /** Whether there was a comment. */
  remarks = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** The next token; `null` at the end. */
  next(depth = 0): Token | null {
    this.#skip()
    const byte = this.bytes[this.at]
    if (byte === undefined) return null
    const mark = String.fromCharCode(byte)
    if (mark === '/') return { is: 'name', text: this.#name() }
    if (mark === '(') return { is: 'text', bytes: this.#literal() }
    if (mark === '<') {
      if (this.bytes[this.at + 1] !== 0x3c) return { is: 'text', bytes: this.#hex() }
      this.at += 2
      return this.#dict(depth)
    }
    if (mark === '[') {
      this.at += 1
      return { is: 'list', items: this.#until(']', depth) }
    }
    if (mark === '>' && this.bytes[this.at + 1] === 0x3e) {
      this.at += 2
      return { is: 'word', text: '>>' }
    }
    if (MARKS.has(byte)) {
      this.at += 1
      return { is: 'word', text: mark }
    }
    const text = this.#regular()
    return /^[+-]*[\d.][\d.+-]*$/.test(text)
      ? { is: 'number', text: numberOf(text) }
      : { is: 'word', text }
  }

  #skip(): void {
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at]
      if (byte === 0x25) {
        this.remarks = true
        while (this.at < this.bytes.length && !this.#isLineEnd()) this.at += 1
      } else if (!isWhite(byte)) return
    }
  }

  #isLineEnd(): boolean {
    return this.bytes[this.at] === 10 || this.bytes[this.at] === 13
  }

  #regular(): string {
    const from = this.at
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at] ?? 0
      if (WHITE.has(byte) || MARKS.has(byte)) break
    }
    let text = ''
    for (let at = from; at < this.at; at += 1) text += String.fromCharCode(this.bytes[at] ?? 0)
    return text
  }

  #name(): string {
    this.at += 1
    return this.#regular().replace(/#([\da-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }

  #hex(): string {
    let digits = ''
    for (this.at += 1; this.at < this.bytes.length; this.at += 1) {
      const letter = String.fromCharCode(this.bytes[this.at] ?? 0)
      if (letter === '>') break
      if (/[\da-f]/i.test(letter)) digits += letter
    }
    this.at += 1
    return (digits.length % 2 > 0 ? `${digits}0` : digits).replace(/../g, (hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }

  #literal(): string {
    const parts: string[] = []
    let open = 1
    for (this.at += 1; this.at < this.bytes.length; this.at += 1) {
      const letter = String.fromCharCode(this.bytes[this.at] ?? 0)
      if (letter === '\\') parts.push(this.#escaped())
      else if (letter === '\r') {
        if (this.bytes[this.at + 1] === 10) this.at += 1
        parts.push('\n')
      } else {
        if (letter === '(') open += 1
        if (letter === ')') open -= 1
        if (open === 0) break
        parts.push(letter)
      }
    }
    this.at += 1
    return parts.join('')
  }

  #escaped(): string {
    this.at += 1
    const letter = String.fromCharCode(this.bytes[this.at] ?? 0)
    const plain = ESCAPES[letter]
    if (plain !== undefined) return plain
    if (letter === '\r') {
      if (this.bytes[this.at + 1] === 10) this.at += 1
      return ''
    }
    if (!/[0-7]/.test(letter)) return letter
    let code = 0
    let digits = 0
    for (; digits < 3; digits += 1) {
      const digit = (this.bytes[this.at + digits] ?? 0) - 0x30
      if (digit < 0 || digit > 7) break
      code = code * 8 + digit
    }
    this.at += digits - 1
    return String.fromCharCode(code & 0xff)
  }

  #until(mark: string, depth: number): readonly Token[] {
    const items: Token[] = []
    for (let token = this.next(depth + 1); token !== null; token = this.next(depth + 1)) {
      if (token.is === 'word' && token.text === mark) break
      if (depth < DEEPEST) items.push(token)
    }
    return items
  }

  #dict(depth: number): Token {
    const items = this.#until('>>', depth)
    return { is: 'dict', entries: entriesOf(items) }
  }
}

export function entriesOf(items: readonly Token[]): ReadonlyMap<string, Token> {
  const entries = new Map<string, Token>()
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [key, value] = [items[at], items[at + 1]]
    if (key?.is === 'name' && value !== undefined) entries.set(key.text, value)
  }
  return entries
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\n': '',
}

/** One spelling for each number; malformed numbers have the value that readers take. */
function numberOf(text: string): string {
  const [, sign = '', digits = ''] = /^([+-]*)(\d*\.?\d*)/.exec(text) ?? []
  const value = Number.parseFloat(digits === '' || digits === '.' ? '0' : digits)
  return written(sign.includes('-') ? -value : value)
}
