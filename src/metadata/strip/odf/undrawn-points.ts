import { childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import { boundsOf } from './geometry.ts'
import type { StyleValues } from './shape.ts'
import type { StylePart, Styles } from './styles.ts'

/** Removes points, paths and parameters that draw nothing. @returns whether there were any */
export function cutPoints({ path, root }: StylePart, styles: Styles): boolean {
  let isCut = false
  const lookOf = (shape: Node): StyleValues =>
    new Map([
      ...styles.defaultLook('graphic', path),
      ...['presentation:style-name', 'draw:style-name'].flatMap((at) => [
        ...styles.look(styles.named(shape, at, path)),
      ]),
    ])
  for (const node of [...elementsIn(root)]) {
    node.children = node.children.map((child) => {
      if (typeof child === 'string' || !SHAPE.test(child.name)) return child
      const next = withoutPoints(child, lookOf(child))
      isCut ||= next !== child
      return next
    })
  }
  return isCut
}
const SHAPE = /^draw:(frame|path|polygon|polyline|connector|custom-shape)$/

function withoutPoints(shape: Node, look: StyleValues): Node {
  const isClear = isNothing(shape, look)
  const goesAround = look.get('graphic style:wrap-contour') === 'true'
  const children = shape.children.flatMap((child): readonly (Node | string)[] => {
    if (typeof child === 'string') return [child]
    if (/^draw:contour-/.test(child.name) && !goesAround) return []
    return child.name === 'draw:enhanced-geometry' ? [geometryOf(child, isClear)] : [child]
  })
  const attributes = new Map(shape.attributes)
  const path = attributes.get('svg:d')
  if (path !== undefined) attributes.set('svg:d', withoutMoves(path))
  if (isClear) for (const at of ['svg:d', 'draw:points', 'svg:viewBox']) attributes.delete(at)
  // Text and links need a shape.
  const name = isClear && /^draw:(path|poly)/.test(shape.name) ? 'draw:rect' : shape.name
  const next = { name, attributes, children }
  return isSame(shape, next) ? shape : next
}

function isNothing(shape: Node, look: StyleValues): boolean {
  const box = boundsOf(shape)
  const isSmall = box !== undefined && Math.max(box.right - box.left, box.bottom - box.top) <= 2
  const isBare = ['stroke', 'fill'].every((of) => look.get(`graphic draw:${of}`) === 'none')
  return isSmall || (isBare && !shape.children.some(isSolidOrLetters))
}
/** Whether a shape has text along a path, or is extruded. */
const isSolidOrLetters = (child: Node | string): boolean =>
  typeof child !== 'string' &&
  ['draw:text-path', 'draw:extrusion'].some((at) => child.attributes.get(at) === 'true')

const PATHS = ['draw:enhanced-path', 'drawooo:enhanced-path']
/** A path that draws nothing. */
const NOTHING = 'M 0 0 N'

/** Reduces the geometry of a shape to its path, and the formulas and parameters that the path uses. */
function geometryOf(geometry: Node, isClear: boolean): Node {
  const attributes = new Map(geometry.attributes)
  for (const at of PATHS) {
    const path = attributes.get(at)
    if (path === undefined) continue
    attributes.set(at, isClear || !/[ABCGLQTUVWXY]/.test(path) ? NOTHING : withoutMoves(path))
  }
  // Without a path the shape has the preset of its type, which uses parameters by position.
  if (!PATHS.some((at) => attributes.has(at))) return geometry
  const texts = [...attributes].flatMap(([at, value]) => (at === 'draw:modifiers' ? [] : [value]))
  const formulas = new Map<string, string>()
  const elements = childrenOf(geometry)
  for (const { attributes: of } of elements) {
    formulas.set(of.get('draw:name') ?? '', of.get('draw:formula') ?? '')
  }
  const used = new Set<string>()
  for (const text of texts) {
    for (const [, name = ''] of text.matchAll(/\?([a-z]+\d*)/gi)) {
      if (used.has(name)) continue
      used.add(name)
      texts.push(formulas.get(name) ?? '')
    }
  }
  const numbers = new Set(texts.flatMap((text) => text.match(/\$\d+/g) ?? []))
  const modifiers =
    attributes
      .get('draw:modifiers')
      ?.trim()
      .split(/[\s,]+/) ?? []
  const zeroed = modifiers.map((one, at) => (numbers.has(`$${at}`) ? one : '0'))
  const last = modifiers.findLastIndex((_, at) => numbers.has(`$${at}`))
  if (last < 0) attributes.delete('draw:modifiers')
  else if (zeroed.join() !== modifiers.join() || last + 1 < zeroed.length) {
    attributes.set('draw:modifiers', zeroed.slice(0, last + 1).join(' '))
  }
  // Handles are for editing only.
  const children = elements.filter(
    (one) => one.name === 'draw:equation' && used.has(one.attributes.get('draw:name') ?? ''),
  )
  const next = { name: geometry.name, attributes, children }
  return isSame(geometry, next) ? geometry : next
}

/** A path without moves that draw nothing. */
const withoutMoves = (path: string): string =>
  path.replace(/M([^A-Za-z?$]*)(?=M|(?:Z\s*)?(?:N\s*)?$)/g, (move, numbers: string) =>
    (numbers.match(/-?[\d.]+/g) ?? []).length > 2 ? move : '',
  )

/** Whether nothing was removed. */
const isSame = (one: Node, other: Node): boolean =>
  one.name === other.name &&
  one.attributes.size === other.attributes.size &&
  [...one.attributes].every(([at, value]) => other.attributes.get(at) === value) &&
  one.children.length === other.children.length &&
  one.children.every((child, at) => child === other.children[at])
