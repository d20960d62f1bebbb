/** One list at a time, for a browser: four of them would be as much as everything that seals. */
const FILES: Readonly<Record<string, () => Promise<{ readonly wordlist: string[] }>>> = {
  en: () => import('@scure/bip39/wordlists/english.js'),
  fr: () => import('@scure/bip39/wordlists/french.js'),
  es: () => import('@scure/bip39/wordlists/spanish.js'),
  zh: () => import('@scure/bip39/wordlists/simplified-chinese.js'),
}

export const LANGUAGES_WITH_LIST: readonly string[] = Object.keys(FILES)

/** @returns `null` for a language that has no list, or whose list did not come: the code is as good. */
export async function loadWordList(lang: string): Promise<string[] | null> {
  const file = Object.hasOwn(FILES, lang) ? await FILES[lang]?.().catch(() => null) : null
  return file?.wordlist ?? null
}
