import { elementsIn, isOn, type Node, textIn } from '../../xml/tree.ts'
import { over, WHITE } from '../office/contrast.ts'
import { childOf, childrenOf, hasWords, isDrawn } from './children.ts'
import { amount, areLost, fillOf, letteringOf, type Paint } from './colours.ts'
import { type Box, type Part, type Shape, Slide } from './slides.ts'

/** Whether words or pictures of a slide, a layout or a master cannot be seen there. */
export function hasHiddenShapes(
  part: Part,
  parts: readonly Part[],
  idOf: (id: string) => string,
): boolean {
  const slide = new Slide(part, parts)
  const styles = parts.find(({ root }) => root.name === 'a:tblStyleLst')?.root
  const all = slide.shapes()
  return all.some(({ shape, own }, at) => {
    const { node, box } = shape
    if (!own || !isDrawn(node) || (part.root.name !== 'p:sld' && isNumber(node))) return false
    if (box !== undefined && (isOff(box, slide) || isCovered(box, all.slice(at + 1)))) return true
    const beneath = groundOf(
      shape,
      all.slice(0, at).map((one) => one.shape),
      slide,
    )
    const ground = shape.fill === null ? beneath : laid(shape.fill, beneath)
    const tables = [...elementsIn(node)].filter(({ name }) => name === 'a:tbl')
    return (
      isLostIn(childOf(node, 'p:txBody'), node, ground, slide) ||
      tables.some((table) => isLostInTable(table, beneath, slide, styles, idOf))
    )
  })
}

/** A place of a layout or a master for the number of a slide: what is read there stands on the slide. */
function isNumber(shape: Node): boolean {
  const texts = [...elementsIn(shape)].flatMap((one) => (one.name === 'a:t' ? [textIn(one)] : []))
  const picture = [...elementsIn(shape)].some(({ name }) => name === 'a:blip')
  return !picture && texts.every((text) => /^[‹#›\s]*$/u.test(text))
}

/** One point. */
const POINT = 12_700

function isOff({ x, y, width, height }: Box, slide: Slide): boolean {
  const size = slide.size()
  const beside = x >= size.width || y >= size.height || x + width <= 0 || y + height <= 0
  return beside || width <= POINT || height <= POINT
}

/** Under a filled rectangle or a picture that is as large. */
function isCovered(box: Box, above: readonly { readonly shape: Shape }[]): boolean {
  return above.some(({ shape }) => {
    if (shape.box === undefined || shape.fill === null || overlap(box, shape.box) < 1) return false
    const opaque = shape.fill.length > 0 && shape.fill.every(({ alpha }) => alpha > 0.95)
    const form = childOf(childOf(shape.node, 'p:spPr'), 'a:prstGeom')?.attributes.get('prst')
    return shape.node.name === 'p:pic' || (opaque && form === 'rect')
  })
}

/** How much of one lies within the other, from 0 to 1. */
function overlap(one: Box, other: Box): number {
  const along = (from: number, size: number, at: number, extent: number) =>
    Math.max(0, Math.min(from + size, at + extent) - Math.max(from, at)) / Math.max(1, size)
  return (
    along(one.x, one.width, other.x, other.width) * along(one.y, one.height, other.y, other.height)
  )
}

const laid = (front: Paint, behind: Paint): Paint =>
  front.map((colour) => over(colour, behind[0] ?? WHITE))

/** What is seen behind a shape: what lies under most of it, and what lies under a good part. */
function groundOf(shape: Shape, below: readonly Shape[], slide: Slide): Paint {
  const grounds: Paint[] = []
  for (const { fill, box } of below.toReversed()) {
    if (fill === null || box === undefined) continue
    const share = shape.box === undefined ? 1 : overlap(shape.box, box)
    if (share >= 0.25) grounds.push(fill)
    if (share > 0.9) return merged(grounds, slide)
  }
  return merged([...grounds, slide.background()], slide)
}

/** Where one of them is not known, nothing is. */
function merged(grounds: readonly Paint[], slide: Slide): Paint {
  if (grounds.some((one) => one.length === 0)) return []
  return grounds.flatMap((one) => laid(one, slide.background()))
}

function isLostIn(body: Node | undefined, shape: Node, ground: Paint, slide: Slide): boolean {
  if (body === undefined) return false
  const scale = childOf(childOf(body, 'a:bodyPr'), 'a:normAutofit')?.attributes.get('fontScale')
  const places = [shape, ...slide.inherited(shape)]
  const lists = places.map((one) => childOf(childOf(one, 'p:txBody'), 'a:lstStyle'))
  const master = slide.roots.at(-1)
  const styled = slide.isTitle(shape) ? 'title' : slide.isPlace(shape) ? 'body' : 'other'
  const texts = childOf(childOf(master, 'p:txStyles'), `p:${styled}Style`)
  const font = childOf(childOf(shape, 'p:style'), 'a:fontRef')
  const general = [texts, childOf(slide.show, 'p:defaultTextStyle')]
  return childrenOf(body, 'a:p').some((paragraph) => {
    const level = Number(childOf(paragraph, 'a:pPr')?.attributes.get('lvl') ?? 0) + 1
    const at = (list: Node | undefined) => childOf(childOf(list, `a:lvl${level}pPr`), 'a:defRPr')
    const near = lists.map(at)
    const far = general.map(at)
    return childrenOf(paragraph).some((run) => {
      if (!/^a:(r|fld)$/.test(run.name) || !hasWords(run)) return false
      const own = childOf(run, 'a:rPr')
      const holders = [own, ...near, ...far]
      const said = letteringOf([own, ...near], slide.drawn)
      const later = letteringOf(far, slide.drawn)
      const byFont = font === undefined ? undefined : slide.drawn(font)
      const colour =
        childOf(own, 'a:hlinkClick') === undefined
          ? [said, byFont && [byFont], later].find((one) => one !== undefined)
          : paint(slide.named('hlink'))
      if (isTiny(holders, scale)) return true
      if (colour === null) return true
      return areLost(colour ?? paint(slide.named('tx1')), ground)
    })
  })
}

const paint = (colour: Paint[number] | undefined): Paint => (colour === undefined ? [] : [colour])

/** Two points or less, letters upon each other, or far from their line. */
export function isTiny(holders: readonly (Node | undefined)[], scale?: string): boolean {
  const said = (at: string) =>
    holders.map((one) => one?.attributes.get(at)).find((one) => one !== undefined)
  const size = Number(said('sz') ?? 1_800)
  const share = scale === undefined ? 1 : amount(scale)
  const apart = Number(said('spc') ?? 0)
  const raised = amount(said('baseline'))
  return size * share <= 200 || apart <= -size * 0.4 || Math.abs(raised) >= 2
}

function isLostInTable(
  table: Node,
  beneath: Paint,
  slide: Slide,
  styles: Node | undefined,
  idOf: (id: string) => string,
): boolean {
  const properties = childOf(table, 'a:tblPr')
  const said = childOf(properties, 'a:tableStyleId')?.children[0]
  const id = typeof said === 'string' ? idOf(said.trim()) : undefined
  const style = childrenOf(styles, 'a:tblStyle').find((one) => one.attributes.get('styleId') === id)
  // Every copy of PowerPoint has more styles than a document lists; two of them have no filling.
  const known = id === undefined || style !== undefined || /^\{(2D5ABB26|5940675A)-/i.test(id)
  const on = (name: string) => {
    const value = properties?.attributes.get(name)
    return value !== undefined && isOn(value)
  }
  const columns = childrenOf(childOf(table, 'a:tblGrid'), 'a:gridCol')
  const rows = childrenOf(table, 'a:tr')
  return rows.some((row, at) =>
    childrenOf(row, 'a:tc').some((cell, column, all) => {
      const flat = Number(columns[column]?.attributes.get('w') ?? POINT * 9) <= POINT
      if (flat && isDrawn(cell)) return true
      const names = [
        ...(at === 0 && on('firstRow') ? ['firstRow'] : []),
        ...(at === rows.length - 1 && on('lastRow') ? ['lastRow'] : []),
        ...(column === 0 && on('firstCol') ? ['firstCol'] : []),
        ...(column === all.length - 1 && on('lastCol') ? ['lastCol'] : []),
        ...(on('bandRow') ? [(at - Number(on('firstRow'))) % 2 === 0 ? 'band1H' : 'band2H'] : []),
        ...(on('bandCol')
          ? [(column - Number(on('firstCol'))) % 2 === 0 ? 'band1V' : 'band2V']
          : []),
        'wholeTbl',
      ]
      const parts = names.flatMap((name) => childrenOf(style, `a:${name}`))
      const own = fillOf(childOf(cell, 'a:tcPr'), slide.drawn)
      const styled = parts
        .map((part) => fillOf(childOf(childOf(part, 'a:tcStyle'), 'a:fill'), slide.drawn))
        .find((one) => one !== undefined)
      const fill = own ?? (own === null ? null : styled)
      const ground = fill ? laid(fill, beneath) : known ? beneath : []
      const text = parts
        .map((part) => childOf(part, 'a:tcTxStyle'))
        .find((one) => one && slide.drawn(one))
      const colour = text === undefined ? slide.named('tx1') : slide.drawn(text)
      return childrenOf(childOf(cell, 'a:txBody'), 'a:p').some((paragraph) =>
        childrenOf(paragraph).some((run) => {
          if (!/^a:(r|fld)$/.test(run.name) || !hasWords(run)) return false
          const said = letteringOf([childOf(run, 'a:rPr')], slide.drawn)
          return said === null || areLost(said ?? paint(colour), ground)
        }),
      )
    }),
  )
}
