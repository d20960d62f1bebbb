/*
 * What is still in a copy, and where. Both are keys with values and never words: a place is said in the language of
 * whoever reads it (`dialogs/place.ts`), and names nothing that only a program knows, such as a part of a package.
 */

/** By which rule words and pictures of a page are not seen. */
export type UnseenPicture = 'mode' | 'size' | 'beside' | 'clip' | 'ink' | 'cover'
export type Unseen = UnseenPicture | 'font'

/** Each is a sentence of the locales, `files.trace.<kind>`. None of them is "something". */
export type StayKind =
  | 'earlier'
  | 'unseen'
  | 'label'
  | 'encoding'
  | 'remark'
  | 'title'
  | 'hidden'
  | `${'picture' | 'drawing' | 'slide' | 'sheet'}_hidden`
  | 'notes'
  | 'layer'
  | 'cut'
  | 'states'
  | 'crowded'
  | 'picture'
  | 'font'
  | 'letters'
  | `text_${Unseen}`
  | `${'picture' | 'pattern'}_${UnseenPicture}`

/** Each is a name in the locales, `files.place.<at>`, with its values. */
export type StayLocation =
  | {
      readonly at:
        | 'document'
        | 'whole'
        /** Before the first paragraph. */
        | 'start'
        | 'header'
        | 'footer'
        | 'layout'
    }
  /** Paragraphs are those with words that are seen: how many, and how this one begins. */
  | { readonly at: 'paragraph' | 'after'; readonly n: number; readonly words: string }
  /** `more` are those of many places that are not listed. */
  | { readonly at: 'line' | 'more'; readonly n: number }
  | { readonly at: 'page' | 'pages' | 'slide' | 'notes'; readonly n: number }
  | { readonly at: 'sheet'; readonly name: string }
  | { readonly at: 'cell'; readonly name: string; readonly cell: string }
  /** On such a slide or sheet or in such a paragraph, or of the document. */
  | { readonly at: Within; readonly within?: StayLocation }

type Within = 'chart' | 'comments' | 'footnotes' | 'endnotes'

export interface Stay {
  readonly kind: StayKind
  readonly place: StayLocation
}

/** A chart, comments or notes: those of a slide, a sheet, a cell or a paragraph, or of the document. */
export function locationWithin(at: Within, around: StayLocation): StayLocation {
  return /^(slide|sheet|cell|start|after|paragraph)$/.test(around.at)
    ? { at, within: around }
    : { at }
}

/** The same in a cell, where it is on a sheet. */
export function locationInCell(around: StayLocation, cell: string): StayLocation {
  if ('name' in around) return { at: 'cell', name: around.name, cell }
  if (!('within' in around) || around.within === undefined) return around
  return { ...around, within: locationInCell(around.within, cell) }
}

/** Each kind and place once, and of each kind as many places as are read. */
export function eachOnce(stays: readonly Stay[]): readonly Stay[] {
  const all = new Map(stays.map((stay) => [JSON.stringify(stay), stay])).values()
  const counts = new Map<StayKind, number>()
  const listed = [...all].filter(({ kind }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return (counts.get(kind) ?? 0) <= MOST
  })
  const more = [...counts].flatMap(([kind, count]) =>
    count > MOST ? [{ kind, place: { at: 'more' as const, n: count - MOST } }] : [],
  )
  return [...listed, ...more]
}
const MOST = 20
