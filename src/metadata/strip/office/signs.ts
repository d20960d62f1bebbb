import { seen } from '../../unseen.ts'
import type { Node } from '../../xml/tree.ts'
import type { DocumentNotes } from './document-notes.ts'

/** Private-use characters that symbol fonts draw. In any other font they may be a mark. */
export const OF_SYMBOLS = /[\u{e000}-\u{e4ff}\u{f020}-\u{f0ff}]/gu
const SYMBOLS =
  /^["']?((standard )?symbols?|wingdings|webdings|mt extra|marlett|(itc )?zapf ?dingbats|monotype sorts|bookshelf symbol|ms outlook|ms reference specialty)\b/i
/** Fonts that have further private-use characters. */
const OPEN = /^["']?(open|star)symbol\b/i

/** Text of a spreadsheet with its `_x000D_` escapes decoded; of control characters only those that are visible. */
export const readIn = ({ name }: Node, text: string): string =>
  name.startsWith('s:')
    ? text
        .replace(/_x([\dA-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/[^\P{Cc}\t\n\v\r]|\p{Cs}|\r(?=\n)/gu, '')
    : text
/** Encodes such text again. */
export const writtenIn = ({ name }: Node, text: string): string =>
  name.startsWith('s:')
    ? text
        .replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_')
        .replace(/\v/g, '_x000B_')
        .replace(/\r/g, '_x000D_')
    : text

/** Font of an element for its text and labels; `undefined` where none is set. */
export type FontOf = (node: Node) => string | undefined

export const isSymbols = (font: string): boolean => SYMBOLS.test(font) || OPEN.test(font)

/**
 * Reports invisible characters, and characters that may be marks, that stay in a part. In paragraphs, which were
 * cleaned: private-use characters in a font that does not draw them; elsewhere: any.
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

/** Elements with such characters. */
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
    const { text: plain, stays } = seen(rest)
    return plain !== rest || stays.length > 0
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
