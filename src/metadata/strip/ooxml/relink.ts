import type { Node } from '../../xml/tree.ts'
import { byListedName } from '../office/clean.ts'

/** What an id of a relationship of one of these types becomes; `null` where what it led to is gone. */
export type Relink = (id: string, types: readonly string[], node: Node) => string | null

/**
 * The elements that lead to something, by which attribute, and to what: the last words of types of relationships.
 * Whatever else names one draws nothing of it, and would carry it unseen.
 */
const LEADS = byListedName<readonly string[]>([
  [
    ['image'],
    `a:blip@embed v:imagedata@id v:imagedata@relid v:fill@id v:fill@relid v:stroke@id v:stroke@relid
     s:picture@id`,
  ],
  [['hyperlink'], 'w:hyperlink@id s:hyperlink@id'],
  [['hyperlink', 'slide'], 'a:hlinkClick@id a:hlinkMouseOver@id a:hlinkHover@id'],
  [['header'], 'w:headerReference@id'],
  [['footer'], 'w:footerReference@id'],
  [['chart'], 'c:chart@id'],
  [['chartUserShapes'], 'c:userShapes@id'],
  [['diagramData'], 'dgm:relIds@dm'],
  [['diagramLayout'], 'dgm:relIds@lo'],
  [['diagramQuickStyle'], 'dgm:relIds@qs'],
  [['diagramColors'], 'dgm:relIds@cs'],
  [['worksheet', 'chartsheet'], 's:sheet@id'],
  [['drawing'], 's:drawing@id'],
  [['vmlDrawing'], 's:legacyDrawing@id s:legacyDrawingHF@id'],
  [['table'], 's:tablePart@id'],
  [['pivotCacheDefinition'], 's:pivotCache@id'],
  [['slide'], 'p:sldId@id'],
  [['slideMaster'], 'p:sldMasterId@id'],
  [['slideLayout'], 'p:sldLayoutId@id'],
  [['notesMaster'], 'p:notesMasterId@id'],
])

/** Elements that are whole without what they lead to. */
const WHOLE = new Set(
  'a:blip v:imagedata v:fill v:stroke s:pageSetup s:pivotCacheDefinition c:pageSetup'.split(' '),
)
/** Elements around words that led somewhere. */
const AROUND = new Set(['w:hyperlink'])

/** A sheet has one of each. */
const ONCE = new Set('s:drawing s:legacyDrawing s:legacyDrawingHF s:picture'.split(' '))

/** Rewrites every reference to a relationship, and takes out what is nothing without it. */
export function relink(node: Node, of: Relink): void {
  const once = new Set<string>()
  node.children = node.children.flatMap((child) => {
    if (typeof child === 'string') return [child]
    if (ONCE.has(child.name) && once.has(child.name)) return []
    once.add(child.name)
    const lost = relinked(child, of)
    if (lost && AROUND.has(child.name)) {
      relink(child, of)
      return child.attributes.has('w:anchor') ? [child] : child.children
    }
    const inside = child.attributes.has('location') || WHOLE.has(child.name)
    if (lost && !inside) return []
    relink(child, of)
    return [child]
  })
}

/** @returns whether one of them is gone */
function relinked(node: Node, of: Relink): boolean {
  let lost = false
  for (const [at, id] of node.attributes) {
    if (!at.startsWith('r:') && at !== 'o:relid') continue
    const types = LEADS.get(`${node.name}@${at.slice(2)}`)
    const next = id === '' ? '' : of(id, types ?? [], node)
    if (next === null) node.attributes.delete(at)
    else node.attributes.set(at, next)
    lost ||= next === null
  }
  return lost
}
