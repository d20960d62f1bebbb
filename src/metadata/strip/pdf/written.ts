import { withoutEnd } from '../../text-end.ts'

/** A number as text, never with an exponent. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return '0'
  const text = String(value)
  if (!text.includes('e')) return text
  return Math.abs(value) < 1
    ? withoutEnd(withoutEnd(value.toFixed(12), '0'), '.')
    : String(Math.sign(value) * 1e20)
}

export function literal(bytes: string): string {
  const escaped = bytes.replace(/[\\()\r\n]/g, (mark) =>
    mark === '\r' ? '\\r' : mark === '\n' ? '\\n' : `\\${mark}`,
  )
  return `(${escaped})`
}

export function latinBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}

export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
