import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { locationInWords } from '#dialogs/file-location.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import type { StayKind, StayLocation, Unseen, UnseenPicture } from '#metadata/stay.ts'

const PICTURE: Readonly<Record<UnseenPicture, true>> = {
  ...{ mode: true, size: true, beside: true },
  ...{ clip: true, ink: true, cover: true },
}
const TEXT: Readonly<Record<Unseen, true>> = { ...PICTURE, font: true }
type Plain = Exclude<StayKind, `text_${string}` | `${'picture' | 'pattern'}_${UnseenPicture}`>
/** Whole, or it does not compile. */
const PLAIN: Readonly<Record<Plain, true>> = {
  ...{ earlier: true, unseen: true, label: true, encoding: true, remark: true, title: true },
  ...{ hidden: true, picture_hidden: true, drawing_hidden: true, slide_hidden: true },
  ...{ sheet_hidden: true, notes: true, layer: true, cut: true, states: true, crowded: true },
  ...{ picture: true, font: true, letters: true },
}
const KINDS = [
  ...Object.keys(PLAIN),
  ...Object.keys(TEXT).map((why) => `text_${why}`),
  ...Object.keys(PICTURE).flatMap((why) => [`picture_${why}`, `pattern_${why}`]),
]
const WHOLE = ['document', 'whole', 'start', 'header', 'footer', 'footnotes', 'endnotes'] as const
const SHEET = { at: 'sheet', name: 'Costs' } as const
const PARAGRAPH = { at: 'paragraph', n: 7, words: 'Rent' } as const
/** One of each, by its key: whole, or it does not compile. */
const PLACES: Readonly<Record<StayLocation['at'], StayLocation>> = {
  ...(Object.fromEntries(WHOLE.map((at) => [at, { at }])) as Record<
    (typeof WHOLE)[number],
    StayLocation
  >),
  cell: { at: 'cell', name: 'Costs', cell: 'B7' },
  layout: { at: 'layout' },
  line: { at: 'line', n: 7 },
  paragraph: PARAGRAPH,
  after: { at: 'after', n: 7, words: 'Rent' },
  more: { at: 'more', n: 7 },
  page: { at: 'page', n: 7 },
  pages: { at: 'pages', n: 7 },
  slide: { at: 'slide', n: 7 },
  notes: { at: 'notes', n: 7 },
  sheet: SHEET,
  chart: { at: 'chart' },
  comments: { at: 'comments' },
}
const ALL: readonly StayLocation[] = [
  ...Object.values(PLACES),
  { at: 'chart', within: SHEET },
  { at: 'comments', within: { at: 'slide', n: 7 } },
  { at: 'footnotes', within: PARAGRAPH },
  { at: 'endnotes', within: PARAGRAPH },
]

describe.each(LANGUAGES.map(({ id }) => id))('T-147 what stays, and where, in %s', (lang) => {
  const words = wordsFor(lang)
  const table: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(join(import.meta.dirname, `../../dialogs/locales/${lang}.json`), 'utf8'),
  )

  test('each kind has a sentence of its own', () => {
    const sentences = KINDS.map((kind) => table[`files.trace.${kind}`])
    expect(sentences).not.toContain(undefined)
    expect(new Set(sentences).size).toBe(KINDS.length)
  })

  test('each place is named with its values, without a key and in no other language', () => {
    for (const place of ALL) {
      const sentence = locationInWords(words, place)
      expect(sentence).not.toMatch(/files\.|[{}]|undefined/)
      const values = JSON.stringify(place).match(/Costs|Rent|B7|7/g) ?? []
      for (const value of values) expect(sentence).toContain(value)
      if (lang !== 'en' && place.at !== 'page') {
        expect(sentence).not.toBe(locationInWords(wordsFor('en'), place))
      }
    }
  })
})
