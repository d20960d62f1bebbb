import { type Attributes, childOf, childrenOf, type Node } from '../../xml/tree.ts'
import { BLACK, type Colour, colourOf, composite, WHITE } from '../office/contrast.ts'
import { areLost, type FillColours, lightened, Theme } from './colours.ts'
import { drawnBy } from './number-format.ts'

/** The order in which a workbook counts the colours of its theme. */
const ORDER =
  'lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink'.split(' ')
/** The palette of before 2007: its first eight, which come twice, and what follows. */
const PALETTE =
  `000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080
   9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF
   00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696
   003366 339966 003300 333300 993300 993366 333399 333333`.split(/\s+/)
/** The palette as a cell counts its colours. */
export const INDEXED: readonly string[] = [...PALETTE.slice(0, 8), ...PALETTE]
const SMALL = 2

/** What a cell shows: its words' colour and size, what they stand on, and how a number is written. */
export interface CellStyle {
  readonly words: FillColours
  readonly size: number
  readonly fill: FillColours | undefined
  readonly format: string
  /** How it is aligned: by indents, turned, upon several lines. */
  readonly align: Pick<Attributes, 'get'>
}

/** The styles of a workbook. */
export class SheetStyles {
  readonly #theme: Theme
  readonly #indexed: readonly (Colour | undefined)[]
  readonly #fonts: readonly Node[]
  readonly #fills: readonly Node[]
  readonly #cells: readonly Node[]
  readonly #formats: ReadonlyMap<string, string>
  readonly different: readonly Node[]
  readonly tables: readonly Node[]

  constructor(roots: readonly Node[]) {
    this.#theme = new Theme(roots.find(({ name }) => name === 'a:theme'))
    const styles = roots.find(({ name }) => name === 's:styleSheet')
    const list = (of: string, name: string) => childrenOf(childOf(styles, of), name)
    this.#fonts = list('s:fonts', 's:font')
    this.#fills = list('s:fills', 's:fill')
    this.#cells = list('s:cellXfs', 's:xf')
    this.different = list('s:dxfs', 's:dxf')
    this.tables = list('s:tableStyles', 's:tableStyle')
    this.#formats = new Map(
      list('s:numFmts', 's:numFmt').map(({ attributes }) => [
        attributes.get('numFmtId') ?? '',
        attributes.get('formatCode') ?? '',
      ]),
    )
    const own = childrenOf(childOf(childOf(styles, 's:colors'), 's:indexedColors'))
    this.#indexed = INDEXED.map((hex, at) => rgb(own[at]?.attributes.get('rgb')) ?? colourOf(hex))
  }

  colour(node: Node | undefined): Colour | undefined {
    if (node === undefined) return undefined
    const at = (name: string) => node.attributes.get(name)
    const tint = Number(at('tint') ?? 0)
    const index = at('indexed')
    const base =
      this.#theme.named(ORDER[Number(at('theme') ?? Number.NaN)] ?? '') ??
      rgb(at('rgb')) ??
      (index === undefined ? undefined : (this.#indexed[Number(index)] ?? SYSTEM.get(index)))
    if (base === undefined || tint === 0) return base
    return lightened(base, (light) => (tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint))
  }

  #fontOf(cell: Node | undefined): Node | undefined {
    return this.#fonts[Number(cell?.attributes.get('fontId') ?? 0)]
  }

  font(index: number): string {
    return childOf(this.#fontOf(this.#cells[index]), 's:name')?.attributes.get('val') ?? ''
  }

  look(index: number): CellStyle {
    const element = this.#cells[index]
    const font = this.#fontOf(element)
    const format = element?.attributes.get('numFmtId') ?? ''
    return {
      words: [this.colour(childOf(font, 's:color')) ?? BLACK],
      size: sizeOf(font) ?? 11,
      fill: this.fill(this.#fills[Number(element?.attributes.get('fillId') ?? 0)]),
      format: this.#formats.get(format) ?? '',
      align: childOf(element, 's:alignment')?.attributes ?? new Map(),
    }
  }

  /** A colour of a pattern: where none is written, or an automatic one, that of the window. */
  #patternColour(node: Node | undefined, automatic: Colour): Colour | undefined {
    const isWritten = ['rgb', 'theme', 'indexed'].some((name) => node?.attributes.has(name))
    return isWritten ? this.colour(node) : automatic
  }

  /** `different` for what is laid over a cell: there the ground stands where the pattern does elsewhere. */
  fill(node: Node | undefined, different = false): FillColours | undefined {
    const gradient = childOf(node, 's:gradientFill')
    const stops = childrenOf(gradient, 's:stop').map((stop) =>
      this.#patternColour(childOf(stop, 's:color'), BLACK),
    )
    if (stops.length > 0) return known(stops)
    const pattern = childOf(node, 's:patternFill')
    if (pattern === undefined) return undefined
    const type = pattern.attributes.get('patternType') ?? (different ? 'solid' : 'none')
    if (type === 'none') return undefined
    const [front, back] = [childOf(pattern, 's:fgColor'), childOf(pattern, 's:bgColor')]
    if (type === 'solid') {
      const solid = different ? (back ?? front) : front
      if (different && solid === undefined) return undefined
      return known([this.#patternColour(solid, different ? WHITE : BLACK)])
    }
    return known([this.#patternColour(front, BLACK), this.#patternColour(back, WHITE)])
  }
}

const SYSTEM: ReadonlyMap<string, Colour> = new Map([
  ['64', BLACK],
  ['65', WHITE],
])
const known = (all: readonly (Colour | undefined)[]): FillColours =>
  all.includes(undefined) ? [] : all.filter((one) => one !== undefined)

/** Excel leaves the first two digits unread: the others are the colour. */
const rgb = (value: string | undefined): Colour | undefined =>
  colourOf(value?.length === 8 ? value.slice(2) : value)

const sizeOf = (font: Node | undefined): number | undefined => {
  const value = childOf(font, 's:sz')?.attributes.get('val')
  return value === undefined ? undefined : Number(value)
}

/** Whether a value cannot be read in a cell that looks like this. */
export function isCellUnread(
  look: CellStyle,
  value: number | null,
  runs: readonly Node[],
  styles: SheetStyles,
) {
  const { shows, colour } = look.format === '' ? SHOWN : drawnBy(look.format, value)
  const ground = look.fill ?? [WHITE]
  if (!shows || Number(look.align.get('indent') ?? 0) >= 100) return true
  if (runs.length === 0)
    return look.size <= SMALL || areLost(colour ? [colour] : look.words, ground)
  return runs.some((run) => {
    const own = childOf(run, 's:rPr')
    const fill = styles.colour(childOf(own, 's:color'))
    const words = fill === undefined ? look.words : [composite(fill, WHITE)]
    const raised = childOf(own, 's:vertAlign')?.attributes.get('val')
    const least = /^(super|sub)script$/.test(raised ?? '') ? SMALL * 2 : SMALL
    return (sizeOf(own) ?? look.size) <= least || areLost(words, ground)
  })
}
const SHOWN = { shows: true, colour: undefined }
