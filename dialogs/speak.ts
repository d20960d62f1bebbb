import { IntlMessageFormat } from 'intl-messageformat'
import type { Day } from '#domain/case/day.ts'
import { languageOf } from './supported-languages.ts'

/** Localised texts and formats. */
export interface Words {
  readonly lang: string
  readonly rtl: boolean
  /** Formats a text; values are isolated where their direction could disturb it. */
  say(key: string, values?: Record<string, string | number>): string
  has(key: string): boolean
  /** Long date with weekday: "Friday 27 November". */
  date(day: Day): string
  list(items: readonly string[]): string
}

/** Texts of one language, by key. */
export type Table = Readonly<Record<string, string>>

/** Words of one language, from its table. @param otherwise fallback for missing texts */
export function speak(lang: string, table: Table, otherwise: Table = {}): Words {
  const { locale, rtl } = languageOf(lang)
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
        const text = Object.hasOwn(table, key) ? table[key] : otherwise[key]
        message = new IntlMessageFormat(text ?? key, locale)
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

function isolated(values: Record<string, string | number>, rtl: boolean) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolate(value, rtl) : value,
    ]),
  )
}

const FOREIGN_DIRECTION = /[\u0590-\u08ff\ufb1d-\ufefc]/

/** Isolates a value in a sentence of another direction (U+2068 … U+2069). */
export function isolate(text: string, rtl: boolean): string {
  return rtl || FOREIGN_DIRECTION.test(text) ? `\u2068${text}\u2069` : text
}
