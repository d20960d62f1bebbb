import { seen } from '../../unseen.ts'
import type { Node } from '../../xml/tree.ts'
import type { DocumentNotes } from './document-notes.ts'

/** Where fonts of symbols have what they draw. In any other font it is of private use, and may be a mark. */
export const OF_SYMBOLS = /[\u{e000}-\u{e4ff}\u{f020}-\u{f0ff}]/gu
const SYMBOLS =
  /^["']?((standard )?symbols?|wingdings|webdings|mt extra|marlett|(itc )?zapf ?dingbats|monotype sorts|bookshelf symbol|ms outlook|ms reference specialty)\b/i
/** These have signs of their own besides. */
const OPEN = /^["']?(open|star)symbol\b/i

/** A sheet writes signs by their number too, as `_x000D_`: what is read there, of signs of control those that are seen. */
export const readIn = ({ name }: Node, text: string): string =>
  name.startsWith('s:')
    ? text
        .replace(/_x([\dA-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/[^\P{Cc}\t\n\v\r]|\p{Cs}|\r(?=\n)/gu, '')
    : text
/** The same, written again. */
export const writtenIn = ({ name }: Node, text: string): string =>
  name.startsWith('s:')
    ? text
        .replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_')
        .replace(/\v/g, '_x000B_')
        .replace(/\r/g, '_x000D_')
    : text

/** The font that an element says, for the words and labels in it. */
export type FontOf = (node: Node) => string | undefined

export const isSymbols = (font: string): boolean => SYMBOLS.test(font) || OPEN.test(font)

/**
 * Tells of signs that nobody sees or that may be marks and stay in a part: in words, which have been looked through, of
 * those that only a font of symbols draws and that stand in another; elsewhere of all.
 */
export function reportSigns(
  parts: readonly { readonly path: string; readonly root: Node }[],
  paragraphs: ReadonlySet<string>,
  fontsOf: (path: string) => FontOf,
  notes: DocumentNotes,
): void {
  for (const { path, root } of parts) {
    for (const node of marked(root, paragraphs, fontsOf(path))) notes.keeps('unseen', node)
  }
}

/** The elements in which such signs are. */
function marked(root: Node, paragraphs: ReadonlySet<string>, fontOf: FontOf): readonly Node[] {
  const elements: Node[] = []
  const around: Node[] = []
  const isMark = (text: string, inWords: boolean): boolean => {
    const hasSigns = text.search(OF_SYMBOLS) >= 0
    if (inWords && !hasSigns) return false
    const fonts = hasSigns ? around.map(fontOf) : []
    const font = fonts.findLast((one) => one !== undefined) ?? ''
    const rest = text.replace(OF_SYMBOLS, (sign) =>
      OPEN.test(font) || (SYMBOLS.test(font) && sign >= '\u{f000}') ? '•' : sign,
    )
    if (inWords) return rest.search(OF_SYMBOLS) >= 0
    const { changed, stays } = seen(rest)
    return changed || stays !== null
  }
  const visit = (node: Node, outside: boolean) => {
    around.push(node)
    const inWords = outside || paragraphs.has(node.name)
    let isMarked = [...node.attributes].some(([at, value]) =>
      isMark(at === 'w:char' ? String.fromCharCode(Number.parseInt(value, 16)) : value, false),
    )
    for (const child of node.children) {
      if (typeof child !== 'string') visit(child, inWords)
      else isMarked ||= isMark(readIn(node, child), inWords)
    }
    if (isMarked) elements.push(node)
    around.pop()
  }
  visit(root, false)
  return elements
}
