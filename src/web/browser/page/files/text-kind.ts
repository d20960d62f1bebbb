import { KINDS, type Kind } from './kinds.ts'
import { FileRefused } from './trace.ts'

/**
 * Plain text is UTF-8 without a byte that no text has. Between text and a table the name may choose: they are the
 * same bytes.
 * @throws FileRefused
 */
export function textAs(bytes: Uint8Array, name: string): Kind {
  if (!isPlain(bytes)) throw new FileRefused('unknown')
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return (KINDS.csv.endings as readonly string[]).includes(ending) ? KINDS.csv : KINDS.text
}

function isPlain(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && !WHITE.has(byte))) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Tab, the ends of lines and pages. */
const WHITE = new Set([0x09, 0x0a, 0x0c, 0x0d])
