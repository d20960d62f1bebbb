import {
  childOf,
  childrenOf,
  elementsIn,
  filterIn,
  isOn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import { composite, WHITE } from '../office/contrast.ts'
import { hasVisible, hasVisibleWords, isRunOfDrawing } from './children.ts'
import {
  amount,
  type FillColours,
  fillOf,
  isLetteringLost,
  letteringOf,
  markedGround,
  themeFillOf,
} from './colours.ts'
import { isOverfull } from './room.ts'
import { isShapeCovered, overlap } from './slide-covers.ts'
import { type Box, frameOf, type PackagePart, Slide, type SlideShape } from './slides.ts'

/** Words and pictures of a slide, a layout or a master that cannot be seen there. */
export function hiddenShapes(
  part: PackagePart,
  parts: readonly PackagePart[],
  idOf: (id: string) => string,
): readonly Node[] {
  const slide = new Slide(part, parts)
  const styles = parts.find(({ root }) => root.name === 'a:tblStyleLst')?.root
  const all = slide.shapes()
  return all.flatMap(({ shape, own }, at): readonly Node[] => {
    const { node, box } = shape
    if (!own || !hasVisible(node) || (part.root.name !== 'p:sld' && isNumber(node))) return []
    if (box !== undefined && isOff(box, slide)) return [node]
    const body = childOf(node, 'p:txBody')
    const words = body !== undefined && hasVisibleWords(body) ? body : node
    if (
      box !== undefined &&
      (isBeside(boxOfWords(shape, slide), slide) ||
        isUnder(shape, slide) ||
        isShapeCovered(boxOfWords(shape, slide), all.slice(at + 1), slide))
    )
      return [words]
    const beneath = groundOf(
      shape,
      all.slice(0, at).map((one) => one.shape),
      slide,
    )
    const ground = shape.fill === null ? beneath : laid(shape.fill, beneath)
    const tables = filterIn(node, ({ name }) => name === 'a:tbl')
    return [
      ...(isLostIn(body, node, ground, slide) ? [words] : []),
      ...tables.filter((table) => isLostInTable(table, beneath, slide, styles, idOf)),
    ]
  })
}

/** A place of a layout or a master for the number of a slide: what is read there stands on the slide. */
function isNumber(shape: Node): boolean {
  const texts = [...elementsIn(shape)].flatMap((one) => (one.name === 'a:t' ? [textIn(one)] : []))
  const picture = someIn(shape, ({ name }) => name === 'a:blip')
  return !picture && texts.every((text) => /^([‹#›\s]|<(date\/time|footer|number)>)*$/u.test(text))
}

/** One point. */
const POINT = 12_700

function isOff({ x, y, width, height }: Box, slide: Slide): boolean {
  return isBeside({ x, y, width, height }, slide) || width <= POINT || height <= POINT
}

function isBeside({ x, y, width, height }: Box, slide: Slide): boolean {
  const size = slide.size()
  return x >= size.width || y >= size.height || x + width <= 0 || y + height <= 0
}

/** Words that so many empty lines push down, or up, that they stand beside the slide. */
function isUnder({ node, box = NOWHERE }: SlideShape, slide: Slide): boolean {
  const bodies = [node, ...slide.inherited(node)].map((one) =>
    childOf(childOf(one, 'p:txBody'), 'a:bodyPr'),
  )
  if (bodies.some((one) => childOf(one, 'a:normAutofit') !== undefined)) return false
  const body = childOf(node, 'p:txBody')
  const styled = someIn(childOf(body, 'a:lstStyle') ?? node, ({ attributes }) =>
    attributes.has('sz'),
  )
  const standard = styled || slide.isPlaceholder(node) ? 1_000 : 1_800
  const lines = childrenOf(body, 'a:p').map((line) => {
    const all = [...elementsIn(line)]
    const sizes = all.flatMap(({ attributes }) => Number(attributes.get('sz') ?? []) || [])
    const high = (sizes.length === 0 ? standard : Math.max(...sizes)) * 127
    return {
      high: (1 + all.filter(({ name }) => name === 'a:br').length) * high,
      words: hasVisibleWords(line),
    }
  })
  const sum = (of: typeof lines) => of.reduce((all, { high }) => all + high, 0)
  const down = sum(
    lines.slice(
      0,
      lines.findLastIndex(({ words }) => words),
    ),
  )
  const up = sum(lines.slice(lines.findIndex(({ words }) => words)))
  const from = bodies.find((one) => one?.attributes.has('anchor'))?.attributes.get('anchor') ?? 't'
  const { height } = slide.size()
  return from === 't'
    ? box.y + down > height * 1.2
    : lines.some(({ words }) => words) && Math.max(up, down) > height * 2
}

/** Where the words of a shape stand, as far as can be told: all of it where it has none. */
export function boxOfWords({ node, box = NOWHERE }: SlideShape, slide: Slide): Box {
  const body = childOf(node, 'p:txBody')
  if (body === undefined || !hasVisibleWords(body)) return box
  const bodies = [node, ...slide.inherited(node)].map((one) =>
    childOf(childOf(one, 'p:txBody'), 'a:bodyPr'),
  )
  const attributeOf = (at: string) =>
    bodies.map((one) => one?.attributes.get(at)).find((one) => one !== undefined)
  const inset = (at: string, standard: number) => Number(attributeOf(at) ?? standard)
  const [left, top] = [inset('lIns', 91_440), inset('tIns', 45_720)]
  const inner = {
    x: box.x + left,
    y: box.y + top,
    width: Math.max(1, box.width - Math.max(0, left) - inset('rIns', 91_440)),
    height: Math.max(1, box.height - top - inset('bIns', 45_720)),
  }
  const turned = /^(vert|wordArt|eaVert|mongolian)/.test(attributeOf('vert') ?? '')
  if (turned || (attributeOf('anchor') ?? 't') !== 't') return inner
  // Letters are taken to be large here: words that may stand lower are not called covered.
  const lines = childrenOf(body, 'a:p').map((paragraph) => {
    const sizes = [...elementsIn(paragraph)].flatMap(({ attributes }) => attributes.get('sz') ?? [])
    const size = Math.max(sizes.length === 0 ? 4_400 : 0, ...sizes.map(Number)) * 127
    return Math.ceil(Math.max(1, textIn(paragraph).length * size * 0.6) / inner.width) * size * 1.3
  })
  return {
    ...inner,
    height: Math.min(
      inner.height,
      lines.reduce((sum, one) => sum + one, 0),
    ),
  }
}
const NOWHERE: Box = { x: 0, y: 0, width: 1, height: 1 }

const laid = (front: FillColours, behind: FillColours): FillColours =>
  front.map((colour) => composite(colour, behind[0] ?? WHITE))

/** What is seen behind a shape: what lies under most of it, and what lies under a good part. */
function groundOf(shape: SlideShape, below: readonly SlideShape[], slide: Slide): FillColours {
  const grounds: FillColours[] = []
  for (const { fill, box } of below.toReversed()) {
    if (fill === null || box === undefined) continue
    const share = shape.box === undefined ? 1 : overlap(shape.box, box)
    if (share >= 0.25) grounds.push(fill)
    if (share > 0.9) return merged(grounds, slide)
  }
  return merged([...grounds, slide.background()], slide)
}

/** Where one of them is not known, nothing is. */
function merged(grounds: readonly FillColours[], slide: Slide): FillColours {
  if (grounds.some((one) => one.length === 0)) return []
  return grounds.flatMap((one) => laid(one, slide.background()))
}

function isLostIn(body: Node | undefined, shape: Node, ground: FillColours, slide: Slide): boolean {
  if (body === undefined) return false
  const scale = childOf(childOf(body, 'a:bodyPr'), 'a:normAutofit')?.attributes.get('fontScale')
  const places = [shape, ...slide.inherited(shape)]
  const lists = places.map((one) => childOf(childOf(one, 'p:txBody'), 'a:lstStyle'))
  const master = slide.roots.at(-1)
  const styled = slide.isTitle(shape) ? 'title' : slide.isPlaceholder(shape) ? 'body' : 'other'
  const texts = childOf(childOf(master, 'p:txStyles'), `p:${styled}Style`)
  const font = childOf(childOf(shape, 'p:style'), 'a:fontRef')
  const general = [texts, childOf(slide.show, 'p:defaultTextStyle')]
  if (isOverfull(body, childOf(body, 'a:bodyPr'), childOf(frameOf(shape), 'a:ext'), false))
    return true
  return childrenOf(body, 'a:p').some((paragraph) => {
    if (hasVisibleWords(paragraph) && isApart(childOf(paragraph, 'a:pPr'), slide)) return true
    const level = Number(childOf(paragraph, 'a:pPr')?.attributes.get('lvl') ?? 0) + 1
    const at = (list: Node | undefined) => childOf(childOf(list, `a:lvl${level}pPr`), 'a:defRPr')
    const near = lists.map(at)
    const far = general.map(at)
    return childrenOf(paragraph).some((run) => {
      if (!isRunOfDrawing(run) || !hasVisibleWords(run)) return false
      const own = childOf(run, 'a:rPr')
      const link = childOf(own, 'a:hlinkClick')
      const holders = [own, ...near, ...far]
      const fill = letteringOf([own, ...near], slide.drawn)
      const later = letteringOf(far, slide.drawn)
      const byFont = font === undefined ? undefined : slide.drawn(font)
      const colour =
        link === undefined || childOf(link, 'a:extLst') !== undefined
          ? [fill, byFont && [byFont], later].find((one) => one !== undefined)
          : paint(slide.named('hlink'))
      if (isTiny(holders, scale)) return true
      if (colour === null) return true
      const on = markedGround(holders, ground, slide.drawn)
      return isLetteringLost(colour ?? paint(slide.named('tx1')), on, holders, slide.drawn)
    })
  })
}

/** Lines without a height, and those that begin beside the slide or under it. */
function isApart(properties: Node | undefined, slide: Slide): boolean {
  if (properties === undefined) return false
  const { width, height } = slide.size()
  const at = (name: string) => Number(properties.attributes.get(name) ?? 0)
  const space = (name: string) => {
    const element = childOf(properties, name)
    const points = childOf(element, 'a:spcPts')?.attributes.get('val')
    const share = childOf(element, 'a:spcPct')?.attributes.get('val')
    return {
      emu: points === undefined ? undefined : Number(points) * 127,
      share: share === undefined ? undefined : amount(share),
    }
  }
  const line = space('a:lnSpc')
  return (
    at('marL') + at('indent') >= width ||
    at('marL') + at('indent') <= -width ||
    at('marR') >= width ||
    (line.emu ?? line.share ?? 1) <= (line.emu === undefined ? 0.1 : 25_400) ||
    ['a:spcBef', 'a:spcAft'].some((name) => {
      const { emu = 0, share = 0 } = space(name)
      return emu >= height || share >= 20
    })
  )
}

const paint = (colour: FillColours[number] | undefined): FillColours =>
  colour === undefined ? [] : [colour]

/** Two points or less (of raised letters, which are two thirds as large, four), letters upon each other, or far from their line. */
export function isTiny(holders: readonly (Node | undefined)[], scale?: string): boolean {
  const attributeOf = (at: string) =>
    holders.map((one) => one?.attributes.get(at)).find((one) => one !== undefined)
  const size = Number(attributeOf('sz') ?? 1_800)
  const share = scale === undefined ? 1 : amount(scale)
  const apart = Number(attributeOf('spc') ?? 0)
  const raised = amount(attributeOf('baseline'))
  const least = raised === 0 ? 200 : 400
  return size * share <= least || apart <= -size * 0.4 || Math.abs(raised) >= 2
}

/** Margins that leave no room in a cell. */
function isPushedOut(cell: Node, columns: readonly Node[], slide: Slide): boolean {
  const properties = childOf(cell, 'a:tcPr')
  const margin = (at: string) => Number(properties?.attributes.get(at) ?? 0)
  const spanned = columns.slice(0, Number(cell.attributes.get('gridSpan') ?? 1))
  const width = spanned.reduce((sum, one) => sum + Number(one.attributes.get('w')), 0)
  const across = margin('marL') + margin('marR')
  return (
    (across >= width && across > 914_400) || margin('marT') + margin('marB') >= slide.size().height
  )
}

function isLostInTable(
  table: Node,
  beneath: FillColours,
  slide: Slide,
  styles: Node | undefined,
  idOf: (id: string) => string,
): boolean {
  const properties = childOf(table, 'a:tblPr')
  const element = childOf(properties, 'a:tableStyleId')?.children[0]
  const id = typeof element === 'string' ? idOf(element.trim()) : undefined
  const style = childrenOf(styles, 'a:tblStyle').find((one) => one.attributes.get('styleId') === id)
  // Every copy of PowerPoint has more styles than a document lists; two of them have no filling.
  const known = id === undefined || style !== undefined || /^\{(2D5ABB26|5940675A)-/i.test(id)
  const on = (name: string) => isOn(properties?.attributes.get(name), false)
  const columns = childrenOf(childOf(table, 'a:tblGrid'), 'a:gridCol')
  const rows = childrenOf(table, 'a:tr')
  return rows.some((row, at) =>
    childrenOf(row, 'a:tc').some((cell, column, all) => {
      const flat = Number(columns[column]?.attributes.get('w') ?? POINT * 9) <= POINT
      if ((flat || isPushedOut(cell, columns.slice(column), slide)) && hasVisible(cell)) return true
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
      const holders = [
        ...parts.map((part) => childOf(part, 'a:tcStyle')),
        childOf(style, 'a:tblBg'),
      ]
      const styled = holders
        .map((one) => {
          const fill = fillOf(childOf(one, 'a:fill'), slide.drawn)
          return fill === undefined ? themeFillOf(one, slide.drawn) : fill
        })
        .find((one) => one !== undefined)
      const fill = own ?? (own === null ? null : styled)
      const ground = fill ? laid(fill, beneath) : known ? beneath : []
      const text = parts
        .map((part) => childOf(part, 'a:tcTxStyle'))
        .find((one) => one && slide.drawn(one))
      const colour = text === undefined ? slide.named('tx1') : slide.drawn(text)
      return childrenOf(childOf(cell, 'a:txBody'), 'a:p').some((paragraph) =>
        childrenOf(paragraph).some((run) => {
          if (!isRunOfDrawing(run) || !hasVisibleWords(run)) return false
          const holders = [childOf(run, 'a:rPr')]
          const fill = letteringOf(holders, slide.drawn)
          const on = markedGround(holders, ground, slide.drawn)
          return fill === null || isLetteringLost(fill ?? paint(colour), on, holders, slide.drawn)
        }),
      )
    }),
  )
}
