import type { Bytes } from '#bytes.ts'
import { FILE_KINDS, type FileKind } from './kinds.ts'
import { FileRefused } from './metadata-finding.ts'
import { textOf } from './zip/xml.ts'

/** Tab, and the ends of lines and pages; within a paragraph Word and PowerPoint write a vertical tab. */
const WHITE = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d])

/**
 * Kind of a text: UTF-8, or UTF-16 with a byte order mark, without control characters. Bytes in a legacy encoding (GBK,
 * Windows-1252) are accepted only under the name of a text file, because other data looks like them. The name decides
 * between text and table.
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

/** Whether a byte or UTF-16 unit is a control character that no text has. */
function isControl(unit: number): boolean {
  return unit < 0x20 && !WHITE.has(unit)
}
