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
    copy.set(of('Name'), canonicalText(latinBytes('Layer')))
    const name = copier.entry(object, 'Name')
    if (!isText(name) || name.decodeText() !== 'Layer') copier.found.add('words')
  } else if (turnsAround(object, copier)) {
    copier.keeps('layer', copy)
  }
  return copy
}

/** Whether it is seen only while some layer is not. */
function turnsAround(dict: PDFDict, copier: Copier): boolean {
  if (/^A(ll|ny)Off$/.test(copier.nameIn(dict, 'P') ?? '')) return true
  const hasNot = (value: PDFObject | undefined, depth: number): boolean =>
    value instanceof PDFArray
      ? depth > 40 ||
        value.size() < 2 ||
        value.asArray().some((item) => hasNot(copier.resolved(item), depth + 1))
      : value instanceof PDFName && value.decodeText() === 'Not'
  return hasNot(copier.entry(dict, 'VE'), 0)
}

/** When something is seen, by which layers are. */
export function expression(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => {
    const plain = copier.resolved(item)
    if (plain instanceof PDFArray) return copier.value('expression', plain)
    return plain instanceof PDFName ? copier.value('name', plain) : copier.value('Layer', item)
  })
  return copier.array(items.filter((item) => item !== undefined))
}

export function order(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => {
    const plain = copier.resolved(item)
    return plain instanceof PDFArray ? copier.value('order', plain) : copier.value('Layer', item)
  })
  return copier.array(items.filter((item) => item !== undefined))
}
