import { elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import { childOf, childrenOf, isDrawn } from './children.ts'
import { type Area, areaOf } from './hidden-cells.ts'
import { type CellStyle, isCellUnread, SheetStyles } from './sheet-styles.ts'
import type { PackagePart } from './slides.ts'

interface Ruled {
  readonly areas: readonly Area[]
  /** What a cell looks like where the rule holds; `null` for one whose value is not drawn. */
  readonly over: (look: CellStyle) => CellStyle | null
}

/** Cells of a workbook in which something is written that cannot be read. */
export class SheetHidden {
  readonly #styles: SheetStyles
  readonly #strings: readonly Node[]
  readonly #looks = new Map<number, CellStyle>()

  constructor(roots: readonly Node[]) {
    this.#styles = new SheetStyles(roots)
    this.#strings = childrenOf(
      roots.find(({ name }) => name === 's:sst'),
      's:si',
    )
  }

  has({ root, relations }: PackagePart, parts: readonly PackagePart[]): boolean {
    const rules = this.#rulesOf(root)
    const tables = relations.flatMap(({ type, target }) => {
      const table = type === 'table' ? parts.find(({ path }) => path === target) : undefined
      return table === undefined ? [] : [coloured(table.root)]
    })
    for (const cell of elementsIn(root)) {
      if (cell.name !== 's:c' || !isWritten(cell)) continue
      const at = areaOf(cell.attributes.get('r') ?? '')
      const look = this.#look(Number(cell.attributes.get('s') ?? 0))
      const on = at === undefined ? undefined : tables.find((dark) => dark(at))
      const seen = on === undefined || look.fill !== undefined ? look : { ...look, fill: [] }
      if (this.#isUnread(cell, seen)) return true
      if (at === undefined) continue
      for (const { areas, over } of rules) {
        const ruled = over(seen)
        if (ruled === seen || !areas.some((area) => isWithin(at, area))) continue
        if (ruled === null || this.#isUnread(cell, ruled)) return true
      }
    }
    return false
  }

  #look(index: number): CellStyle {
    const known = this.#looks.get(index)
    if (known !== undefined) return known
    const look = this.#styles.look(index)
    this.#looks.set(index, look)
    return look
  }

  #isUnread(cell: Node, look: CellStyle): boolean {
    const type = cell.attributes.get('t') ?? 'n'
    const value = textIn(childOf(cell, 's:v') ?? { ...cell, children: [] })
    const string = type === 's' ? this.#strings[Number(value)] : childOf(cell, 's:is')
    const words = type === 's' ? (string === undefined ? '' : textIn(string)) : value
    if (type !== 'inlineStr' && words.trim() === '') return false
    const number = type === 'n' && value.trim() !== '' ? Number(value) : null
    const runs = childrenOf(string, 's:r').filter((run) => isWritten(run))
    return isCellUnread(look, number, runs, this.#styles)
  }

  #rulesOf(sheet: Node): readonly Ruled[] {
    const rules: Ruled[] = []
    for (const node of elementsIn(sheet)) {
      if (!/^(s|x14):conditionalFormatting$/.test(node.name)) continue
      const newer = childOf(node, 'xm:sqref')
      const said = newer === undefined ? (node.attributes.get('sqref') ?? '') : textIn(newer)
      const areas = said.split(/\s+/).flatMap((one) => areaOf(one) ?? [])
      for (const rule of childrenOf(node)) {
        const over = this.#ruled(rule)
        if (over !== undefined) rules.push({ areas, over })
      }
    }
    return rules
  }

  #ruled(rule: Node): Ruled['over'] | undefined {
    const bars = childrenOf(rule).some(({ name, attributes }) => {
      const shows = attributes.get('showValue')
      return /:(dataBar|iconSet)$/.test(name) && shows !== undefined && !isOn(shows)
    })
    if (bars) return () => null
    const index = rule.attributes.get('dxfId')
    const said =
      index === undefined ? childOf(rule, 'x14:dxf') : this.#styles.different[Number(index)]
    if (said === undefined) return undefined
    const words = this.#styles.colour(childOf(childOf(said, 's:font'), 's:color'))
    const fill = this.#styles.fill(childOf(said, 's:fill'), true)
    const format = childOf(said, 's:numFmt')?.attributes.get('formatCode')
    if (words === undefined && fill === undefined && format === undefined) return undefined
    return (look) => ({
      ...look,
      words: words === undefined ? look.words : [words],
      fill: fill ?? look.fill,
      format: format ?? look.format,
    })
  }
}

/** Where a style of tables lays a colour under the cells that this program does not know. */
function coloured(table: Node): (at: Area) => boolean {
  const area = areaOf(table.attributes.get('ref') ?? '')
  const name = childOf(table, 's:tableStyleInfo')?.attributes.get('name') ?? ''
  const [, kind, number = '0'] = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(name) ?? []
  if (area === undefined || name === '') return () => false
  const head = (table.attributes.get('headerRowCount') ?? '1') !== '0'
  const darkHead =
    kind === 'Dark' || (kind === 'Light' ? Number(number) >= 8 && Number(number) <= 14 : true)
  const dark = kind === undefined || kind === 'Dark'
  return (at) => isWithin(at, area) && (dark || (darkHead && head && at.top === area.top))
}

const isWithin = (at: Area, area: Area): boolean =>
  area.left <= at.left && at.left <= area.right && area.top <= at.top && at.top <= area.bottom

const COUNTED = ['col', 'colOff', 'row', 'rowOff']

/** A drawing on a sheet that takes no room, or lies before its first cell. */
export function isWithoutRoom(anchor: Node): boolean {
  if (!isDrawn(anchor)) return false
  const extent = childOf(anchor, 'xdr:ext')
  if (extent !== undefined) {
    const point = childOf(anchor, 'xdr:pos')
    const end = (at: string, size: string) =>
      Number(point?.attributes.get(at) ?? 0) + Number(extent.attributes.get(size))
    if (end('x', 'cx') <= 12_700 || end('y', 'cy') <= 12_700) return true
    return ['cx', 'cy'].some((at) => Number(extent.attributes.get(at)) <= 12_700)
  }
  const [from, to] = [childOf(anchor, 'xdr:from'), childOf(anchor, 'xdr:to')]
  if (from === undefined || to === undefined) return false
  const at = (node: Node) =>
    COUNTED.map((name) => Number(textIn(childOf(node, `xdr:${name}`) ?? { ...node, children: [] })))
  const [left = 0, leftOff = 0, top = 0, topOff = 0] = at(from)
  const [right = 0, rightOff = 0, bottom = 0, bottomOff = 0] = at(to)
  return (
    (right <= left && rightOff - leftOff <= 12_700) ||
    (bottom <= top && bottomOff - topOff <= 12_700)
  )
}
