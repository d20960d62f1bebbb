import type { Bytes } from '#bytes.ts'
import { FILE_KINDS, type FileKind } from './kinds.ts'
import { FileRefused } from './metadata-finding.ts'
import { textOf } from './zip/xml.ts'

/** Tab, the ends of lines and pages. */
const WHITE = new Set([0x09, 0x0a, 0x0c, 0x0d])

/**
 * Plain text is UTF-8, or UTF-16 with its mark, without a sign that no text has. What older programs write in the
 * alphabet of their country (GBK, Windows-1252) is taken under a name of a text only: other bytes look like it.
 * Between text and a table the name may choose: they are the same bytes.
 * @throws FileRefused
 */
export function textAs(bytes: Bytes, name: string): FileKind {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  const named = [FILE_KINDS.text, FILE_KINDS.csv].some(({ endings }) => isAmong(endings, ending))
  const older = named && !bytes.some((byte) => byte === 0x7f || isControl(byte))
  if (!older && !isUnicode(bytes)) throw new FileRefused('unknown')
  return isAmong(FILE_KINDS.csv.endings, ending) ? FILE_KINDS.csv : FILE_KINDS.text
}

function isAmong(endings: readonly string[], ending: string): boolean {
  return endings.includes(ending)
}

export function isUnicode(bytes: Bytes): boolean {
  try {
    const text = textOf(bytes)
    for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return false
    return true
  } catch {
    return false
  }
}

/** A byte or a UTF-16 unit that no text has. */
function isControl(unit: number): boolean {
  return unit < 0x20 && !WHITE.has(unit)
}
