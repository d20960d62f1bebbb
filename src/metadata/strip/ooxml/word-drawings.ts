import {
  childOf,
  childrenOf,
  elementsIn,
  filterIn,
  isOn,
  type Node,
  someIn,
} from '../../xml/tree.ts'
import { elementsById, hasVisible, hasVisibleWords } from './children.ts'
import { type FillColours, fillOf, themeFillOf } from './colours.ts'
import { isOverfull, isTooFull } from './room.ts'
import { ofVml } from './watermarks.ts'
import { TWO_POINTS, type WordStyles, wordValue } from './word-styles.ts'

type Span = readonly [least: number, most: number]
type Side = 'left' | 'right' | 'top' | 'bottom'

/** A page in twentieths of a point. */
export interface Page {
  readonly width: number
  readonly height: number
  /** As its sections have them, from the narrowest to the widest. */
  readonly margins: Readonly<Record<Side, Span>>
  /** What stands in its margins, or all of it, is beside the paper. */
  readonly lost: boolean
  /** Whether a section lays its text out in several columns. */
  readonly columns: boolean
}

/** EMU in a twentieth of a point. */
const EMU = 635

/** The largest page of a text, or that of one section. */
export function largestPage(root: Node | undefined): Page {
  let [width, height, lost, columns] = [0, 0, false, false]
  const margins: Record<Side, Span> = { left: NONE, right: NONE, top: NONE, bottom: NONE }
  for (const node of root === undefined ? [] : elementsIn(root)) {
    if (node.name !== 'w:sectPr') continue
    const size = childOf(node, 'w:pgSz')
    const [wide, high] = [
      Number(wordValue(size, 'w') ?? 12240),
      Number(wordValue(size, 'h') ?? 15840),
    ]
    width = Math.max(width, wide)
    height = Math.max(height, high)
    const margin = (at: string) => Math.abs(Number(wordValue(childOf(node, 'w:pgMar'), at) ?? 0))
    for (const side of Object.keys(margins) as Side[]) {
      const value = margin(side)
      const [least, most] = margins[side]
      margins[side] =
        margins[side] === NONE ? [value, value] : [Math.min(least, value), Math.max(most, value)]
    }
    const several = childOf(node, 'w:cols')
    columns ||= countOf(several) > 1
    lost ||=
      wide < 288 ||
      high < 288 ||
      hasFlatColumn(several, wide - margin('left') - margin('right')) ||
      ['top', 'bottom', 'header', 'footer'].some((at) => margin(at) >= high)
  }
  return { width: width || 12240, height: height || 15840, margins, lost, columns }
}
const NONE: Span = [0, 0]

const countOf = (several: Node | undefined): number =>
  Number(wordValue(several, 'num') ?? childrenOf(several).length)

/** Whether there is no room for a column of text, or it begins behind the paper. */
function hasFlatColumn(several: Node | undefined, room: number): boolean {
  const widthOf = (one: Node, at: string) => Number(wordValue(one, at) ?? 0)
  const each = childrenOf(several, 'w:col')
  if (room < TWO_POINTS || each.some((one) => Number(wordValue(one, 'w')) <= TWO_POINTS))
    return true
  if (each.length === 0 || isOn(wordValue(several, 'equalWidth'), false)) {
    const count = countOf(several)
    return room - (count - 1) * Number(wordValue(several, 'space') ?? 720) < TWO_POINTS * count
  }
  const before = each.slice(0, -1).map((one) => widthOf(one, 'w') + widthOf(one, 'space'))
  return room - before.reduce((sum, one) => sum + one, 0) < TWO_POINTS
}

/** Where that may be from which something is measured. */
function baseOf(from: string, across: boolean, page: Page): Span {
  const { margins } = page
  const all = across ? page.width : page.height
  const [near, far] = across ? [margins.left, margins.right] : [margins.top, margins.bottom]
  switch (from) {
    case 'page':
    case 'leftMargin':
    case 'left-margin-area':
    case 'topMargin':
    case 'top-margin-area':
      return NONE
    case 'margin':
      return near
    case 'rightMargin':
    case 'right-margin-area':
    case 'bottomMargin':
    case 'bottom-margin-area':
      return [all - far[1], all - far[0]]
    case 'column':
      return [near[0], all - far[0]]
    default:
      return [0, all]
  }
}

/** A frame, or a drawing that is anchored: whether it lies beside the page, or has no extent. */
export function isOutOfPage(node: Node, page: Page): boolean {
  if (node.name === 'w:framePr' || node.name === 'w:tblpPr') return isFrameOut(node, page)
  if (!hasVisible(node)) return false
  if (isOn(node.attributes.get('hidden'), false)) return true
  const extent = childOf(node, 'wp:extent')
  const size = (at: string) => Number(extent?.attributes.get(at) ?? Number.NaN) / EMU
  if (size('cx') <= 20 || (size('cy') <= 20 && !grows(node))) return true
  const at = (name: string) => {
    const position = childOf(node, name)
    const offset = childOf(position, 'wp:posOffset')?.children[0]
    const base = baseOf(
      position?.attributes.get('relativeFrom') ?? '',
      name === 'wp:positionH',
      page,
    )
    return { from: typeof offset === 'string' ? Number(offset) / EMU : undefined, base }
  }
  const [x, y] = [at('wp:positionH'), at('wp:positionV')]
  const point = childOf(node, 'wp:simplePos')
  if (isOn(node.attributes.get('simplePos'), false)) {
    const to = (name: string) => Number(point?.attributes.get(name)) / EMU
    return (
      isBeside(to('x'), size('cx'), page.width, NONE) ||
      isBeside(to('y'), size('cy'), page.height, NONE)
    )
  }
  return (
    isBeside(x.from, size('cx'), page.width, x.base) ||
    isBeside(y.from, size('cy'), page.height, y.base)
  )
}

/** `base` is where that may be from which it is measured. */
function isBeside(
  from: number | undefined,
  size: number,
  page: number,
  [least, most]: Span,
): boolean {
  if (from === undefined || Number.isNaN(from)) return false
  return from + least >= page || from + (size || 0) + most <= 0
}

function isFrameOut(frame: Node, page: Page): boolean {
  const number = (at: string) => Number(wordValue(frame, at) ?? 0) || 0
  const [x, y, across, down, aligned, raised] =
    frame.name === 'w:framePr'
      ? (['x', 'y', 'hAnchor', 'vAnchor', 'xAlign', 'yAlign'] as const)
      : (['tblpX', 'tblpY', 'horzAnchor', 'vertAnchor', 'tblpXSpec', 'tblpYSpec'] as const)
  // Where it is aligned, or nothing is said, it is beside nothing.
  const from = (at: string, instead: string) =>
    wordValue(frame, instead) === undefined && number(at) !== 0 ? number(at) : undefined
  const flat = wordValue(frame, 'hRule') === 'exact' && wordValue(frame, 'h') !== undefined
  const narrow = wordValue(frame, 'w') !== undefined && number('w') > 0 && number('w') <= 40
  const base = (at: string, across: boolean) => baseOf(wordValue(frame, at) ?? 'text', across, page)
  return (
    isBeside(from(x, aligned), number('w') || page.width / 2, page.width, base(across, true)) ||
    isBeside(from(y, raised), number('h') || page.height / 2, page.height, base(down, false)) ||
    (flat && number('h') <= 40) ||
    narrow
  )
}

const POINTS: Readonly<Record<string, number>> = {
  pt: 20,
  in: 1440,
  px: 15,
  cm: 567,
  mm: 56.7,
  pc: 240,
}

/** What an older drawing says of its look, and lengths in it. */
export function styleOf(shape: Node) {
  const style = new Map(
    (shape.attributes.get('style') ?? '').split(';').map((one) => {
      const [name = '', value = ''] = one.split(':')
      return [name.trim().toLowerCase(), value.trim().toLowerCase()] as const
    }),
  )
  return { style, size: (at: string) => lengthOf(style.get(at)) }
}

function lengthOf(value: string | undefined): number | undefined {
  const [, number = '', unit = ''] = /^(-?[\d.]+)([a-z]*)$/.exec(value?.trim() ?? '') ?? []
  const scale = POINTS[unit]
  if (number !== '' && scale !== undefined) return Number(number) * scale
  return number !== '' && Number(number) === 0 ? 0 : undefined
}

/** A box of a fixed height with more words than it shows, and none behind it that takes them up. */
export function isBoxOverfull(shape: Node, root: Node): boolean {
  const text = childOf(shape, 'v:textbox')
  const next = /mso-next-textbox:\s*#?(\w+)/.exec(text?.attributes.get('style') ?? '')?.[1]
  if (text !== undefined) {
    const { size } = styleOf(shape)
    const [width, height] = [size('width'), size('height')]
    if (width === undefined || height === undefined || grows(shape)) return false
    if (next !== undefined && elementsById(root).has(next)) return false
    const inset = (text.attributes.get('inset') ?? '').split(',')
    const at = (n: number, standard: number) => lengthOf(inset[n]) ?? standard
    const [wide, high] = [width - at(0, 144) - at(2, 144), height - at(1, 72) - at(3, 72)]
    return (
      hasVisibleWords(text) && (wide <= 0 || high <= 0 || isTooFull(text, wide / 20, high / 20))
    )
  }
  const box = childOf(shape, 'wps:txbx')
  const id = box?.attributes.get('id')
  const isLinked = ({ name }: Node) => name === 'wps:linkedTxbx'
  if (box === undefined || (id !== undefined && elementsById(root).get(id)?.some(isLinked)))
    return false
  const size = childOf(childOf(childOf(shape, 'wps:spPr'), 'a:xfrm'), 'a:ext')
  return isOverfull(box, childOf(shape, 'wps:bodyPr'), size, true)
}

/** A shape that says in its style that it is hidden, lies elsewhere or has no extent. */
export function isShapeOff(shape: Node, page: Page): boolean {
  if (!shape.name.startsWith('v:') || !hasVisible(shape)) return isFlatShape(shape)
  const { style, size } = styleOf(shape)
  const [width, height] = [size('width'), size('height')]
  const beside = (at: readonly string[], extent: number | undefined, across: boolean) => {
    const from = style.get(`mso-position-${across ? 'horizontal' : 'vertical'}-relative`) ?? 'text'
    const most = across ? page.width : page.height
    return at.some((name) => isBeside(size(name), extent ?? 0, most, baseOf(from, across, page)))
  }
  return (
    style.get('visibility') === 'hidden' ||
    (width !== undefined && width <= 20) ||
    (height !== undefined && height <= 20 && !grows(shape)) ||
    beside(['left', 'margin-left'], width, true) ||
    beside(['top', 'margin-top'], height, false)
  )
}

function isFlatShape(shape: Node): boolean {
  const extent = childOf(childOf(childOf(shape, 'wps:spPr'), 'a:xfrm'), 'a:ext')
  if (extent === undefined || !hasVisible(shape)) return false
  const isFlat = (at: string) => Number(extent.attributes.get(at)) <= 20 * EMU
  return isFlat('cx') || (isFlat('cy') && !grows(shape))
}

/** A box that becomes as high as its words. */
function grows(shape: Node): boolean {
  return someIn(
    shape,
    ({ name, attributes }) =>
      name === 'a:spAutoFit' ||
      (name === 'v:textbox' && /mso-fit-shape-to-text:\s*t/i.test(attributes.get('style') ?? '')),
  )
}

/** What words in a shape stand on; nothing is known where another drawing may lie beneath. */
export function groundOf(
  shape: Node,
  root: Node,
  around: FillColours,
  styles: WordStyles,
): FillColours {
  const own = shape.name.startsWith('v:') ? ofVml(shape) : ofDrawing(shape, styles)
  if (own !== null && own !== undefined) return own
  const extent = extentOf(shape)
  const beneath = coversIn(root, styles).some(
    (cover) => cover.node !== shape && isLarger(cover.extent, extent),
  )
  return beneath ? [] : around
}

interface Cover {
  readonly node: Node
  readonly extent: Extent
}
/** Looked for once in each part, however many shapes it has. */
const COVERS = new WeakMap<Node, readonly Cover[]>()

/** Drawings that something may be written on. */
function coversIn(root: Node, styles: WordStyles): readonly Cover[] {
  const known = COVERS.get(root)
  if (known !== undefined) return known
  const all = filterIn(root, (node) => {
    if (!/^(wps:wsp|pic:pic|v:(shape|rect|roundrect|oval))$/.test(node.name)) return false
    return node.name.startsWith('v:')
      ? (ofVml(node) ?? null) !== null && node.attributes.has('fillcolor')
      : node.name === 'pic:pic' || (ofDrawing(node, styles) ?? null) !== null
  }).map((node) => ({ node, extent: extentOf(node) }))
  COVERS.set(root, all)
  return all
}

function ofDrawing(shape: Node, styles: WordStyles): FillColours | null | undefined {
  const properties = childOf(shape, 'wps:spPr')
  const fill = fillOf(properties, styles.drawn)
  return fill === undefined ? themeFillOf(childOf(shape, 'wps:style'), styles.drawn) : fill
}

type Extent = readonly number[] | undefined

function extentOf(node: Node): Extent {
  const properties = childrenOf(node).find(({ name }) => /:spPr$/.test(name))
  const size = childOf(childOf(properties, 'a:xfrm'), 'a:ext')
  return size === undefined ? undefined : ['cx', 'cy'].map((at) => Number(size.attributes.get(at)))
}

/** By what they say of their extent: whether one could lie under the other. */
function isLarger(large: Extent, small: Extent): boolean {
  if (large === undefined || small === undefined) return true
  return large.every((size, at) => size >= (small[at] ?? 0) * 0.8)
}
