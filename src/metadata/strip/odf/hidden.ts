import { childrenOf, elementsIn, type Node, someIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { asShape, FILL, filled, inShape, paperGround } from './filling.ts'
import { formatOf, holds, mapsOf, numberOfCell } from './formats.ts'
import { isHiddenFormula } from './formula.ts'
import { type Bounds, boundsOf, isOffPage } from './geometry.ts'
import { kindsOf } from './hidden-kinds.ts'
import {
  type CellSize,
  filledFields,
  hasFlatColumn,
  isCutOff,
  isOffChart,
  isOutOfView,
  lostLabels,
  lowHeaders,
  roomFrom,
  showsNames,
} from './out-of-view.ts'
import {
  coveredShapes,
  type DrawnShape,
  FROM_PAGE,
  fixedHeight,
  groundBelow,
  has,
  isBesidePaper,
  isClipped,
  isClosed,
  isCropped,
  isFaint,
  isFilledTable,
  isHiddenLine,
  isNotDrawn,
  isRowFull,
  isThin,
  largest,
  leadsOff,
  opacityOf,
  pageBounds,
  roomOf,
  SHAPE,
  type StyleValues,
  THIN,
  UNFILLED,
} from './shape.ts'
import { type StylePart, Styles, styleNameOf } from './styles.ts'
import { cellsBesidePaper } from './table-bounds.ts'
import {
  type Column,
  cellsOf,
  flatColumns,
  GROUP,
  inHiddenColumns,
  isCollapsed,
  linesOf,
  offGrid,
  says,
  tableColumns,
  valueIn,
} from './table-lines.ts'
import { type Ground, isUnread, lengthInPoints, PLAIN, type TextView, within } from './view.ts'

/** Reports content of the copy that is invisible, and earlier versions of content. */
export function reportHidden(parts: readonly StylePart[], notes: DocumentNotes): void {
  const styles = new Styles(parts)
  const fields = filledFields(parts)
  for (const part of parts) new Part(part, styles, fields, notes).tell()
}

class Part {
  readonly #path: string
  readonly #root: Node
  readonly #styles: Styles
  /** Placeholder fields that each slide fills with its own text. */
  readonly #fields: ReadonlySet<string>
  readonly #notes: DocumentNotes
  #drawn: DrawnShape[] | null = null
  #page: Bounds | null = null
  #isText = false
  #chart: Node | undefined
  /** Largest page of a text document. */
  #paperSize: Bounds | null = null
  #isProtected = false

  constructor(
    { path, root }: StylePart,
    styles: Styles,
    fields: ReadonlySet<string>,
    notes: DocumentNotes,
  ) {
    this.#fields = fields
    this.#path = path
    this.#root = root
    this.#styles = styles
    this.#notes = notes
  }

  tell(): void {
    const marks = new Map<string, Node>()
    for (const node of elementsIn(this.#root)) {
      // A tracked change is reported where the text refers to it.
      const change = node.attributes.get('text:change-id')
      if (change !== undefined && !node.name.endsWith('-end')) marks.set(change, node)
      this.#isText ||= node.name === 'office:text'
      if (node.name === 'chart:chart') this.#chart = node
    }
    for (const list of elementsIn(this.#root)) {
      if (!list.name.endsWith(':tracked-changes')) continue
      for (const node of childrenOf(list)) {
        const id = node.attributes.get('text:id') ?? node.attributes.get('xml:id') ?? ''
        this.#notes.keeps('earlier', marks.get(id) ?? node)
      }
    }
    const paper = this.#styles.all.filter(({ kind }) => kind === 'layout')
    const looks = paper.map((one) => this.#styles.look(one))
    const grounds = paper.map((one, n) =>
      paperGround(looks[n] ?? new Map(), this.#styles, one.path),
    )
    const colours = grounds.flatMap((ground) => ground?.colours ?? [])
    const ground = colours.length === 0 ? PLAIN.ground : { colours, isGradient: false }
    this.#paperSize = this.#isText ? largest(looks) : null
    const room = (this.#isText ? roomOf(looks) : null) ?? PLAIN.room
    const text = within(
      { ...PLAIN, ground, room },
      this.#styles.defaultLook('paragraph', this.#path),
    )
    if (this.#isText && this.#styles.all.some((one) => hasFlatColumn(one, room.width))) {
      this.#tell(this.#root)
    }
    for (const label of lostLabels(this.#root, text, this.#styles, this.#path)) this.#tell(label)
    const page = { size: this.#paperSize, room, lookOf: this.#lookOf }
    for (const cell of cellsBesidePaper(this.#root, page)) this.#tell(cell)
    for (const child of this.#root.children) {
      if (typeof child === 'string' || /^office:(automatic-)?styles$/.test(child.name)) continue
      this.#walk(child, text)
    }
  }

  #tell(node: Node, kinds = kindsOf(node)): void {
    for (const kind of kinds) this.#notes.keeps(kind, node)
  }

  /** Reports an element that is hidden as a whole. @returns whether it was */
  #isTold(node: Node): boolean {
    const isHidden = this.#isHidden(node)
    const isSheet = node.name === 'table:table' && !this.#isText && this.#drawn === null
    if (isHidden) this.#tell(node, isSheet ? ['sheet_hidden'] : undefined)
    return isHidden
  }

  #walk(node: Node, view: TextView): void {
    const { name } = node
    if (this.#isTold(node)) return
    if (name === 'style:master-page' || name === 'draw:page') {
      this.#sheet(node, view)
    } else if (name === 'table:table') {
      this.#table(node, this.#inside(node, view))
    } else if (SHAPE.test(name)) {
      this.#shape(node, view)
    } else {
      this.#children(node, name === 'office:annotation' ? PLAIN : this.#inside(node, view))
    }
  }

  #children(node: Node, view: TextView): void {
    for (const child of node.children) {
      if (typeof child !== 'string') {
        this.#shown(child, view)
        this.#walk(child, view)
      } else if (isUnread(child, view)) this.#tell(node)
    }
  }

  readonly #lookOf = (node: Node): StyleValues => this.#styles.lookOf(node, this.#path)

  #inside(node: Node, view: TextView): TextView {
    const isBare = this.#isText && node.name === 'text:p' && !node.attributes.has('text:style-name')
    const standard = isBare
      ? this.#styles.find('style paragraph', 'Standard', this.#path)
      : undefined
    const there = within(view, this.#styles.look(standard))
    const look = this.#lookOf(node)
    const inside = within(there, look)
    return /^chart:/.test(node.name) ? filled(inside, look, true, this.#styles, this.#path) : inside
  }

  /** A slide or master page: later shapes lie above earlier ones. */
  #sheet(node: Node, view: TextView): void {
    const isSlide = node.name === 'draw:page'
    const master = isSlide
      ? this.#styles.named(node, 'draw:master-page-name', this.#path)
      : { node, kind: 'master', path: this.#path }
    const layout = master && this.#styles.named(master.node, 'style:page-layout-name', master.path)
    const paper = this.#styles.look(layout)
    this.#page = pageBounds(paper)
    if (!isSlide && layout !== undefined)
      for (const header of lowHeaders(node, layout.node)) this.#tell(header)
    const background =
      master &&
      this.#styles.find('style presentation', `${styleNameOf(master.node)}-background`, master.path)
    const looks = [
      this.#styles.look(background),
      this.#styles.look(master && this.#styles.named(master.node, 'draw:style-name', master.path)),
      isSlide ? this.#lookOf(node) : new Map(),
    ]
    const first =
      layout === undefined
        ? view
        : { ...view, ground: paperGround(paper, this.#styles, this.#path) }
    const all = looks.reduce<TextView>(
      (there, look) => filled(there, asShape(look, 'drawing-page'), true, this.#styles, this.#path),
      first,
    )
    this.#drawn = []
    if (isSlide && master !== undefined) {
      for (const child of master.node.children) {
        if (typeof child !== 'string' && SHAPE.test(child.name))
          this.#fromMaster(child, master.path, all)
      }
    }
    this.#children(node, all)
    for (const one of coveredShapes(this.#drawn)) this.#tell(one.node)
    this.#drawn = null
    this.#page = null
  }

  #fromMaster(node: Node, path: string, view: TextView): void {
    for (const shape of elementsIn(node)) {
      const bounds = boundsOf(shape)
      if (bounds === undefined || shape.attributes.has('presentation:placeholder')) continue
      const at = shape.attributes.has('draw:style-name')
        ? 'draw:style-name'
        : 'presentation:style-name'
      const look = this.#styles.look(this.#styles.named(shape, at, path))
      const ground = this.#groundOf(shape, look, view)
      this.#drawn?.push({ node: shape, bounds, ground, isWritten: false, opacity: 0 })
    }
  }

  /** Ground of text on a shape and of shapes above it; `undefined` when it has no fill. */
  #groundOf(node: Node, look: StyleValues, view: TextView): Ground | null | undefined {
    if (has(node, 'draw:image')) return null
    const isFilled = !UNFILLED.test(node.name)
    const bare = { ...view, ground: undefined as never }
    const { ground } = filled(bare, look, isFilled, this.#styles, this.#path)
    // Without a stated colour it has the program's default.
    return ground === undefined && isFilled && opacityOf(look) > 0.9 ? null : ground
  }

  #shape(node: Node, view: TextView): void {
    const bounds = boundsOf(node)
    const look = new Map([
      ...this.#styles.defaultLook('graphic', this.#path),
      ...(node.attributes.get('text:anchor-type') === 'page' ? FROM_PAGE : []),
      ...this.#lookOf(node),
    ])
    const [isPicture, isFilled] = [has(node, 'draw:image'), look.get(FILL) === 'bitmap']
    const isWritten = isNotBlank(node) || someIn(node, ({ name }) => this.#fields.has(name))
    const says = isPicture || isFilled || isWritten
    if (
      says &&
      (isThin(node, bounds) ||
        this.#isBeside(bounds, look) ||
        (isWritten &&
          isOutOfView(node, look, this.#page ?? this.#paperSize, this.#page && bounds)) ||
        (isPicture && (isFaint(look) || isCropped(look))))
    ) {
      this.#tell(node, kindsOf(node, isFilled))
    }
    if (bounds && (this.#isText ? isClipped : leadsOff)(node, bounds, this.#page)) this.#tell(node)
    const own = node.name === 'draw:g' ? undefined : this.#groundOf(node, look, view)
    const below =
      own === undefined && bounds !== undefined ? groundBelow(this.#drawn ?? [], bounds) : undefined
    const ground = own !== undefined ? own : below === undefined ? view.ground : below
    if (this.#drawn !== null && bounds !== undefined && node.name !== 'draw:g') {
      const isWhole = isPicture || isFilledTable(node, this.#lookOf)
      const opacity = isWhole ? 1 : own === undefined ? 0 : opacityOf(look)
      this.#drawn.push({ node, bounds, ground: own, isWritten: says, opacity })
    }
    const room = this.#page && bounds ? roomFrom(bounds, this.#page) : view.room
    this.#children(node, inShape(node, { ...view, room }, look, ground, this.#isText))
  }

  /** Elements that display text from elsewhere. */
  #shown(node: Node, view: TextView): void {
    if (!this.#fields.has(node.name) && !showsNames(node, this.#lookOf(node))) return
    if (isUnread('x', this.#inside(node, view))) this.#tell(node, ['hidden'])
  }

  #isBeside(bounds: Bounds | undefined, look: StyleValues): boolean {
    const page = this.#drawn !== null && !this.#isText ? this.#page : null
    if (bounds === undefined) return false
    return page ? isOffPage(bounds, page) : isBesidePaper(bounds, this.#paperSize, look)
  }

  /** Cells without a style have that of their row or column. */
  #table(table: Node, view: TextView): void {
    const columns = tableColumns(table, this.#lookOf)
    const width = lengthInPoints(this.#lookOf(table).get('table style:width'))
    if (width !== undefined && width < THIN && says(table)) this.#tell(table)
    const isFlat = flatColumns(table, width ?? view.room.width, this.#lookOf)
    const off = inHiddenColumns(table, (one) => isFlat(one) || isHiddenLine(this.#lookOf(one)))
    const beyond = !this.#isText && this.#drawn === null ? offGrid(table) : []
    for (const cell of [...off, ...beyond]) this.#tell(cell)
    const rows = new Set(linesOf(table, 'table:table-row'))
    const visit = (node: Node) => {
      for (const child of node.children) {
        if (typeof child === 'string') continue
        if (rows.has(child)) this.#row(child, columns, view)
        else if (GROUP.test(child.name) && !this.#isHidden(child)) visit(child)
        else if (!/^table:table-column$/.test(child.name)) this.#walk(child, view)
      }
    }
    const around = this.#isProtected
    this.#isProtected = table.attributes.get('table:protected') === 'true'
    visit(table)
    this.#isProtected = around
  }

  #row(row: Node, columns: readonly Column[], view: TextView): void {
    if (this.#isTold(row)) return
    // In a spreadsheet lines are not wrapped unless a cell says so.
    const [width, share] = this.#isText ? [view.room.width, 1] : [Number.POSITIVE_INFINITY, 2]
    const isOnSlide = this.#drawn !== null && !this.#isText
    const height = isOnSlide ? undefined : fixedHeight(this.#lookOf(row))
    if (isRowFull(row, width, height, share, this.#lookOf)) this.#tell(row)
    const inRow = this.#inside(row, view)
    for (const { cell, style, width } of cellsOf(row, columns)) {
      if (says(cell) || cell.children.length > 0) this.#cell(cell, style, inRow, { width, height })
    }
  }

  #cell(cell: Node, name: string, view: TextView, size: CellSize): void {
    if (this.#isTold(cell)) return
    const style = this.#styles.find('style table-cell', name, this.#path)
    const look = this.#styles.look(style)
    const first = within(view, this.#styles.defaultLook('table-cell', this.#path))
    const looks = [look]
    const format = formatOf(cell, style, this.#styles)
    let isDrawn = format !== null
    for (const map of mapsOf(style, this.#styles)) {
      if (holds(map.attributes.get('style:condition') ?? '', numberOfCell(cell)) === false) continue
      const other = this.#styles.named(
        map,
        'style:apply-style-name',
        this.#path,
        'style table-cell',
      )
      looks.push(new Map([...look, ...this.#styles.look(other)]))
      isDrawn &&= formatOf(cell, other, this.#styles) !== null
    }
    const isKept = looks.some((one) => one.get('table-cell style:cell-protect')?.includes('hidden'))
    const isLocked = isKept && this.#isProtected
    const isCell = !this.#isText && this.#drawn === null
    const isCut = isCutOff(cell, look, size, isCell)
    if ((!isDrawn || isLocked || isCut) && says(cell)) this.#tell(cell)
    for (const one of looks) {
      const inked = new Map([...one, ...(format ?? [])])
      const there = filled(within(first, inked), inked, false, this.#styles, this.#path)
      // In a table on a slide, a template may fill the cell with an unknown colour.
      const isTemplate = this.#drawn !== null && !inked.has(FILL)
      const shown = isTemplate ? { ...there, ground: null } : there
      if (!isNotBlank(cell) && isUnread(valueIn(cell) ?? '', shown)) this.#tell(cell)
      this.#children(cell, shown)
    }
  }

  #isHidden(node: Node): boolean {
    const { name, attributes } = node
    if (name === 'table:table') return this.#lookOf(node).get('table table:display') === 'false'
    if (!says(node)) return false
    if (isOffChart(node, this.#chart)) return true
    if (name.startsWith('math:')) return isHiddenFormula(node)
    switch (name) {
      case 'presentation:notes':
        return this.#path.endsWith('content.xml')
      case 'text:section':
        return isClosed(node, this.#styles.named(node, 'text:style-name', this.#path)?.node)
      case 'text:ruby':
        return !childrenOf(node, 'text:ruby-base').some(isNotBlank)
      case 'table:table-row':
        // On a slide a row grows with its text.
        return isCollapsed(node) || (this.#drawn === null && isHiddenLine(this.#lookOf(node)))
      case 'table:covered-table-cell':
        return true
      case 'table:table-row-group':
      case 'table:table-column-group':
        return attributes.get('table:display') === 'false'
      case 'draw:page':
        return this.#lookOf(node).get('drawing-page presentation:visibility') === 'hidden'
      default:
        return (
          SHAPE.test(name) &&
          isNotDrawn(node, this.#styles.named(node, 'draw:layer', this.#path)?.node)
        )
    }
  }
}
