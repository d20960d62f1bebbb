import { elementsIn, type Node } from '../../xml/tree.ts'

interface Style {
  readonly hides: boolean | undefined
  readonly parent: string | undefined
}

/** Of which family the style of an element is, and in which attribute it is named. */
const STYLED: readonly (readonly [elements: RegExp, family: string, by: string])[] = [
  [/^text:(p|h)$/, 'paragraph', 'text:style-name'],
  [/^text:(span|a)$/, 'text', 'text:style-name'],
  [/^text:section$/, 'section', 'text:style-name'],
  [/^table:table$/, 'table', 'table:style-name'],
  [/^table:table-row$/, 'table-row', 'table:style-name'],
  [/^table:table-column$/, 'table-column', 'table:style-name'],
  [/^draw:page$/, 'drawing-page', 'draw:style-name'],
]

/** Styles by which something is not in view. Automatic ones are of one part, the others of one document. */
export class Styles {
  readonly #all = new Map<string, Style>()

  constructor(parts: readonly { readonly path: string; readonly root: Node }[]) {
    for (const { path, root } of parts) {
      for (const list of root.children) {
        if (typeof list === 'string') continue
        if (!/^office:(automatic-|master-)?styles$/.test(list.name)) continue
        const of = list.name === 'office:styles' ? folderOf(path) : path
        for (const node of elementsIn(list)) {
          if (!/^style:(default-)?style$/.test(node.name)) continue
          const family = node.attributes.get('style:family') ?? ''
          const name = node.attributes.get('style:name') ?? ''
          const parent = node.attributes.get('style:parent-style-name')
          this.#all.set(`${of} ${family} ${name}`, { hides: hides(node), parent })
        }
      }
    }
  }

  hide(node: Node, path: string): boolean {
    const { name, attributes } = node
    const styled = STYLED.find(([elements]) => elements.test(name))
    if (styled === undefined || this.#all.size === 0) return false
    const [, family, by] = styled
    return this.#hides(family, attributes.get(by) ?? '', path)
  }

  #hides(family: string, name: string, path: string): boolean {
    let now: string | undefined = name
    for (let n = 0; n < 32 && now !== undefined; n += 1) {
      const style: Style | undefined =
        this.#all.get(`${path} ${family} ${now}`) ??
        this.#all.get(`${folderOf(path)} ${family} ${now}`)
      if (style?.hides !== undefined) return style.hides
      // The style of all that name none bears no name itself.
      now = now === '' ? undefined : (style?.parent ?? '')
    }
    return false
  }
}

/** Where the styles of the document stand that a part is of. */
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

function hides({ children }: Node): boolean | undefined {
  const said = children.flatMap((one) => {
    if (typeof one === 'string') return []
    const { attributes } = one
    const display = attributes.get('text:display')
    return [
      ...(display === undefined ? [] : [display === 'none']),
      ...(attributes.get('table:display') === 'false' ? [true] : []),
      ...(attributes.get('presentation:visibility') === 'hidden' ? [true] : []),
      ...['style:row-height', 'style:column-width']
        .filter((at) => /^0(\.0*)?\p{L}*$/u.test(attributes.get(at) ?? ''))
        .map(() => true),
    ]
  })
  return said.length === 0 ? undefined : said.includes(true)
}
