import type { Bytes } from '../../../../../sealing/bytes.ts'
import { FileRefused } from '../trace.ts'

/** A part as text. @throws FileRefused when it is neither UTF-8 nor marked UTF-16 */
export function textOf(bytes: Bytes): string {
  const [first, second] = bytes
  const little = first === 0xff && second === 0xfe
  const big = first === 0xfe && second === 0xff
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new FileRefused('broken')
  }
}

/** Back to bytes, in UTF-8, and it says so. */
export function bytesOfText(text: string): Bytes {
  const said = text.replace(/^(<\?xml[^>]{0,80}?encoding=["'])[^"']{0,40}/, '$1UTF-8')
  return new Uint8Array(new TextEncoder().encode(said))
}
