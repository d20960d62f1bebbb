import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  isOn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import { joinRuns, type Runs } from '../office/runs.ts'

const RUNS: readonly Runs[] = [
  {
    name: 'w:r',
    properties: 'w:rPr',
    holds: new Set('w:t w:delText w:tab w:br w:cr w:noBreakHyphen'.split(' ')),
    words: 'w:t',
    goes: true,
  },
  { name: 's:r', properties: 's:rPr', holds: new Set(['s:t']), words: 's:t', goes: true },
  { name: 'a:r', properties: 'a:rPr', holds: new Set(['a:t']), words: 'a:t', goes: false },
]

/** Gives one spelling to what looks alike: runs, numbers of shapes and slides, empty cells. */
export function makeAlike(roots: readonly Node[]): void {
  const isComplex = roots.some((root) =>
    someIn(root, ({ name }) => name === 'w:rtl' || name === 'w:cs'),
  )
  const isRemarked = roots.some(({ name }) => name === 'p188:cmLst')
  let drawn = 0
  const slides = new Map<string, string>()
  let masters = 2_147_483_648
  numberRemarks(roots)
  countAnew(roots)
  for (const root of roots) {
    if (!isComplex) cutComplex(root)
    orderDrawings(root)
    numberBoxes(root)
    for (const runs of RUNS) joinRuns(root, runs)
    // In a text, numbers of drawings are those of the whole.
    if (!root.name.startsWith('w:')) drawn = 0
    // Newer remarks on slides lead to shapes by their numbers.
    if (!isRemarked || root.name !== 'p:sld') drawn = numberShapes(root, drawn)
    for (const node of elementsIn(root)) {
      if (node.name === 's:worksheet') cutCells(node)
      const counts = node.attributes.get('useFirstPageNumber')
      if (node.name === 's:pageSetup' && !isOn(counts, false))
        node.attributes.delete('firstPageNumber')
      if (node.name === 'p:sldId') {
        const next = String(256 + slides.size)
        slides.set(node.attributes.get('id') ?? '', next)
        node.attributes.set('id', next)
      }
      if (/^p:sld(Master|Layout)Id$/.test(node.name)) {
        node.attributes.set('id', String(masters))
        masters += 1
      }
    }
  }
  for (const { name, attributes } of elementsOf(roots)) {
    if (name === 'pc:sldMk')
      attributes.set('sldId', slides.get(attributes.get('sldId') ?? '') ?? '0')
  }
}

const COMPLEX = /[\u0590-\u109f\u1780-\u18af\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Removes complex-script formatting from runs without such text. */
function cutComplex(node: Node): void {
  for (const run of elementsIn(node)) {
    if (run.name !== 'w:r' || COMPLEX.test(textIn(run))) continue
    const properties = childOf(run, 'w:rPr')
    if (properties === undefined) continue
    properties.children = properties.children.filter(
      (one) => typeof one === 'string' || !/^w:(sz|b|i)Cs$/.test(one.name),
    )
  }
}

/** Renumbers the z-order of drawings of a part from 1. */
function orderDrawings(root: Node): void {
  const at = 'relativeHeight'
  const drawn = filterIn(root, ({ attributes }) => attributes.has(at))
  const heights = new Set(drawn.map(({ attributes }) => Number(attributes.get(at))))
  const order = new Map(
    [...heights].toSorted((one, two) => one - two).map((one, n) => [one, n + 1]),
  )
  for (const { attributes } of drawn)
    attributes.set(at, String(order.get(Number(attributes.get(at)))))
}

/** Renumbers linked text boxes from 1. */
function numberBoxes(root: Node): void {
  const numbers = new Map<string, number>()
  for (const { name, attributes } of elementsIn(root)) {
    const id = /^wps:(txbx|linkedTxbx)$/.test(name) ? attributes.get('id') : undefined
    if (id === undefined) continue
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1)
    attributes.set('id', String(numbers.get(id)))
  }
}

/** Renumbers tracked changes, sheets, tables, columns and shared formulas from 1. */
function countAnew(roots: readonly Node[]): void {
  const counts = new Map<string, number>()
  const next = (of: string) => {
    const n = (counts.get(of) ?? 0) + 1
    counts.set(of, n)
    return String(n)
  }
  for (const root of roots) {
    for (const own of ['column', 'shared']) counts.delete(own)
    const shared = new Map<string, string>()
    for (const node of elementsIn(root)) {
      const { name, attributes } = node
      const si = name === 's:f' ? attributes.get('si') : undefined
      if (si !== undefined) {
        if (!shared.has(si)) shared.set(si, next('shared'))
        attributes.set('si', String(Number(shared.get(si)) - 1))
      }
      if (name.startsWith('s:') && attributes.has('count'))
        attributes.set('count', String(childrenOf(node).length))
      if (name === 's:sst') for (const at of ['count', 'uniqueCount']) attributes.delete(at)
      if (name === 's:sheet') attributes.set('sheetId', next('sheet'))
      if (name === 's:table') attributes.set('id', next('table'))
      if (name === 's:tableColumn') attributes.set('id', next('column'))
      if (CHANGE.test(name) && attributes.has('w:id')) attributes.set('w:id', next('change'))
    }
  }
}
const CHANGE = /^w:(ins|del|moveFrom|moveTo|cell(Ins|Del|Merge)|\w+Change)$/

/** Remarks of each person on slides, from 1: their numbers would say how many that person ever wrote. */
function numberRemarks(roots: readonly Node[]): void {
  const counts = new Map<string, number>()
  const remarks = roots.filter(({ name }) => /^p:cm/.test(name))
  for (const { name, attributes } of elementsOf(remarks)) {
    if (name !== 'p:cm') continue
    const next = (counts.get(attributes.get('authorId') ?? '') ?? 0) + 1
    counts.set(attributes.get('authorId') ?? '', next)
    attributes.set('idx', String(next))
  }
  for (const { name, attributes } of elementsOf(remarks)) {
    if (name !== 'p:cmAuthor') continue
    attributes.set('lastIdx', String(counts.get(attributes.get('id') ?? '') ?? 0))
  }
}

/** Renumbers shapes and the references to them. @returns the last number */
function numberShapes(root: Node, from: number): number {
  const numbers = new Map<string, string>()
  let last = from
  for (const { name, attributes } of elementsIn(root)) {
    const id = attributes.get('id')
    if (!/:(cNvPr|docPr)$/.test(name) || id === undefined) continue
    if (!numbers.has(id)) {
      last += 1
      numbers.set(id, String(last))
    }
    const next = numbers.get(id) ?? ''
    attributes.set('id', next)
    if (attributes.get('name')?.startsWith('Object ')) attributes.set('name', `Object ${next}`)
  }
  for (const { name, attributes } of elementsIn(root)) {
    const at = /^a:(st|end)Cxn$/.test(name) ? 'id' : name.startsWith('p:') ? 'spid' : ''
    const id = attributes.get(at)
    if (id !== undefined) attributes.set(at, numbers.get(id) ?? '0')
  }
  return last
}

/** Removes cells and rows without content and with the default look. */
function cutCells(sheet: Node): void {
  const isBare = childrenOf(childOf(sheet, 's:cols')).every(
    ({ attributes }) => !attributes.has('style'),
  )
  const data = childOf(sheet, 's:sheetData')
  if (data === undefined) return
  data.children = data.children.filter((row) => {
    if (typeof row === 'string') return true
    if (isBare && !row.attributes.has('s')) {
      row.children = row.children.filter(
        (cell) =>
          typeof cell === 'string' ||
          cell.children.length > 0 ||
          (cell.attributes.get('s') ?? '0') !== '0',
      )
    }
    return row.children.length > 0 || [...row.attributes.keys()].some((at) => at !== 'r')
  })
}
