import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { canonicalText, isText } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

export function layer(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const kind = copier.nameIn(object, 'Type')
  const copy = copier.dict(object, 'Layer')
  if (kind === 'OCG') {
    if (copier.isHiddenLayer(object)) copier.keeps('layer', copy)
    copy.set(of('Name'), canonicalText(latinBytes('Layer')))
    const name = copier.entry(object, 'Name')
    if (!isText(name) || name.decodeText() !== 'Layer') copier.findings.add('words')
  } else if (turnsAround(object, copier)) {
    copier.keeps('layer', copy)
  }
  return copy
}

/** Whether content is visible only while some layer is hidden. */
function turnsAround(dict: PDFDict, copier: Copier): boolean {
  if (/^A(ll|ny)Off$/.test(copier.nameIn(dict, 'P') ?? '')) return true
  const visited = new Set<PDFObject>()
  const hasNot = (value: PDFObject | undefined): boolean => {
    if (!(value instanceof PDFArray))
      return value instanceof PDFName && value.decodeText() === 'Not'
    if (visited.has(value)) return false
    visited.add(value)
    return (
      visited.size > 999 ||
      value.size() < 2 ||
      value.asArray().some((item) => hasNot(copier.resolved(item)))
    )
  }
  return hasNot(copier.entry(dict, 'VE'))
}

/** Visibility expression of a layer group, and the order in which layers are listed. */
export const expression = listed('expression')
export const order = listed('order')

function listed(rule: 'expression' | 'order') {
  return (value: PDFObject, copier: Copier): PDFObject | undefined => {
    if (!(value instanceof PDFArray)) return undefined
    const items = value.asArray().map((item) => {
      const plain = copier.resolved(item)
      if (plain instanceof PDFArray) return copier.shared(rule, item)
      return plain instanceof PDFName && rule === 'expression'
        ? copier.value('name', plain)
        : copier.value('Layer', item)
    })
    return copier.array(items.filter((item) => item !== undefined))
  }
}
