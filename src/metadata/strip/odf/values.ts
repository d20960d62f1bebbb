import { FileRefused } from '../../metadata-finding.ts'
import {
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { saysWhen } from '../office/path.ts'

const VALUE: ReadonlyMap<string, string> = new Map([
  ['float', 'office:value'],
  ['percentage', 'office:value'],
  ['currency', 'office:value'],
  ['date', 'office:date-value'],
  ['time', 'office:time-value'],
  ['boolean', 'office:boolean-value'],
  ['string', 'office:string-value'],
])
const VALUES = new Set([...VALUE.values(), 'office:currency'])

/**
 * Makes the stored value of a cell agree with its text: in a spreadsheet the value with its format is displayed,
 * elsewhere the text.
 * @returns whether they differed
 */
export function agree(cell: Node, isSheet: boolean): boolean {
  const { attributes } = cell
  const type = attributes.get('office:value-type') ?? 'string'
  const holds = isSheet ? VALUE.get(type) : undefined
  const gone = [...attributes].filter(([at, value]) => {
    if (!isSheet && (at === 'table:formula' || at === 'office:value-type')) return true
    if (
      !VALUES.has(at) ||
      at === holds ||
      (isSheet && at === 'office:currency' && type === 'currency')
    )
      return false
    return value !== ''
  })
  for (const [at] of gone) attributes.delete(at)
  const written = childrenOf(cell).filter(({ name }) => WRITTEN.test(name))
  const words = written.map(textIn).join('\n').trim()
  const value = holds === undefined ? undefined : attributes.get(holds)
  const isOther = gone.some(([at]) => at !== 'office:value-type')
  if (value === undefined || words === '' || isShown(type, value, words)) return isOther
  if (type === 'string') attributes.delete('office:string-value')
  else {
    const values = new Set<Node | string>(written)
    cell.children = cell.children.filter((child) => !values.has(child))
  }
  return true
}

/** Removes results of formulas when one of them tells time or place, since others may depend on it. */
export function cutResults(roots: readonly Node[], notes: DocumentNotes): void {
  const isOfTime = ({ attributes }: Node) =>
    ['table:formula', 'table:expression'].some((at) => saysWhen(attributes.get(at) ?? ''))
  if (![...notes.away.values()].some(saysWhen) && !roots.some((root) => someIn(root, isOfTime))) {
    return
  }
  const tables = roots.flatMap((root) => filterIn(root, ({ name }) => name === 'table:table'))
  const spread = new Set(tables.flatMap(spreadOver))
  for (const cell of elementsOf(roots)) {
    const formula = notes.away.get(cell) ?? ''
    if (!cell.attributes.has('table:formula') && !spread.has(cell) && !saysWhen(formula)) continue
    const left = cell.children.filter((one) => typeof one === 'string' || !WRITTEN.test(one.name))
    const values = [...VALUES, 'office:value-type', 'calcext:value-type']
    const gone = values.filter((at) => cell.attributes.delete(at))
    if (gone.length > 0 || left.length < cell.children.length) notes.findings.add('taken')
    cell.children = left
  }
}
const WRITTEN = /^text:(p|h|list)$/

/** Cells that a formula of another cell fills. @throws FileRefused */
function spreadOver(table: Node): readonly Node[] {
  const spread: Node[] = []
  const number = (node: Node, at: string) =>
    Math.min(20_000, Math.max(1, Number(node.attributes.get(at)) || 1))
  // From left to right.
  let areas: { readonly from: number; readonly to: number; readonly until: number }[] = []
  let [at, steps] = [0, 0]
  for (const row of elementsIn(table)) {
    if (row.name !== 'table:table-row') continue
    const begun: typeof areas = []
    let [column, passed, reach] = [0, 0, 0]
    for (const cell of row.children) {
      if (typeof cell === 'string') continue
      const next = column + number(cell, 'table:number-columns-repeated')
      for (let one = areas[passed]; one && one.from < next; one = areas[passed]) {
        reach = Math.max(reach, one.to)
        passed += 1
      }
      if (reach > column) spread.push(cell)
      const rows = number(cell, 'table:number-matrix-rows-spanned')
      const to = column + number(cell, 'table:number-matrix-columns-spanned')
      if (rows > 1) begun.push({ from: column, to, until: at + rows })
      if (to > column + 1) reach = Math.max(reach, to)
      column = next
    }
    at += number(row, 'table:number-rows-repeated')
    areas = [...areas, ...begun].filter(({ until }) => until > at)
    if (begun.length > 0) areas.sort((one, other) => one.from - other.from)
    steps += areas.length
    if (steps > MOST_STEPS) throw new FileRefused('broken')
  }
  return spread
}
/** Most formulas that fill others, by the rows that each fills; a file with more is made to exhaust the reader. */
const MOST_STEPS = 10_000_000

/** Whether the text is a way to write the value. */
function isShown(type: string, value: string, words: string): boolean {
  if (type === 'string') return value === words
  if (type === 'boolean') return /^(true|false|0|1)$/i.test(words)
  // Currency codes have three letters; names of months and days are not known in all languages.
  const letters = words.match(/\p{L}+/gu) ?? []
  if (letters.some((run) => run.length > (type === 'currency' ? 3 : 1))) return false
  if (type === 'date' || type === 'time') {
    const known = new Set(
      (value.match(/\d+/g) ?? []).flatMap((part) => [
        Number(part),
        Number(part) % 100,
        Number(part) % 12,
      ]),
    )
    return (words.match(/\d+/g) ?? []).every(
      (part) => known.has(Number(part)) || Number(part) === 12,
    )
  }
  const times = type === 'percentage' || words.includes('%') ? 100 : 1
  return readings(words).some(
    ([number, step]) => Math.abs(Math.abs(Number(value)) * times - number) <= step,
  )
}

/** Possible numbers that a text denotes, with half of the last decimal place. */
function readings(words: string): readonly (readonly [number: number, step: number])[] {
  const [, digits = '', exponent] =
    /(\d[\d.,'\s\u00a0\u202f]*)(?:E([+-]?\d+))?/i.exec(words.replace(/^[^\d]*/, '')) ?? []
  const rest = words.replace(digits.trim(), '').replace(/E[+-]?\d+/i, '')
  if (digits === '' || /\d/.test(rest)) return []
  const plain = digits.trim()
  return ['.', ',', ''].map((point) => {
    const at = point === '' ? -1 : plain.lastIndexOf(point)
    const [whole, part] = at < 0 ? [plain, ''] : [plain.slice(0, at), plain.slice(at + 1)]
    const places = part.replace(/\D/g, '')
    const power = 10 ** Number(exponent ?? 0)
    const number = Number(`${whole.replace(/\D/g, '')}.${places}0`) * power
    return [number, (0.5000001 / 10 ** places.length) * power] as const
  })
}
