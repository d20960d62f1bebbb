import { childrenOf, type Node } from '../../xml/tree.ts'
import type { Definition, Styles } from './styles.ts'

/** A comparison with a number, such as `value()>=0`. */
const SIMPLE = /^(?:value|cell-content)\(\)\s*(>=|<=|!=|=|<|>)\s*(-?[\d.]+(?:e[-+]?\d+)?)$/i
const BETWEEN = /^cell-content-is-(?:not-)?between\(-?[\d.]+,\s*-?[\d.]+\)$/

/** Whether a condition contains numbers only; any other may contain text. */
export const isCondition = (condition: string): boolean =>
  SIMPLE.test(condition.trim()) || BETWEEN.test(condition.trim())

/** Whether a condition holds for a cell; `undefined` when unknown. */
export function holds(condition: string, cell: Node): boolean | undefined {
  const [, sign, number] = SIMPLE.exec(condition.trim()) ?? []
  const text = cell.attributes.get('office:value') ?? cell.attributes.get('office:boolean-value')
  if (sign === undefined || text === undefined) return undefined
  const [value, limit] = [text === 'true' ? 1 : Number(text), Number(number)]
  if (sign === '=') return value === limit
  if (sign === '!=') return value !== limit
  if (sign === '<') return value < limit
  if (sign === '>') return value > limit
  return sign === '<=' ? value <= limit : value >= limit
}

/** Conditional styles of a cell style. */
export function mapsOf(style: Definition | undefined, styles: Styles): readonly Node[] {
  return styles
    .chain(style)
    .flatMap(({ node }) => childrenOf(node).filter(({ name }) => name === 'style:map'))
}

/** Style values that a number format sets; `null` when it displays nothing of the value. */
export function formatOf(
  cell: Node,
  style: Definition | undefined,
  styles: Styles,
): ReadonlyMap<string, string> | null {
  const isText = (cell.attributes.get('office:value-type') ?? 'string') === 'string'
  const named = styles.chain(style).find(({ node }) => node.attributes.has('style:data-style-name'))
  const first = named && styles.named(named.node, 'style:data-style-name', named.path)
  if (first === undefined) return new Map()
  const map = childrenOf(first.node).find(
    (one) =>
      one.name === 'style:map' &&
      !isText &&
      holds(one.attributes.get('style:condition') ?? '', cell) !== false,
  )
  const { node } = (map && styles.named(map, 'style:apply-style-name', first.path, 'data')) ?? first
  // Text in a cell with a number format is displayed unchanged.
  if (isText && node.name !== 'number:text-style') return new Map()
  const shows = childrenOf(node).filter(({ name }) => name.startsWith('number:'))
  const isEmpty = shows.every(
    (one) => one.name === 'number:text' && one.children.join('').trim() === '',
  )
  return isEmpty ? null : styles.look({ ...first, node })
}
