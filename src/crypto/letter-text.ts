import type { LetterText } from '#domain/case/letter-text.ts'
import { LetterTextV1 } from '#domain/case/message.ts'
import { inOrderV2, LetterTextV2 } from '#domain/case/message-v2.ts'
import { AppError } from '#errors.ts'

/**
 * Parses what stands inside a seal. Of version 2 there is one way to write it: a field twice, a blank, a number or an
 * order of another kind would let two readers read two things.
 * @throws ENVELOPE_BROKEN, or an error of the parser
 */
export function parseLetter(bytes: Uint8Array): LetterText {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const json: unknown = JSON.parse(text)
  if (typeof json !== 'object' || json === null || !('v' in json) || json.v !== 2) {
    return LetterTextV1.parse(json)
  }
  const letter = LetterTextV2.parse(json)
  const written = JSON.stringify(inOrderV2(json as Record<string, unknown>))
  const isCanonical = text.startsWith(written) && isBlank(text, written.length)
  if (!isCanonical) throw new AppError('ENVELOPE_BROKEN')
  return letter
}

const SPACE = 0x20

/** Whether nothing but padding follows. */
function isBlank(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    if (text.charCodeAt(at) !== SPACE) return false
  }
  return true
}
