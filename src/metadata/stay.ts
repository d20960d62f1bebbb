/*
 * What stays in a cleaned copy, and where. Both are keys with values and no sentences: `dialogs/file-location.ts` writes the
 * location in the reader's language. No location names anything that only a program knows, such as a part of a package.
 */

/** Rules by which text or images of a page count as invisible. */
export type UnseenPicture = 'mode' | 'size' | 'beside' | 'clip' | 'ink' | 'cover'
export type Unseen = UnseenPicture | 'font'

/** Kinds of what stays. Each has a text in the locales, `files.trace.<kind>`. */
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

/** Locations in a document. Each has a text in the locales, `files.place.<at>`, with its values. */
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
  /** Paragraph by its number among those with visible text, and its first words. */
  | { readonly at: 'paragraph' | 'after'; readonly n: number; readonly words: string }
  /** Line by its number; `more`: the number of further locations that are not listed. */
  | { readonly at: 'line' | 'more'; readonly n: number }
  | { readonly at: 'page' | 'pages' | 'slide' | 'notes'; readonly n: number }
  | { readonly at: 'sheet'; readonly name: string }
  | { readonly at: 'cell'; readonly name: string; readonly cell: string }
  /** In a slide, sheet, cell or paragraph, or of the document. */
  | { readonly at: Within; readonly within?: StayLocation }

type Within = 'chart' | 'comments' | 'footnotes' | 'endnotes'

export interface Stay {
  readonly kind: StayKind
  readonly place: StayLocation
}

/**
 * Location within another: a chart, comments or notes of a slide, sheet, cell or paragraph; of the document anywhere
 * else.
 */
export function locationWithin(at: Within, around: StayLocation): StayLocation {
  return /^(slide|sheet|cell|start|after|paragraph)$/.test(around.at)
    ? { at, within: around }
    : { at }
}

/** The same location in a cell, where it is on a sheet. */
export function locationInCell(around: StayLocation, cell: string): StayLocation {
  if ('name' in around) return { at: 'cell', name: around.name, cell }
  if (!('within' in around) || around.within === undefined) return around
  return { ...around, within: locationInCell(around.within, cell) }
}

/** Removes duplicates, and counts the locations of one kind beyond those that are listed. */
export function eachOnce(stays: Iterable<Stay>): readonly Stay[] {
  const known = new Set<string>()
  const counts = new Map<StayKind, number>()
  const listed: Stay[] = []
  for (const stay of stays) {
    const key = JSON.stringify(stay)
    if (known.has(key)) continue
    known.add(key)
    const count = (counts.get(stay.kind) ?? 0) + 1
    counts.set(stay.kind, count)
    if (count <= MOST) listed.push(stay)
  }
  const more = [...counts].flatMap(([kind, count]) =>
    count > MOST ? [{ kind, place: { at: 'more' as const, n: count - MOST } }] : [],
  )
  return [...listed, ...more]
}
const MOST = 20
