import { KINDS, type Kind } from './kinds.ts'
import { FileRefused } from './trace.ts'

/**
 * Plain text is UTF-8, or UTF-16 with its mark, without a sign that no text has. What older programs write in the
 * alphabet of their country (GBK, Windows-1252) is taken under a name of a text only: other bytes look like it.
 * Between text and a table the name may choose: they are the same bytes.
 * @throws FileRefused
 */
export function textAs(bytes: Uint8Array, name: string): Kind {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  const named = [KINDS.text, KINDS.csv].some(({ endings }) => isAmong(endings, ending))
  if (!(isUnicode(bytes) || (named && !bytes.some(isControl)))) throw new FileRefused('unknown')
  return isAmong(KINDS.csv.endings, ending) ? KINDS.csv : KINDS.text
}

function isAmong(endings: readonly string[], ending: string): boolean {
  return endings.includes(ending)
}

function isUnicode(bytes: Uint8Array): boolean {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  const label = { 65534: 'utf-16le', 65279: 'utf-16be' }[mark] ?? 'utf-8'
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    return !/[\0-\x08\x0b\x0e-\x1f]/.test(text)
  } catch {
    return false
  }
}

/** Any but tab and the ends of lines and pages. */
function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte))
}
