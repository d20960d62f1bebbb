import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  type Node,
  someIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { hasVisible, hasVisibleWords, isOnIn } from './children.ts'
import { isVmlOff } from './watermarks.ts'

/*
 * Images that are referenced but not displayed: the reference is removed, and with it the image if nothing else
 * displays it.
 */

/** Takes out pictures that nothing draws: what of them is hidden by its look is told elsewhere. */
export function cutPictures(roots: readonly Node[], notes: DocumentNotes): void {
  const settings = roots.find(({ name }) => name === 'w:settings')
  const ground = isOnIn(settings, 'w:displayBackgroundShape')
  const bullets = new Set<string | undefined>()
  const styles = new Set<number>()
  for (const { name, attributes } of elementsOf(roots)) {
    if (name === 'w:lvlPicBulletId') bullets.add(attributes.get('w:val'))
    if (/^(a:fillRef|p:bgRef)$/.test(name)) styles.add(Number(attributes.get('idx')))
  }
  const isGone = (child: Node, parent: Node): boolean => {
    if (child.name === 'w:background') return !ground
    if (child.name === 'w:numPicBullet')
      return !bullets.has(child.attributes.get('w:numPicBulletId'))
    if (child.name === 'a:blip') return childOf(parent, 'a:blip') !== child
    if (child.name !== 'a:blipFill') return false
    if (UNFILLED.test(parent.name)) return true
    const fills = childrenOf(parent).filter(({ name }) => FILLS.test(name))
    if (!THEMES.test(parent.name)) return fills.length > 1
    const first = parent.name === 'a:bgFillStyleLst' ? 1001 : 1
    return !styles.has(first + fills.indexOf(child))
  }
  const levels = levelsIn(roots)
  const cutLevels = (list: Node, used: ReadonlySet<string>) => {
    for (const level of childrenOf(list)) if (!used.has(level.name)) forget(level, notes)
  }
  const visit = (node: Node, general: boolean) => {
    if (FILLED.test(node.name) && isWithoutArea(node)) forget(node, notes)
    if (/^v:(fill|stroke)$/.test(node.name) && !isPattern(node)) lead(node, notes)
    if (node.name.startsWith('v:') && isVmlOff(node.attributes.get('filled'))) {
      for (const fill of childrenOf(node, 'v:fill')) lead(fill, notes)
    }
    if (node.name === 'a:p' && !hasVisibleWords(node)) forget(childOf(node, 'a:pPr'), notes)
    if (/^a:(r|fld|br)$/.test(node.name) && !hasVisibleWords(node))
      forget(childOf(node, 'a:rPr'), notes)
    const list = childOf(node, 'a:lstStyle')
    if (list !== undefined && !general) cutLevels(list, levelsIn([node]))
    if (general && /Style$/.test(node.name)) cutLevels(node, levels)
    node.children = node.children.flatMap((child): readonly (Node | string)[] => {
      if (typeof child === 'string') return [child]
      if (isGone(child, node)) {
        notes.findings.add(
          (child.name === 'w:background' && child.children.length === 0) || THEMES.test(node.name)
            ? 'other'
            : 'hidden',
        )
        return THEMES.test(node.name) ? [PLAIN] : []
      }
      visit(child, general)
      return [child]
    })
  }
  for (const root of roots) visit(root, GENERAL.test(root.name))
}

/** Parts that define the look of text elsewhere. */
const GENERAL = /^(p:(sldLayout|sldMaster|notesMaster|presentation)|a:theme)$/

/** The levels at which something is written. */
function levelsIn(roots: readonly Node[]): ReadonlySet<string> {
  const levels = roots.flatMap((root) =>
    [...elementsIn(root)].flatMap((one) =>
      one.name === 'a:p' && hasVisibleWords(one)
        ? [`a:lvl${Number(childOf(one, 'a:pPr')?.attributes.get('lvl') ?? 0) + 1}pPr`]
        : [],
    ),
  )
  return new Set(levels)
}

/** Lines, marks of ends and blanks have no ground that a picture could fill. */
const UNFILLED = /^a:(ln\w*|endParaRPr|uFill|tableStyle)$/
const FILLS = /^a:(noFill|solidFill|gradFill|blipFill|pattFill|grpFill)$/
const THEMES = /^a:(bgFillStyleLst|fillStyleLst)$/
const PLAIN: Node = {
  name: 'a:solidFill',
  attributes: new Map(),
  children: [{ name: 'a:schemeClr', attributes: new Map([['val', 'phClr']]), children: [] }],
}

/** What has a ground: a picture, and a shape. */
const FILLED = /^(\w+:(pic|sp)|wps:wsp)$/

/** Takes the name of a picture away from what would draw it. */
function forget(node: Node | undefined, notes: DocumentNotes): void {
  for (const child of childrenOf(node)) {
    if (child.name === 'a:blip') lead(child, notes)
    else if (/:(blipFill|spPr|buBlip|defRPr)$/.test(child.name)) forget(child, notes)
  }
}

function lead({ attributes }: Node, notes: DocumentNotes): void {
  for (const at of [...attributes.keys()]) {
    if (!at.startsWith('r:') && at !== 'o:relid') continue
    attributes.delete(at)
    notes.findings.add('hidden')
  }
}

const isPattern = ({ name, attributes }: Node): boolean =>
  name === 'v:fill' &&
  !isVmlOff(attributes.get('on')) &&
  /^(tile|frame|pattern)$/.test(attributes.get('type') ?? '')

const propertiesOf = (shape: Node): Node | undefined =>
  childrenOf(shape).find(({ name }) => /:spPr$/.test(name))

/** Lines, whether straight or bent. */
const LINES = /^(line(Inv)?|(straight|bent|curved)Connector\d)$/
/** Shapes that have a ground, whatever their handles say. */
const SOLID =
  /^(rect|ellipse|\w*[tT]riangle|diamond|parallelogram|\w*[tT]rapezoid|(hex|hept|oct|dec|dodec)agon|pentagon|homePlate|plaque|bevel|can|cube|teardrop|heart|cloud|\w*[wW]ave|foldedCorner|(round|snip)\w*Rect|(wedge|cloud)\w+|flowChart\w+)$/

function isWithoutArea(shape: Node): boolean {
  const properties = propertiesOf(shape)
  const preset = childOf(properties, 'a:prstGeom')?.attributes.get('prst') ?? ''
  return LINES.test(preset) || (boundsOf(properties)?.whole ?? 1) < 0.005
}

/** Pictures, and shapes of a group with words, that are there and of which next to nothing is seen. */
export function lostIn(node: Node, scale: readonly [number, number] = [1, 1]): readonly Node[] {
  return childrenOf(node).flatMap((child) => {
    const drawn =
      FILLED.test(child.name) && (isLeading(child) || (scale[0] !== 1 && hasVisible(child)))
    return drawn && isLost(child, scale, ANCHORS.test(node.name))
      ? [child]
      : lostIn(child, GROUPS.test(child.name) ? scaled(child, scale) : scale)
  })
}

/** On a sheet the anchor says how large something is drawn; whether that leaves it room is asked elsewhere. */
const ANCHORS = /^xdr:\w+Anchor$/
const GROUPS = /:(wgp|grpSp)$/

/** A group is drawn as large as it says, whatever its shapes measure. */
function scaled(node: Node, [across, down]: readonly [number, number]): readonly [number, number] {
  const frame = childOf(
    childrenOf(node).find(({ name }) => /:grpSpPr$/.test(name)),
    'a:xfrm',
  )
  const by = (at: string) => {
    const [to, from] = ['a:ext', 'a:chExt'].map((name) =>
      Number(childOf(frame, name)?.attributes.get(at)),
    )
    return (to ?? 1) / (from || 1) || 1
  }
  return [across * by('cx'), down * by('cy')]
}

const isLeading = (shape: Node): boolean =>
  someIn(shape, ({ name, attributes }) => name === 'a:blip' && attributes.size > 0)

/** One point in EMU, the smallest visible size. */
const POINT = 12_700

function isLost(shape: Node, scale: readonly [number, number], anchored: boolean): boolean {
  const properties = propertiesOf(shape)
  const size = childOf(childOf(properties, 'a:xfrm'), 'a:ext')
  const [wide, high] = ['cx', 'cy'].map(
    (at, n) => Number(size?.attributes.get(at)) * (scale[n] ?? 1),
  )
  const least = Math.min(wide ?? 0, high ?? 0)
  const soft = childOf(childOf(properties, 'a:effectLst'), 'a:softEdge')?.attributes.get('rad')
  if (least <= POINT && (!anchored || soft !== undefined)) return true
  if (Number(soft) * 2 >= least) return true
  const preset = childOf(properties, 'a:prstGeom')
  const moved = childrenOf(childOf(preset, 'a:avLst')).length > 0
  if (moved && !SOLID.test(preset?.attributes.get('prst') ?? '')) return true
  // Of which less than a quarter is drawn, or nobody knows how much.
  return (boundsOf(properties)?.inside ?? 1) < 0.25
}

/** How much of a shape of its own the box around its paths takes, and what lies inside them. */
function boundsOf(
  properties: Node | undefined,
): { readonly whole: number; readonly inside: number } | undefined {
  const own = childOf(properties, 'a:custGeom')
  if (own === undefined) return undefined
  const size = childOf(childOf(properties, 'a:xfrm'), 'a:ext')
  let [whole, inside] = [0, 0]
  for (const path of childrenOf(childOf(own, 'a:pathLst'), 'a:path')) {
    if (path.attributes.get('fill') === 'none') continue
    const side = (at: string, instead: string) =>
      Number(path.attributes.get(at)) || Number(size?.attributes.get(instead)) || 1
    const all = side('w', 'cx') * side('h', 'cy')
    const points = filterIn(path, ({ name }) => name === 'a:pt').map(({ attributes }) =>
      ['x', 'y'].map((at) => Number(attributes.get(at))),
    )
    const round = someIn(path, ({ name }) => name === 'a:arcTo')
    // An arc, or points that are worked out: nobody measures those.
    if (round || points.flat().some(Number.isNaN)) return { whole: 1, inside: round ? 1 : 0 }
    whole += (extent(points, 0) * extent(points, 1)) / all
    inside += Math.abs(areaOf(points)) / all
  }
  return { whole, inside }
}

function extent(points: readonly (readonly number[])[], at: 0 | 1): number {
  const all = points.map((point) => point[at] ?? 0)
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all)
}

function areaOf(points: readonly (readonly number[])[]): number {
  return points.reduce((sum, [x = 0, y = 0], n) => {
    const [nextX = 0, nextY = 0] = points[(n + 1) % points.length] ?? []
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}
