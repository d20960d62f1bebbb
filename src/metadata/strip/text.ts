import type { Bytes } from '../../sealing/bytes.ts'
import type { KindId } from '../kinds.ts'
import type { Stay, Stripped } from '../trace.ts'
import { seen } from '../unseen.ts'
import { encodingOf, textOf } from '../zip/xml.ts'

/**
 * Text without signs that nobody sees, in the encoding it came in. An encoding of older programs is not guessed: the
 * bytes stay as they are, and that nobody looked is said.
 */
export function stripText(id: KindId & ('text' | 'csv'), bytes: Bytes): Stripped {
  let text: string
  try {
    text = textOf(bytes)
  } catch {
    return { bytes, found: [], stays: [{ kind: 'encoding', place: firstOdd(bytes) }] }
  }
  const one = seen(text)
  const plain = id === 'text' ? withPlainEnds(one.text) : one.text
  const stays: readonly Stay[] = one.stays ? [{ kind: 'unseen', place: lineOf(plain) }] : []
  if (plain === text) return { bytes, found: [], stays }
  return { bytes: encoded(plain, bytes), found: ['unseen'], stays }
}

/** Blanks at the ends of lines, and two ways to end a line, can be a text of their own. A table needs them. */
function withPlainEnds(text: string): string {
  const ends = text.match(/[ \t]+(?=\r?$)/gm) ?? []
  const coded =
    ends.some((end) => end.length > 2 || (end.includes(' ') && end.includes('\t'))) || differ(ends)
  const plain = coded ? text.replace(/[ \t]+(?=\r?$)/gm, '') : text
  return /\r\n/.test(plain) && /(^|[^\r])\n/.test(plain) ? plain.replaceAll('\r\n', '\n') : plain
}

/** Kinds of ends: two blanks break a line in some texts, and one is a slip. Blanks here and tabs there are neither. */
function differ(ends: readonly string[]): boolean {
  return ends.some((end) => end.startsWith(' ')) && ends.some((end) => end.startsWith('\t'))
}

function encoded(text: string, like: Bytes): Bytes {
  const encoding = encodingOf(like)
  if (encoding === 'utf-8') {
    const marked = like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf
    return new Uint8Array(new TextEncoder().encode(marked ? `\ufeff${text}` : text))
  }
  const view = new DataView(new ArrayBuffer(2 + text.length * 2))
  const little = encoding === 'utf-16le'
  view.setUint16(0, 0xfeff, little)
  for (let at = 0; at < text.length; at += 1) {
    view.setUint16(2 + at * 2, text.charCodeAt(at), little)
  }
  return new Uint8Array(view.buffer)
}

function firstOdd(bytes: Bytes): string {
  const at = bytes.findIndex((byte) => byte > 0x7e)
  return `line ${bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1}`
}

function lineOf(text: string): string {
  const at = text.search(/[\u{fe00}-\u{fe0d}\u{e0100}-\u{e01ef}]/u)
  return `line ${text.slice(0, at).split('\n').length}`
}
