import { IntlMessageFormat } from 'intl-messageformat'
import type { Day } from '../src/case/day.ts'
import ar from './locales/ar.json' with { type: 'json' }
import en from './locales/en.json' with { type: 'json' }
import es from './locales/es.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import ru from './locales/ru.json' with { type: 'json' }
import zh from './locales/zh.json' with { type: 'json' }

/** Everything a person can see, in her language. */
export interface Words {
  readonly lang: string
  readonly rtl: boolean
  /** Values are isolated where their direction could disturb the sentence around them. */
  say(key: string, values?: Record<string, string | number>): string
  has(key: string): boolean
  /** The long local date with its weekday: "Friday 27 November". */
  date(day: Day): string
  list(items: readonly string[]): string
}

type Table = Readonly<Record<string, string>>

/** `en` is British: the day stands before the month, as in most of the world. */
const SPOKEN: Readonly<
  Record<string, { table: Table; locale: string; rtl: boolean; name: string }>
> = {
  en: { table: en, locale: 'en-GB', rtl: false, name: 'English' },
  fr: { table: fr, locale: 'fr', rtl: false, name: 'Français' },
  es: { table: es, locale: 'es', rtl: false, name: 'Español' },
  ar: { table: ar, locale: 'ar', rtl: true, name: 'العربية' },
  zh: { table: zh, locale: 'zh', rtl: false, name: '中文' },
  ru: { table: ru, locale: 'ru', rtl: false, name: 'Русский' },
}

/** Languages by the name their own speakers give them. */
export const LANGUAGES: readonly { readonly id: string; readonly name: string }[] = Object.entries(
  SPOKEN,
).map(([id, { name }]) => ({ id, name }))

/**
 * Who speaks one of these commonly reads ours: it is official where they live or, for Portuguese, near enough on paper.
 * Not there: whoever can read another's language and may not want to be greeted in it, as in Ukraine.
 */
const ALSO_READ_BY: Readonly<Record<string, readonly string[]>> = {
  es: ['ast', 'ay', 'ca', 'eu', 'gl', 'gn', 'pt', 'qu'],
  fr: ['br', 'co', 'ht', 'lb', 'ln', 'mg', 'oc', 'sg', 'wo'],
  ru: ['be', 'kk', 'ky'],
  zh: ['cmn', 'yue'],
}

const made = new Map<string, Words>()

/**
 * `ar-EG` is Arabic, `zh-Hant` Chinese, `gl` the nearest that is read; whatever is left, or is not among those that the
 * organisation offers, is English. Never throws.
 */
export function wordsFor(locale: string | undefined, among?: readonly string[]): Words {
  const asked = (locale ?? '').toLowerCase().split(/[-_]/)[0] ?? ''
  const found = Object.hasOwn(SPOKEN, asked) ? asked : nearest(asked)
  const lang = among === undefined || among.includes(found) ? found : 'en'
  const known = made.get(lang)
  if (known !== undefined) return known
  const words = speak(lang)
  made.set(lang, words)
  return words
}

function nearest(asked: string): string {
  return Object.keys(ALSO_READ_BY).find((lang) => ALSO_READ_BY[lang]?.includes(asked)) ?? 'en'
}

function speak(lang: string): Words {
  const { table, locale, rtl } = SPOKEN[lang] ?? { table: en, locale: 'en-GB', rtl: false }
  const messages = new Map<string, IntlMessageFormat>()
  const dates = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    lang,
    rtl,
    has: (key) => Object.hasOwn(table, key),
    say(key, values = {}) {
      let message = messages.get(key)
      if (message === undefined) {
        message = new IntlMessageFormat(textOf(table, key), locale)
        messages.set(key, message)
      }
      return String(message.format(isolated(values, rtl)))
    },
    date(day) {
      const date = dates.format(new Date(`${day}T00:00:00Z`))
      return lang === 'fr' ? date.replace(' 1 ', ' 1er ') : date
    },
    list: (items) => lists.format(items.map((item) => isolate(item, rtl))),
  }
}

function textOf(table: Table, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : ((en as Table)[key] ?? key)
}

function isolated(values: Record<string, string | number>, rtl: boolean) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolate(value, rtl) : value,
    ]),
  )
}

const FOREIGN_DIRECTION = /[\u0590-\u08ff\ufb1d-\ufefc]/

/** A name, number or label keeps its own direction inside a sentence of the other (U+2068 … U+2069). */
export function isolate(text: string, rtl: boolean): string {
  return rtl || FOREIGN_DIRECTION.test(text) ? `\u2068${text}\u2069` : text
}
