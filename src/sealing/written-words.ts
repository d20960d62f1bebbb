import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { asMade, CROCKFORD } from '../case/crockford.ts'

const LISTS: Readonly<Record<string, string[]>> = {
  en: english,
  fr: french,
  es: spanish,
  zh: chinese,
}

export const SECRET_BYTES = 16

const CODE_LENGTH = 26
const GROUP = 4

/** Twelve words; `null` for a language that has no list. */
export function wordsOf(secret: Uint8Array, lang: string): readonly string[] | null {
  const list = LISTS[lang]
  if (list === undefined) return null
  return entropyToMnemonic(new Uint8Array(secret), list)
    .split(/[\s\u3000]+/)
    .map((word) => word.normalize('NFC'))
}

/** The same 128 bits in 26 letters and digits, in groups that an eye can keep. */
export function codeOf(secret: Uint8Array): readonly string[] {
  let bits = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let code = ''
  for (let n = 0; n < CODE_LENGTH; n += 1) {
    code = CROCKFORD.charAt(Number(bits & 31n)) + code
    bits >>= 5n
  }
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
}

/** Forgiving in what does not matter: capitals, accents' form, spaces, and letters that look like digits. */
export function readWritten(written: string): Uint8Array<ArrayBuffer> | null {
  return readCode(written) ?? readWords(written)
}

function readWords(written: string): Uint8Array<ArrayBuffer> | null {
  const phrase = written.normalize('NFKD').trim().toLowerCase().replace(/\s+/g, ' ')
  for (const list of Object.values(LISTS)) {
    try {
      const secret = mnemonicToEntropy(phrase, list)
      if (secret.length === SECRET_BYTES) return new Uint8Array(secret)
    } catch {
      // Not of this list, or not what was shown: its last word holds a checksum.
    }
  }
  return null
}

function readCode(written: string): Uint8Array<ArrayBuffer> | null {
  const plain = asMade(written.replace(/[\s-]/g, ''))
  if (plain.length !== CODE_LENGTH) return null
  let bits = 0n
  for (const letter of plain) {
    const value = CROCKFORD.indexOf(letter)
    if (value < 0) return null
    bits = (bits << 5n) | BigInt(value)
  }
  if (bits >> 128n !== 0n) return null
  return Uint8Array.from({ length: SECRET_BYTES }, (_, at) =>
    Number((bits >> BigInt(8 * (SECRET_BYTES - 1 - at))) & 255n),
  )
}
