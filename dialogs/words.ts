import ar from './locales/ar.json' with { type: 'json' }
import en from './locales/en.json' with { type: 'json' }
import es from './locales/es.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import ru from './locales/ru.json' with { type: 'json' }
import zh from './locales/zh.json' with { type: 'json' }
import { speak, type Table, type Words } from './speak.ts'
import { nearestTo } from './supported-languages.ts'

export { isolate, type Words } from './speak.ts'
export { LANGUAGES } from './supported-languages.ts'

/** All languages, for the server. The page loads one and imports `speak.ts`. */
const TABLES: Readonly<Record<string, Table>> = { en, fr, es, ar, zh, ru }

const wordsByLanguage = new Map<string, Words>()

/** Words of the nearest offered language; English for any other. Never throws. */
export function wordsFor(locale: string | undefined, among?: readonly string[]): Words {
  const nearest = nearestTo(locale ?? '') ?? 'en'
  const lang = among === undefined || among.includes(nearest) ? nearest : 'en'
  const cachedWords = wordsByLanguage.get(lang)
  if (cachedWords !== undefined) return cachedWords
  const words = speak(lang, TABLES[lang] ?? en, en)
  wordsByLanguage.set(lang, words)
  return words
}
