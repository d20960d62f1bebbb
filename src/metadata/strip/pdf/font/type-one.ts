import type { Bytes } from '#bytes.ts'
import { latin } from '#metadata/magic.ts'
import { broken, programOf, Steps, typeOne } from './charstrings.ts'
import { type Outlines, thousandths } from './compact.ts'
import { STANDARD_CODES } from './names.ts'

function latinOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += latin(bytes, at, at + 4096)
  return text
}

function opened(bytes: Uint8Array, key: number, skip: number): Bytes {
  let state = key
  const plain = new Uint8Array(bytes.length)
  for (const [at, byte] of bytes.entries()) {
    plain[at] = byte ^ (state >> 8)
    state = ((byte + state) * 52845 + 22719) & 0xffff
  }
  return plain.slice(skip)
}

/** The encrypted part, in binary or hexadecimal. */
function hidden(bytes: Bytes, from: number): Bytes {
  let at = from
  while (/[ \t\r\n]/.test(latin(bytes, at, at + 1))) at += 1
  if (!/^[\da-f]{4}/i.test(latin(bytes, at, at + 4))) return bytes.subarray(at)
  const digits = latinOf(bytes.subarray(at)).replace(/[^\da-f]/gi, '')
  return Uint8Array.from(digits.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16))
}

/** Reads a Type 1 font: charstrings and glyph names. @throws FileRefused */
export function readTypeOne(bytes: Bytes): Outlines {
  const whole = latinOf(bytes)
  const end = whole.indexOf('eexec')
  if (end < 0) broken()
  const head = whole.slice(0, end).replace(/%[^\r\n]*/g, '')
  const plain = opened(hidden(bytes, end + 5), 55665, 4)
  const text = latinOf(plain)
  const skip = Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? 4)
  const unlocked = (from: number, size: number) =>
    skip < 0
      ? plain.subarray(from, from + size)
      : opened(plain.subarray(from, from + size), 4330, skip)

  const own = new Map<number, Uint8Array>()
  const letters = new Map<string, Uint8Array>()
  const lettersAt = text.indexOf('/CharStrings')
  const ownAt = text.indexOf('/Subrs')
  if (lettersAt < 0) broken()
  const read = (
    from: number,
    pattern: RegExp,
    take: (key: string, at: number, size: number) => void,
  ) => {
    pattern.lastIndex = from
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [all, key = '', size = ''] = match
      const at = match.index + all.length
      if (at + Number(size) > text.length) broken()
      take(key, at, Number(size))
      pattern.lastIndex = at + Number(size)
    }
  }
  if (ownAt >= 0) {
    const first = /\/Subrs\s+\d+\s+array\s*/y
    first.lastIndex = ownAt
    const begun = first.exec(text)
    const from = ownAt + (begun?.[0].length ?? 0)
    read(
      from,
      /\s*(?:(?!dup\b)[^\s/]+\s+){0,2}dup\s+(\d+)\s+(\d+)\s+[^\s/]+\s/y,
      (key, at, size) => {
        own.set(Number(key), unlocked(at, size))
      },
    )
  }
  const first = /\/CharStrings\b[^/]*/y
  first.lastIndex = lettersAt
  read(
    lettersAt + (first.exec(text)?.[0].length ?? 0),
    /\s*(?:[^\s/]+\s+){0,2}\/([^\s/()<>[\]{}%]*)\s+(\d+)\s+[^\s/]+\s/y,
    (key, at, size) => {
      if (!letters.has(key)) letters.set(key, unlocked(at, size))
    },
  )
  if (letters.size === 0) broken()

  const [, numbers = '0.001 0 0 0.001 0 0'] = /\/FontMatrix\s*[[{]([^[\]{}]*)[\]}]/.exec(head) ?? []
  const matrix = thousandths(numbers.trim().split(/\s+/).map(Number))
  const keys = [...letters.keys()]
  const steps = new Steps()
  const standard = (code: number) => letters.get(STANDARD_CODES.get(code) ?? '')
  return {
    numbered: false,
    keys,
    program: (at) => {
      const program = letters.get(keys[at] ?? '') ?? broken()
      return programOf(typeOne(program, { own, standard, steps }), matrix)
    },
    encoding: codesIn(head),
  }
}

function codesIn(head: string): ReadonlyMap<number, string> {
  const at = head.indexOf('/Encoding')
  if (at < 0 || /^\/Encoding\s+StandardEncoding/.test(head.slice(at))) return STANDARD_CODES
  const codes = new Map<number, string>()
  for (const [, base = '10', digits = '', name = ''] of head
    .slice(at)
    .matchAll(/\bdup\s+(?:(\d+)#)?([\da-f]+)\s*\/([^\s/()<>[\]{}%]+)\s*put\b/gi)) {
    codes.set(Number.parseInt(digits, Number(base)), name)
  }
  return codes
}
