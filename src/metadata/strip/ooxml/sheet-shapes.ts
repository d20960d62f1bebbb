import { childOf, childrenOf, type Node, someIn, textIn } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { areaOf } from './hidden-cells.ts'
import type { PartWithRelations } from './lists.ts'
import type { SheetGrid } from './sheet-grid.ts'
import { styleOf } from './word-drawings.ts'

interface Drawn extends Pick<PartWithRelations, 'path' | 'relations'> {
  readonly root: Node
}

/** Pictures for the headers of a sheet that no header draws. */
export function cutHeaderPictures(parts: readonly Drawn[], notes: DocumentNotes): void {
  for (const { root, relations } of parts) {
    const id = childOf(root, 's:legacyDrawingHF')?.attributes.get('r:id')
    const target = relations.find((one) => one.id === id)?.target
    const shapes = parts.find(({ path }) => path === target)?.root
    if (id === undefined || shapes === undefined) continue
    const drawn = new Set<string>()
    for (const header of childrenOf(childOf(root, 's:headerFooter'))) {
      const [, page = '', kind = ''] = /^s:(odd|even|first)(H|F)/.exec(header.name) ?? []
      let section = 'C'
      for (const [, sign = ''] of textIn(header).matchAll(/&(.)/gs)) {
        if (/[LCR]/i.test(sign)) section = sign.toUpperCase()
        if (/G/i.test(sign)) drawn.add(section + kind + (page === 'odd' ? '' : page.toUpperCase()))
      }
    }
    shapes.children = childrenOf(shapes).filter((shape) => {
      const isKept = shape.name === 'v:shapetype' || drawn.has(shape.attributes.get('id') ?? '')
      if (!isKept) notes.findings.add('hidden')
      return isKept
    })
  }
}

const isPictured = (shape: Node): boolean =>
  someIn(
    shape,
    ({ name, attributes }) =>
      /^v:(fill|imagedata)$/.test(name) &&
      [...attributes.keys()].some((at) => at.startsWith('r:') || at === 'o:relid'),
  )

/** A control on a sheet without a size, or a picture that a remark shows only beneath the pointer. */
export function isControlUnseen(shape: Node, grid: SheetGrid): boolean {
  const client = childOf(shape, 'x:ClientData')
  if (client === undefined) return false
  const { style, size } = styleOf(shape)
  const off = style.get('visibility') === 'hidden'
  const pictured = isPictured(shape)
  if (client.attributes.get('ObjectType') === 'Note') return pictured && off
  if (!pictured && !childrenOf(shape, 'v:textbox').some(isNotBlank)) return false
  const [column = 0, x = 0, row = 0, y = 0, ...to] = textIn(childOf(client, 'x:Anchor') ?? client)
    .split(',')
    .map((one) => Number(one) || 0)
  const [right = 1, endX = 0, bottom = 1, endY = 0] = to
  const start = grid.point([column, x * 0.75, row, y * 0.75])
  const end = grid.point([right, endX * 0.75, bottom, endY * 0.75])
  return (
    off ||
    ['width', 'height'].some((at) => (size(at) ?? Number.MAX_VALUE) <= 20) ||
    end.some((at, n) => at - (start[n] ?? 0) <= 1)
  )
}

/** A remark on a cell that nobody comes upon: one that is not shown, or far from all that is written. */
export function isRemarkUnseen(remark: Node, grid: SheetGrid): boolean {
  const at = areaOf(remark.attributes.get('ref') ?? '')
  return (
    at === undefined ||
    at.left > grid.lastColumn + 30 ||
    at.top > grid.lastRow + 60 ||
    grid.width(at.left, at.left) <= 3 ||
    grid.height(at.top, at.top) <= 2
  )
}
