import type { FontOf } from '../office/signs.ts'
import { folderOf, type StylePart, Styles } from './styles.ts'

const STYLED = /^(text|table|draw|presentation):(text-|default-cell-)?style-name$/

/** Font of an element by its own styles; defaults of table columns are not considered. */
export function odfFonts(parts: readonly StylePart[]): (path: string) => FontOf {
  const styles = new Styles(parts)
  return (path) => (node) => {
    const own = node.children.find(
      (one) => typeof one !== 'string' && one.name === 'style:text-properties',
    )
    if (own !== undefined && typeof own !== 'string' && own.attributes.has('style:font-name')) {
      return familyOf(own.attributes.get('style:font-name'), path)
    }
    for (const at of node.attributes.keys()) {
      const style = STYLED.test(at) ? styles.named(node, at, path) : undefined
      const look = styles.look(style)
      const font = look.get('text style:font-name') ?? look.get('text fo:font-family')
      if (font !== undefined) return familyOf(font, style?.path ?? path)
    }
    return undefined
  }

  function familyOf(name = '', path: string): string {
    const face =
      styles.find('font', name, path) ?? styles.find('font', name, `${folderOf(path)}styles.xml`)
    return face?.node.attributes.get('svg:font-family') ?? name
  }
}
