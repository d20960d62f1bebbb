import { entropyToMnemonic } from '@scure/bip39'
import { CROCKFORD } from '#domain/case/crockford.ts'

/** Word lists by language. A server has all; a page has those that it loaded. */
export type Lists = Readonly<Record<string, string[]>>

export const SECRET_BYTES = 16

/** Signs of a code with its check sign; codes that were made before have none, and are read for ever. */
export const CODE_LENGTH = 27
export const UNCHECKED_CODE_LENGTH = CODE_LENGTH - 1
const GROUP = 4

/** A secret of 16 bytes as twelve words; `null` for a language without a list. */
export function phraseWordsOf(
  secret: Uint8Array,
  lang: string,
  lists: Lists,
): readonly string[] | null {
  const list = lists[lang]
  if (list === undefined) return null
  return entropyToMnemonic(new Uint8Array(secret), list)
    .split(/[\s\u3000]+/)
    .map((word) => word.normalize('NFC'))
}

/** The same 128 bits as 26 letters and digits (Crockford's base 32) and a check sign, in groups of four. */
export function phraseCodeOf(secret: Uint8Array): readonly string[] {
  let bits = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let code = ''
  for (let n = 0; n < UNCHECKED_CODE_LENGTH; n += 1) {
    code = CROCKFORD.charAt(Number(bits & 31n)) + code
    bits >>= 5n
  }
  code += checkSignOf(code)
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
}

/**
 * Check sign of a code: the sum of its signs, each multiplied by another power of x, in the field of 32 elements. One
 * wrong sign changes it, and so do two that changed places.
 */
export function checkSignOf(code: string): string {
  const sum = [...code].reduceRight((rest, sign) => timesX(rest ^ CROCKFORD.indexOf(sign)), 0)
  return CROCKFORD.charAt(sum)
}

/** Times x, modulo x⁵ + x² + 1, of which x is a primitive element. */
function timesX(element: number): number {
  const shifted = element << 1
  return shifted > 31 ? shifted ^ 0b100101 : shifted
}
