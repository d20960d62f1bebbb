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
        | 'text'
        | 'header'
        | 'footer'
        | 'footnotes'
        | 'endnotes'
        | 'cells'
        | 'layout'
    }
  | { readonly at: 'line' | 'page' | 'pages' | 'slide' | 'notes'; readonly n: number }
  | { readonly at: 'sheet'; readonly name: string }
  /** On such a slide or sheet, or of the document. */
  | { readonly at: 'chart' | 'comments'; readonly within?: StayLocation }

export interface Stay {
  readonly kind: StayKind
  readonly place: StayLocation
}

/** A chart or comments: those of a slide or sheet, or of the document. */
export function locationWithin(at: 'chart' | 'comments', around: StayLocation): StayLocation {
  return around.at === 'slide' || around.at === 'sheet' ? { at, within: around } : { at }
}

/** Each kind and place once. */
export function eachOnce(stays: readonly Stay[]): readonly Stay[] {
  return [...new Map(stays.map((stay) => [JSON.stringify(stay), stay])).values()]
}
