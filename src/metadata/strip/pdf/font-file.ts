import { type Bytes, concat } from '../../../sealing/bytes.ts'
import { begins, latin } from '../../magic.ts'
import { FileRefused } from '../../trace.ts'

/** Tables of a font that draw. The rest says who made it, when, with what and under which name. */
const KEPT = new Set(
  `cmap cvt  fpgm glyf head hhea hmtx loca maxp OS/2 post prep CFF  CFF2 VORG vhea vmtx gasp GDEF GSUB GPOS kern BASE
   hdmx VDMX LTSH EBDT EBLC EBSC CBDT CBLC COLR CPAL sbix fvar gvar avar HVAR MVAR VVAR STAT cvar JSTF MATH`
    .replaceAll('\n', ' ')
    .match(/\S{4}|\S{3} /g) ?? [],
)

export interface Font {
  readonly bytes: Bytes
  readonly more: boolean
}

/** A font that draws the same letters, and does not say who made it. @throws FileRefused where it cannot be read */
export function cleanFont(bytes: Bytes): Font {
  if (begins(bytes, [0, 1, 0, 0]) || /^(true|OTTO)/.test(latin(bytes, 0, 4))) return sfnt(bytes)
  if (begins(bytes, [0x25, 0x21])) return typeOne(bytes)
  if (bytes[0] === 1 && (bytes[2] ?? 0) >= 4) return compact(bytes)
  throw new FileRefused('broken')
}

function sfnt(bytes: Bytes): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables: { readonly tag: string; readonly body: Bytes }[] = []
  let more = false
  for (let n = 0; n < view.getUint16(4); n += 1) {
    const at = 12 + n * 16
    const tag = latin(bytes, at, at + 4)
    const [from, length] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    if (!KEPT.has(tag)) {
      more = true
      continue
    }
    // Programs that embed a part of a font sometimes leave a table without its end.
    const body = new Uint8Array(bytes.subarray(from, from + length))
    if (tag === 'head' && body.length >= 36) {
      more ||= body.subarray(20, 36).some((byte) => byte !== 0)
      body.fill(0, 8, 12).fill(0, 20, 36)
    }
    // Four letters say who made it.
    if (tag === 'OS/2' && body.length >= 62) {
      more ||= body.subarray(58, 62).some((byte) => byte !== 0)
      body.fill(0, 58, 62)
    }
    const size = sizeOf(tag, body)
    if (size !== null) {
      const whole = body.subarray(0, size)
      more ||= whole.length < body.length
      tables.push({ tag, body: whole })
    } else if (tag === 'CFF ') {
      const inner = compact(body)
      more ||= inner.more
      tables.push({ tag, body: inner.bytes })
    } else tables.push({ tag, body })
  }
  const count = tables.length
  const step = 2 ** Math.floor(Math.log2(Math.max(1, count)))
  const head = new DataView(new ArrayBuffer(12 + count * 16))
  head.setUint32(0, view.getUint32(0))
  for (const [at, value] of [count, step * 16, Math.log2(step), (count - step) * 16].entries()) {
    head.setUint16(4 + at * 2, value)
  }
  let at = 12 + count * 16
  const bodies: Uint8Array[] = []
  for (const [n, { tag, body }] of tables.entries()) {
    const entry = 12 + n * 16
    for (const [letter, code] of [...tag].entries())
      head.setUint8(entry + letter, code.charCodeAt(0))
    head.setUint32(entry + 4, sumOf(body))
    head.setUint32(entry + 8, at)
    head.setUint32(entry + 12, body.length)
    const filled = new Uint8Array((body.length + 3) & ~3)
    filled.set(body)
    bodies.push(filled)
    at += filled.length
  }
  return { bytes: concat(new Uint8Array(head.buffer), ...bodies), more }
}

/** How long a table of its version is, for the two that say no more. */
function sizeOf(tag: string, body: Uint8Array): number | null {
  const [high = 0, low = 0] = body
  // In the version 0.5 there is only how many letters there are.
  if (tag === 'maxp') return high + low === 0 ? 6 : 32
  return tag === 'OS/2' ? ([78, 86, 96, 96, 96, 100][low] ?? null) : null
}

function sumOf(body: Uint8Array): number {
  let sum = 0
  for (const [at, byte] of body.entries()) sum = (sum + byte * 2 ** (24 - 8 * (at & 3))) % 2 ** 32
  return sum
}

/** Remarks and texts about the font, in the part that can be read. They are put out, and no length changes. */
function typeOne(bytes: Bytes): Font {
  const text = latinOf(bytes)
  const end = text.indexOf('eexec')
  if (end < 0) throw new FileRefused('broken')
  const first = /[\r\n]/.exec(text)?.index ?? 0
  const line = /^%!(PS-AdobeFont|FontType1)-1\.\d/.exec(text)?.[0] ?? '%!PS-AdobeFont-1.0'
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ')
  const readable = text
    .slice(first, end)
    .replace(/%[^\r\n]*/g, blank)
    .replace(
      /\/(Notice|Copyright|FullName|FamilyName|version)(\s*)\(((?:[^()\\]|\\.|\([^()]*\))*)\)/g,
      (_all, key: string, space: string, said: string) => `/${key}${space}(${blank(said)})`,
    )
  const now = `${line.slice(0, first).padEnd(first)}${readable}`
  const copy = new Uint8Array(bytes)
  for (let at = 0; at < end; at += 1) copy[at] = now.charCodeAt(at)
  return { bytes: copy, more: now !== text.slice(0, end) }
}

function latinOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += latin(bytes, at, at + 4096)
  return text
}

/** Texts that a compact font says of itself: version, notice, names, copyright, and what its maker put beside. */
const SAYS = new Set([0, 1, 2, 3, 1200, 1221, 1222, 1238])
const STANDARD = 391

function compact(bytes: Bytes): Font {
  const copy = new Uint8Array(bytes)
  const names = indexAt(copy, copy[2] ?? 4)
  const dicts = indexAt(copy, names.end)
  const strings = indexAt(copy, dicts.end)
  let more = false
  const put = ({ from, to }: Span) => {
    more ||= copy.subarray(from, to).some((byte) => byte !== 0x20)
    copy.fill(0x20, from, to)
  }
  const spans = [...dicts.spans]
  for (const span of dicts.spans) {
    const list = operatorsOf(copy.subarray(span.from, span.to)).get(1236)?.[0]
    if (list !== undefined) spans.push(...indexAt(copy, list).spans)
  }
  for (const { from, to } of spans) {
    for (const [operator, [number = 0]] of operatorsOf(copy.subarray(from, to))) {
      const text = strings.spans[number - STANDARD]
      if (SAYS.has(operator) && text !== undefined) put(text)
    }
  }
  return { bytes: copy, more }
}

interface Span {
  readonly from: number
  readonly to: number
}

function indexAt(
  bytes: Bytes,
  at: number,
): { readonly spans: readonly Span[]; readonly end: number } {
  const count = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  if (count === 0) return { spans: [], end: at + 2 }
  const size = bytes[at + 2] ?? 0
  if (size < 1 || size > 4) throw new FileRefused('broken')
  const base = at + 2 + (count + 1) * size
  const offset = (n: number) => {
    let value = 0
    for (let k = 0; k < size; k += 1) value = value * 256 + (bytes[at + 3 + n * size + k] ?? 0)
    return base + value
  }
  const spans = Array.from({ length: count }, (_, n) => ({ from: offset(n), to: offset(n + 1) }))
  if (spans.some(({ from, to }) => from > to || to > bytes.length)) throw new FileRefused('broken')
  return { spans, end: offset(count) }
}

/** Operators and the numbers before each; those of two bytes count from 1200. */
function operatorsOf(bytes: Uint8Array): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>()
  let numbers: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(at + 1)
    at += 1
    if (byte <= 21) {
      found.set(byte === 12 ? 1200 + one : byte, numbers)
      numbers = []
      if (byte === 12) at += 1
    } else if (byte === 28) {
      numbers.push((((one << 8) | two) << 16) >> 16)
      at += 2
    } else if (byte === 29) {
      numbers.push((one << 24) | (two << 16) | (three << 8) | four)
      at += 4
    } else if (byte === 30) {
      numbers.push(0)
      while (at < bytes.length && ((bytes[at] ?? 0xff) & 15) !== 15 && (bytes[at] ?? 0) >> 4 !== 15)
        at += 1
      at += 1
    } else if (byte >= 32 && byte <= 246) numbers.push(byte - 139)
    else if (byte >= 247 && byte <= 250) {
      numbers.push((byte - 247) * 256 + one + 108)
      at += 1
    } else if (byte >= 251 && byte <= 254) {
      numbers.push(-(byte - 251) * 256 - one - 108)
      at += 1
    }
  }
  return found
}
