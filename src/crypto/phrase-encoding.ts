import { entropyToMnemonic } from '@scure/bip39'
import { CROCKFORD } from '#domain/case/crockford.ts'

/** Word lists by language. A server has all; a page has those that it loaded. */
export type Lists = Readonly<Record<string, string[]>>

export const SECRET_BYTES = 16

export const CODE_LENGTH = 26
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

/** The same 128 bits as 26 letters and digits (Crockford's base 32), in groups of four. */
export function phraseCodeOf(secret: Uint8Array): readonly string[] {
  let bits = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let code = ''
  for (let n = 0; n < CODE_LENGTH; n += 1) {
    code = CROCKFORD.charAt(Number(bits & 31n)) + code
    bits >>= 5n
  }
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
}
