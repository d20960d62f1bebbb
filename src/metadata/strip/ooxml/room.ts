import { childOf, childrenOf, filterIn, type Node, textIn } from '../../xml/tree.ts'
import { type Height, heightOf } from '../office/lines.ts'
import { hasVisibleWords } from './children.ts'

/** Narrow letters, as a share of their height. */
const NARROW = 0.35
/** What is cut off of words that are a little too many is not taken for hidden. */
const LENIENT = 1.5

/** Whether a box of this size, in points, has room for so few of its words that whole lines are cut off. */
export function isTooFull(body: Node, width: number, height: number): boolean {
  if (!(width > 0 && height > 0)) return false
  const own = (node: Node): Height | undefined => {
    if (!/^[wa]:p$/.test(node.name)) return undefined
    const words = filterIn(node, ({ name }) => /^[wa]:t$/.test(name))
    const letters = words.map(textIn).join('').trim().length
    const breaks = filterIn(node, ({ name }) => /^[wa]:br$/.test(name)).length
    const size = sizeOf(node)
    const before = childOf(childOf(node, 'w:pPr'), 'w:spacing')?.attributes.get('w:before')
    const high =
      (Number.parseFloat(before ?? '0') || 0) / 20 +
      (Math.max(1, Math.ceil((letters * size * NARROW) / width)) + breaks) * size
    return [high, letters > 0 ? high : 0]
  }
  const [, most] = own(body) ?? heightOf(body, own)
  return most > height * LENIENT
}

/** The smallest letters of a paragraph in points; where some of its words do not say, small ones. */
function sizeOf(paragraph: Node): number {
  const stated = (node: Node): number => {
    const size =
      Number(childOf(childOf(node, 'w:rPr'), 'w:sz')?.attributes.get('w:val')) / 2 ||
      Number(childOf(node, 'a:rPr')?.attributes.get('sz')) / 100
    return size > 0 ? size : 8
  }
  const runs = filterIn(
    paragraph,
    (node) => /^[wa]:(r|fld)$/.test(node.name) && textIn(node) !== '',
  )
  const marks = childrenOf(paragraph, 'w:pPr')
  return Math.min(...(runs.length === 0 ? [8, ...marks.map(stated)] : runs.map(stated)))
}

/** A free form that puts its words far outside itself. */
export function isTextFar(properties: Node): boolean {
  const form = childOf(properties, 'a:custGeom')
  const extent = childOf(childOf(properties, 'a:xfrm'), 'a:ext')
  const guides = childrenOf(childOf(form, 'a:gdLst')).map(({ attributes }) => attributes)
  const at = (side: string) => {
    const value = childOf(form, 'a:rect')?.attributes.get(side) ?? ''
    const guide = guides.find((one) => one.get('name') === value)?.get('fmla')
    return Number(guide?.replace(/^\s*val\s+/, '') ?? value)
  }
  return ['l r cx', 't b cy'].some((sides) => {
    const [from = '', to = '', of = ''] = sides.split(' ')
    const size = Number(extent?.attributes.get(of))
    return at(from) >= 2 * size || at(to) <= -size
  })
}

/** A shape whose words are cut off at its edge. `clips` where a program does so unless it is told otherwise. */
export function isOverfull(
  body: Node | undefined,
  properties: Node | undefined,
  size: Node | undefined,
  clips: boolean,
): boolean {
  const value = properties?.attributes.get('vertOverflow')
  const points = (at: string) => Number(size?.attributes.get(at)) / 12_700
  const inset = (at: string, standard: number) =>
    Number(properties?.attributes.get(at) ?? standard) / 12_700
  const width = points('cx') - inset('lIns', 91_440) - inset('rIns', 91_440)
  const height = points('cy') - inset('tIns', 45_720) - inset('bIns', 45_720)
  const columns = Number(properties?.attributes.get('numCol') ?? 1)
  const between = ((columns - 1) * Number(properties?.attributes.get('spcCol') ?? 0)) / 12_700
  if (body !== undefined && between > 0 && hasVisibleWords(body) && width <= between) return true
  // Between its edges and what has to be left free is nothing.
  if (clips && body !== undefined && hasVisibleWords(body) && width <= 0) return true
  const grows = ['a:spAutoFit', 'a:normAutofit'].some((name) => childOf(properties, name))
  if (
    body === undefined ||
    grows ||
    !(value === undefined ? clips : /^(clip|ellipsis)$/.test(value))
  )
    return false
  return (height <= 0 && hasVisibleWords(body)) || isTooFull(body, width, height)
}
