import { IntlMessageFormat } from 'intl-messageformat'

/** The word in the six languages, with its relatives. */
export const ANONYMOUS =
  /anonym|an[oó]nim|مجهول|مجهّل|بلا هوية|دون هوية|匿名|не назыв\S* себя|аноним/i

/** Words that English cannot do without and that are no word of a neighbour. */
export const ENGLISH_WORD = /(?<!\p{L})(the|you|your|this|that|with|and|is|of|we|not)(?!\p{L})/iu

interface Part {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
}

interface Plural {
  readonly options: Readonly<Record<string, unknown>>
  /** The forms that say the number itself. */
  readonly hashes: readonly string[]
}

/** What a message takes, by name and kind ("n 6" is a plural over n), and the plurals in it. */
export function placeholders(text: string, lang: string) {
  const names = new Set<string>()
  const plurals: Plural[] = []
  walk(new IntlMessageFormat(text, lang).getAst() as readonly Part[])
  return { names, plurals }

  function walk(parts: readonly Part[]): void {
    for (const part of parts) {
      if (part.type === 1 || part.options !== undefined) names.add(`${part.value} ${part.type}`)
      if (part.options === undefined) continue
      const options = Object.entries(part.options)
      const hashes = options.filter(([, { value }]) => value.some(({ type }) => type === HASH))
      plurals.push({ options: part.options, hashes: hashes.map(([form]) => form) })
      for (const [, { value }] of options) walk(value)
    }
  }
}

const HASH = 7

/** The sentences of a message as somebody meets them, with short names in its gaps and each plural form once. */
export function spoken(text: string, lang: string): readonly { text: string; words: number }[] {
  const message = new IntlMessageFormat(text, lang)
  const { names } = placeholders(text, lang)
  const renderings = SAMPLES.map((n) =>
    String(
      message.format(
        Object.fromEntries(
          [...names].map((name) => {
            const [id = '', kind] = name.split(' ')
            return [id, kind === '6' ? n : 'Aside']
          }),
        ),
      ),
    ),
  )
  return [...new Set(renderings)].flatMap((one) => sentences(one, lang))
}

const SAMPLES = [0, 1, 2, 5, 11, 100, 1_000_000]

/** A text by its sentences and half-sentences, crumbs apart. */
export function sentences(text: string, lang: string): readonly { text: string; words: number }[] {
  const parts = text.split(/(?<=[.?;:؟؛。？；：])\s*|[›·]/u)
  return parts.map((one) => ({ text: one, words: wordsIn(one, lang) }))
}

/** Chinese writes no spaces: its words are those of the reader's dictionary. */
function wordsIn(sentence: string, lang: string): number {
  const segments = [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(sentence)]
  return segments.filter(({ isWordLike }) => isWordLike).length
}
