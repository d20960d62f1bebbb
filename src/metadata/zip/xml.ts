import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../metadata-finding.ts'

/** Encoding by byte order mark; UTF-8 without one. */
export function encodingOf([first, second]: Bytes): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** Decodes a part. @throws FileRefused when it is neither UTF-8 nor UTF-16 with a byte order mark */
export function textOf(bytes: Bytes): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new FileRefused('broken')
  }
}

/** Likewise piece by piece, so that no text is in memory for longer than what is read from it. @throws FileRefused */
export function* textsOf(bytes: Bytes): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    }
    yield decoder.decode()
  } catch {
    throw new FileRefused('broken')
  }
}
const PIECE = 1 << 16
