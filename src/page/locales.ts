import { speak, type Table, type Words } from '#dialogs/speak.ts'
import { AppError } from '#errors.ts'

/** Dynamic imports of the locales, one chunk per language. */
const LOCALES: Readonly<Record<string, () => Promise<{ readonly default: Table }>>> = {
  en: () => import('../../dialogs/locales/en.json', { with: { type: 'json' } }),
  fr: () => import('../../dialogs/locales/fr.json', { with: { type: 'json' } }),
  es: () => import('../../dialogs/locales/es.json', { with: { type: 'json' } }),
  ar: () => import('../../dialogs/locales/ar.json', { with: { type: 'json' } }),
  zh: () => import('../../dialogs/locales/zh.json', { with: { type: 'json' } }),
  ru: () => import('../../dialogs/locales/ru.json', { with: { type: 'json' } }),
}

/** @throws DATABASE_AWAY when the language could not be loaded */
export async function wordsIn(lang: string): Promise<Words> {
  const load = Object.hasOwn(LOCALES, lang) ? LOCALES[lang] : LOCALES['en']
  const module = await load?.().catch(() => null)
  if (module === undefined || module === null) throw new AppError('DATABASE_AWAY')
  return speak(lang, module.default)
}
