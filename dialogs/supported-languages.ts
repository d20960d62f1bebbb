/** A supported language. `locale` is for dates and lists; `en` is British. */
export interface Language {
  readonly id: string
  readonly locale: string
  readonly rtl: boolean
  /** Its own name. */
  readonly name: string
  /** Its word for "language". */
  readonly word: string
}

const SUPPORTED: readonly Language[] = [
  { id: 'en', locale: 'en-GB', rtl: false, name: 'English', word: 'Language' },
  { id: 'fr', locale: 'fr', rtl: false, name: 'Français', word: 'Langue' },
  { id: 'es', locale: 'es', rtl: false, name: 'Español', word: 'Idioma' },
  { id: 'ar', locale: 'ar', rtl: true, name: 'العربية', word: 'اللغة' },
  { id: 'zh', locale: 'zh', rtl: false, name: '中文', word: '语言' },
  { id: 'ru', locale: 'ru', rtl: false, name: 'Русский', word: 'Язык' },
]

/** Languages with their own names. */
export const LANGUAGES: readonly Pick<Language, 'id' | 'name'>[] = SUPPORTED

/**
 * Fallbacks: languages whose speakers commonly read a supported one, because it is official where they live or, for
 * Portuguese, close in writing. Not included: speakers who may not want to be greeted in it, as in Ukraine.
 */
const ALSO_READ_BY: Readonly<Record<string, readonly string[]>> = {
  es: ['ast', 'ay', 'ca', 'eu', 'gl', 'gn', 'pt', 'qu'],
  fr: ['br', 'co', 'ht', 'lb', 'ln', 'mg', 'oc', 'sg', 'wo'],
  ru: ['be', 'kk', 'ky'],
  zh: ['cmn', 'yue'],
}

/** Nearest supported language of a locale: `ar-EG` Arabic, `zh-Hant` Chinese, `gl` its fallback; `null` for none. */
export function nearestTo(locale: string): string | null {
  const asked = locale.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  if (SUPPORTED.some(({ id }) => id === asked)) return asked
  return Object.keys(ALSO_READ_BY).find((id) => ALSO_READ_BY[id]?.includes(asked)) ?? null
}

/** @returns English for an unsupported language */
export function languageOf(lang: string): Language {
  const [english] = SUPPORTED
  const language = SUPPORTED.find(({ id }) => id === lang) ?? english
  if (language === undefined) throw new TypeError('no language is spoken')
  return language
}
