import { childrenOf, type Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { isAlone } from '../office/drawn-values.ts'
import type { Definition, Styles } from './styles.ts'

/** A comparison with a number, such as `value()>=0`. */
const SIMPLE = /^(?:value|cell-content)\(\)\s*(>=|<=|!=|=|<|>)\s*(-?[\d.]+(?:e[-+]?\d+)?)$/i
const BETWEEN = /^cell-content-is-(?:not-)?between\(-?[\d.]+,\s*-?[\d.]+\)$/

/** Whether a condition contains numbers only; any other may contain text. */
export const isCondition = (condition: string): boolean =>
  SIMPLE.test(condition.trim()) || BETWEEN.test(condition.trim())

/** Whether a condition holds for a value; `undefined` when unknown. */
export function holds(condition: string, value: number | undefined): boolean | undefined {
  const [, sign, number] = SIMPLE.exec(condition.trim()) ?? []
  if (sign === undefined || value === undefined) return undefined
  const limit = Number(number)
  if (sign === '=') return value === limit
  if (sign === '!=') return value !== limit
  if (sign === '<') return value < limit
  if (sign === '>') return value > limit
  return sign === '<=' ? value <= limit : value >= limit
}

/** The number in a cell; for dates and times, one of the same sign. */
export function numberOfCell({ attributes }: Node): number | undefined {
  const [value, time, day] = ['office:value', 'office:time-value', 'office:date-value'].map((at) =>
    attributes.get(at),
  )
  const text = value ?? attributes.get('office:boolean-value')
  if (text !== undefined) return text === 'true' ? 1 : text === 'false' ? 0 : Number(text)
  if (time !== undefined) return time.startsWith('-') ? -1 : /[1-9]/.test(time) ? 1 : 0
  return day === undefined ? undefined : Date.parse(day) - Date.UTC(1899, 11, 30)
}

/** Conditional styles of a cell style. */
export function mapsOf(style: Definition | undefined, styles: Styles): readonly Node[] {
  return styles
    .chain(style)
    .flatMap(({ node }) => childrenOf(node).filter(({ name }) => name === 'style:map'))
}

/** Style values that a number format sets; `null` when it displays nothing of the value. Zeros are often left blank. */
export function formatOf(
  cell: Node,
  style: Definition | undefined,
  styles: Styles,
): ReadonlyMap<string, string> | null {
  const isText = (cell.attributes.get('office:value-type') ?? 'string') === 'string'
  const named = styles.chain(style).find(({ node }) => node.attributes.has('style:data-style-name'))
  const first = named && styles.named(named.node, 'style:data-style-name', named.path)
  const value = numberOfCell(cell)
  if (first === undefined || value === 0) return new Map()
  const sectionFor = (number: number | undefined): Definition => {
    const map = childrenOf(first.node).find(
      (one) =>
        one.name === 'style:map' &&
        !isText &&
        holds(one.attributes.get('style:condition') ?? '', number) !== false,
    )
    return (map && styles.named(map, 'style:apply-style-name', first.path, 'data')) ?? first
  }
  const section = sectionFor(value)
  const { node } = section
  // Text in a cell with a number format is displayed unchanged.
  if (isText && node.name !== 'number:text-style') return new Map()
  const shows = childrenOf(node).some((one) => VALUES.test(one.name))
  const isEmpty = !shows && !(isNotBlank(node) && isAlone(value, sectionFor))
  return isEmpty ? null : styles.look(section)
}
/** Parts of a number format that display the value; the others are text of the format. */
const VALUES = /^number:(?!text$|fill-character$|currency-symbol$)/
