import { childOf, childrenOf, type Node } from '../../xml/tree.ts'
import { hasVisibleWords } from './children.ts'

interface DiagramPoints {
  /** What a layout draws: points that the first one leads to. */
  readonly drawn: ReadonlySet<Node | undefined>
  /** Between those, which few layouts write something at. */
  readonly between: ReadonlySet<Node | undefined>
}

/** Removes text of SmartArt points that nothing refers to. @returns whether there was any */
export function cutDiagramPoints(model: Node): boolean {
  const { drawn, between } = connected(model)
  let cut = false
  for (const point of pointsOf(model)) {
    if (drawn.has(point) || between.has(point) || !hasVisibleWords(point)) continue
    point.children = point.children.filter((one) => typeof one === 'string' || one.name !== 'dgm:t')
    cut = true
  }
  return cut
}

/** SmartArt points with text that the layout may not display. */
export function unreadPoints(model: Node): readonly Node[] {
  const { drawn, between } = connected(model)
  const shown = new Set(linksOf(model, 'presOf').map(({ attributes }) => attributes.get('srcId')))
  const isShown = ({ attributes }: Node) => shown.size === 0 || shown.has(attributes.get('modelId'))
  return pointsOf(model).filter(
    (point) =>
      hasVisibleWords(point) && (between.has(point) || (drawn.has(point) && !isShown(point))),
  )
}

const pointsOf = (model: Node) => childrenOf(childOf(model, 'dgm:ptLst'), 'dgm:pt')

const linksOf = (model: Node, type: string) =>
  childrenOf(childOf(model, 'dgm:cxnLst'), 'dgm:cxn').filter(
    ({ attributes }) => (attributes.get('type') ?? 'parOf') === type,
  )

function connected(model: Node): DiagramPoints {
  const points = new Map<string | undefined, Node>()
  for (const point of pointsOf(model)) {
    const id = point.attributes.get('modelId')
    if (!points.has(id)) points.set(id, point)
  }
  const links = new Map<string | undefined, Node[]>()
  for (const link of linksOf(model, 'parOf')) {
    const from = link.attributes.get('srcId')
    const same = links.get(from)
    if (same === undefined) links.set(from, [link])
    else same.push(link)
  }
  const first = pointsOf(model).find(({ attributes }) => attributes.get('type') === 'doc')
  const drawn = new Set<Node | undefined>()
  const between = new Set<Node | undefined>()
  const follow = [first]
  for (const from of follow) {
    for (const { attributes } of links.get(from?.attributes.get('modelId')) ?? []) {
      const to = points.get(attributes.get('destId'))
      if (to === undefined || drawn.has(to) || !isNode(to)) continue
      drawn.add(to)
      follow.push(to)
      for (const at of ['parTransId', 'sibTransId']) {
        const other = points.get(attributes.get(at))
        if (/Trans$/.test(other?.attributes.get('type') ?? '')) between.add(other)
      }
    }
  }
  return { drawn, between }
}

const isNode = ({ attributes }: Node): boolean =>
  /^(node|asst)$/.test(attributes.get('type') ?? 'node')
