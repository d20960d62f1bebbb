/**
 * Word lists of recovery phrases by language. Each is a chunk of its own: a browser loads only the one that it needs.
 */
const FILES: Readonly<Record<string, () => Promise<{ readonly wordlist: string[] }>>> = {
  en: () => import('@scure/bip39/wordlists/english.js'),
  fr: () => import('@scure/bip39/wordlists/french.js'),
  es: () => import('@scure/bip39/wordlists/spanish.js'),
  zh: () => import('@scure/bip39/wordlists/simplified-chinese.js'),
}

export const LANGUAGES_WITH_LIST: readonly string[] = Object.keys(FILES)

/**
 * Loads the word list of a language. @returns `null` for a language without a list, or when loading failed; the code
 * works without one
 */
export async function loadWordList(lang: string): Promise<string[] | null> {
  const file = Object.hasOwn(FILES, lang) ? await FILES[lang]?.().catch(() => null) : null
  return file?.wordlist ?? null
}
