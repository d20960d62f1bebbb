import { FileRefused } from '../../metadata-finding.ts'
import { childOf, childrenOf, isOn, type Node } from '../../xml/tree.ts'
import { BLACK, type Colour, colourOf, composite, WHITE } from '../office/contrast.ts'
import { type FillColours, lightened, Theme } from './colours.ts'

/** Elements that properties are looked for in, the nearest first. */
export type Holders = readonly Node[]

/** Two points in twentieths. */
export const TWO_POINTS = 40

/** The child of this name that counts. */
export const firstStyled = (holders: Holders, name: string): Node | undefined => {
  for (const holder of holders) {
    const child = childOf(holder, name)
    if (child !== undefined) return child
  }
  return undefined
}

export const wordValue = (node: Node | undefined, at = 'val'): string | undefined =>
  node?.attributes.get(`w:${at}`)

/** What a toggle comes to: `undefined` where nothing says so. */
export const isSwitched = (holders: Holders, name: string): boolean => {
  const element = firstStyled(holders, name)
  return element !== undefined && isOn(wordValue(element))
}

const MAPPED: Readonly<Record<string, string>> = {
  dark1: 'dk1',
  light1: 'lt1',
  dark2: 'dk2',
  light2: 'lt2',
  text1: 'dk1',
  background1: 'lt1',
  text2: 'dk2',
  background2: 'lt2',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
}
const OF_DRAWINGS: Readonly<Record<string, string>> = {
  tx1: 't1',
  bg1: 'bg1',
  tx2: 't2',
  bg2: 'bg2',
}
const HIGHLIGHTS: Readonly<Record<string, string>> = {
  black: '000000',
  blue: '0000ff',
  cyan: '00ffff',
  green: '00ff00',
  magenta: 'ff00ff',
  red: 'ff0000',
  yellow: 'ffff00',
  white: 'ffffff',
  darkBlue: '00008b',
  darkCyan: '008b8b',
  darkGreen: '006400',
  darkMagenta: '800080',
  darkRed: '8b0000',
  darkYellow: '808000',
  darkGray: 'a9a9a9',
  lightGray: 'd3d3d3',
}

/** Styles that a style is based on, one on another. */
const DEEPEST = 64

/** The styles, colours and settings of a text. */
export class WordStyles {
  readonly #styles = new Map<string, Node>()
  readonly #standard = new Map<string, Node>()
  readonly defaults: Holders
  readonly settings: Node | undefined
  readonly theme: Theme

  constructor(roots: readonly Node[]) {
    const styles = roots.find(({ name }) => name === 'w:styles')
    this.settings = roots.find(({ name }) => name === 'w:settings')
    this.theme = new Theme(roots.find(({ name }) => name === 'a:theme'))
    for (const style of childrenOf(styles, 'w:style')) {
      this.#styles.set(wordValue(style, 'styleId') ?? '', style)
      if (isOn(wordValue(style, 'default'), false)) {
        this.#standard.set(wordValue(style, 'type') ?? '', style)
      }
    }
    const base = childOf(styles, 'w:docDefaults')
    const words = childOf(childOf(base, 'w:rPrDefault'), 'w:rPr')
    this.defaults = words === undefined ? [] : [words]
  }

  /** A style and those that it is based on; the standard one of its type for none. */
  chain(id: string | undefined, type: 'paragraph' | 'character' | 'table'): readonly Node[] {
    const chain: Node[] = []
    let style =
      id === undefined
        ? this.#standard.get(type)
        : (this.#styles.get(id) ?? this.#standard.get(type))
    while (style !== undefined && !chain.includes(style)) {
      if (chain.push(style) > DEEPEST) throw new FileRefused('broken')
      style = this.#styles.get(wordValue(childOf(style, 'w:basedOn')) ?? '')
    }
    return chain
  }

  /** `null` for the colour that the program chooses, so that it is seen. */
  colour(
    node: Node | undefined,
    by: { readonly value: string; readonly theme: string } = { value: 'val', theme: 'theme' },
  ): Colour | null | undefined {
    if (node === undefined) return undefined
    const { value, theme } = by
    const name = wordValue(node, theme === 'theme' ? 'themeColor' : theme)
    const themed = name === undefined ? undefined : this.#themed(name)
    if (themed !== undefined) {
      const share = (of: string) => {
        const hex = wordValue(node, of)
        return hex === undefined ? undefined : (Number.parseInt(hex, 16) || 0) / 255
      }
      const tint = share(`${theme}Tint`)
      const shade = share(`${theme}Shade`)
      const tinted =
        tint === undefined ? themed : lightened(themed, (light) => light * tint + 1 - tint)
      return shade === undefined ? tinted : lightened(tinted, (light) => light * shade)
    }
    const text = wordValue(node, value)
    return text === undefined ? undefined : (colourOf(text) ?? null)
  }

  #themed(name: string): Colour | undefined {
    const mapping = childOf(this.settings, 'w:clrSchemeMapping')
    const short = name.replace(/^text/, 't').replace(/^background/, 'bg')
    const mapped = wordValue(mapping, short) ?? name
    return this.theme.named(MAPPED[mapped] ?? mapped)
  }

  /** A colour of a drawing in the text. */
  readonly drawn = (holder: Node): Colour | undefined =>
    this.theme.drawn(holder, (name) => {
      const short = OF_DRAWINGS[name]
      if (short === undefined) return undefined
      const mapping = wordValue(childOf(this.settings, 'w:clrSchemeMapping'), short)
      return MAPPED[mapping ?? short.replace(/^t(?=\d)/, 'text').replace(/^bg/, 'background')]
    })

  /** What a shading covers, over what is behind it; `undefined` where it covers nothing. */
  shading(node: Node | undefined, behind: FillColours): FillColours | undefined {
    const pattern = wordValue(node)
    if (node === undefined || pattern === 'nil') return undefined
    const fill = this.colour(node, { value: 'fill', theme: 'themeFill' })
    if (pattern === undefined || pattern === 'clear') return fill ? [fill] : undefined
    const front = this.colour(node, { value: 'color', theme: 'theme' }) ?? BLACK
    if (pattern === 'solid') return [front]
    const ground = fill ?? behind[0] ?? WHITE
    const share = /^pct(\d+)$/.exec(pattern)?.[1]
    return share === undefined
      ? [ground, front]
      : [composite({ ...front, alpha: Number(share) / 100 }, ground)]
  }

  highlight(node: Node | undefined): FillColours | undefined {
    const colour = colourOf(HIGHLIGHTS[wordValue(node) ?? ''])
    return colour === undefined ? undefined : [colour]
  }
}

interface Cell {
  readonly row: number
  readonly rows: number
  readonly column: number
  readonly columns: number
}

/** What a style of a table says of a cell, the nearest first: of its corner, its edge, its band, and of all. */
export function tableStyleParts(chain: readonly Node[], table: Node, cell: Cell): readonly Node[] {
  const look = childOf(childOf(table, 'w:tblPr'), 'w:tblLook')
  const bits = Number.parseInt(wordValue(look) ?? '0', 16)
  const has = (name: string, bit: number) => {
    return isOn(wordValue(look, name), (bits & bit) !== 0)
  }
  const top = has('firstRow', 0x20) && cell.row === 0
  const bottom = has('lastRow', 0x40) && cell.row === cell.rows - 1
  const left = has('firstColumn', 0x80) && cell.column === 0
  const right = has('lastColumn', 0x100) && cell.column === cell.columns - 1
  const band = (at: number, size: string) => {
    const sized = chain.map((style) => wordValue(childOf(childOf(style, 'w:tblPr'), size)))
    const wide = Number(sized.find((one) => one !== undefined) ?? 1) || 1
    return Math.floor(at / wide) % 2 === 0 ? 'band1' : 'band2'
  }
  const row = cell.row - (has('firstRow', 0x20) ? 1 : 0)
  const column = cell.column - (has('firstColumn', 0x80) ? 1 : 0)
  const names = [
    ...(top && left ? ['nwCell'] : []),
    ...(top && right ? ['neCell'] : []),
    ...(bottom && left ? ['swCell'] : []),
    ...(bottom && right ? ['seCell'] : []),
    ...(top ? ['firstRow'] : []),
    ...(bottom ? ['lastRow'] : []),
    ...(left ? ['firstCol'] : []),
    ...(right ? ['lastCol'] : []),
    ...(!has('noHBand', 0x200) && !top && !bottom
      ? [`${band(row, 'w:tblStyleRowBandSize')}Horz`]
      : []),
    ...(!has('noVBand', 0x400) && !left && !right
      ? [`${band(column, 'w:tblStyleColBandSize')}Vert`]
      : []),
    'wholeTable',
  ]
  const conditional = names.flatMap((name) =>
    chain.flatMap((style) =>
      childrenOf(style, 'w:tblStylePr').filter((one) => wordValue(one, 'type') === name),
    ),
  )
  return [...conditional, ...chain]
}
