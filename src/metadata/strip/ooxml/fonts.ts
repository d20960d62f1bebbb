import { childOf, childrenOf, elementsIn, type Node, textIn } from '../../xml/tree.ts'
import { type FontOf, isSymbols } from '../office/signs.ts'
import { SheetStyles } from './sheet-styles.ts'
import { type Holders, WordStyles, wordValue } from './word-styles.ts'

/** The font of a run, by itself and by its styles; of a label, of a cell. What a layout or a table says is not asked. */
export function ooxmlFonts(roots: readonly Node[]): FontOf {
  const styles = new WordStyles(roots)
  const cells = cellFonts(roots)
  const chain = (id: string | undefined, type: 'paragraph' | 'character') =>
    styles.chain(id, type).flatMap((one) => childrenOf(one, 'w:rPr'))
  return (node) => {
    switch (node.name) {
      case 'w:p': {
        const style = childOf(childOf(node, 'w:pPr'), 'w:pStyle')
        return wordFont([...chain(wordValue(style), 'paragraph'), ...styles.defaults]) ?? ''
      }
      case 'w:r':
      case 'm:r': {
        const own = childrenOf(node, 'w:rPr')
        const style = wordValue(childOf(own[0], 'w:rStyle'))
        return wordFont([...own, ...chain(style, 'character')])
      }
      case 'w:lvl':
        return wordFont(childrenOf(node, 'w:rPr'))
      case 'w:sym':
        return wordValue(node, 'font')
      case 's:r':
        return childOf(childOf(node, 's:rPr'), 's:rFont')?.attributes.get('val')
      case 's:c':
      case 's:si':
        return cells().get(node)
      case 'a:r':
      case 'a:fld': {
        const own = childOf(node, 'a:rPr')
        return (childOf(own, 'a:sym') ?? childOf(own, 'a:latin'))?.attributes.get('typeface')
      }
      default:
        return node.name.startsWith('a:')
          ? childOf(node, 'a:buFont')?.attributes.get('typeface')
          : undefined
    }
  }
}

/** The nearest that says any; of two one that draws no symbols. */
function wordFont(holders: Holders): string | undefined {
  for (const holder of holders) {
    const fonts = childOf(holder, 'w:rFonts')
    const names = ['ascii', 'hAnsi'].flatMap(
      (at) => wordValue(fonts, `${at}Theme`) ?? wordValue(fonts, at) ?? [],
    )
    if (names.length > 0) return names.find((name) => !isSymbols(name)) ?? names[0]
  }
  return undefined
}

/** Of cells, and of strings that several cells share. */
function cellFonts(roots: readonly Node[]): () => ReadonlyMap<Node, string> {
  let fonts: Map<Node, string> | null = null
  return () => {
    if (fonts !== null) return fonts
    fonts = new Map()
    const styles = new SheetStyles(roots)
    const strings = childrenOf(roots.find(({ name }) => name === 's:sst'))
    for (const root of roots) {
      for (const cell of root.name === 's:worksheet' ? elementsIn(root) : []) {
        if (cell.name !== 's:c') continue
        const font = styles.font(Number(cell.attributes.get('s') ?? 0))
        const string = cell.attributes.get('t') === 's' ? strings[Number(textIn(cell))] : cell
        if (string !== undefined && isSymbols(fonts.get(string) ?? font)) fonts.set(string, font)
      }
    }
    return fonts
  }
}
