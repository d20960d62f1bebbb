import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { isText, textOf } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

const OF_A_LOOK = [
  'Subtype',
  'Rect',
  'AP',
  'AS',
  'MK',
  'A',
  'OC',
  'Opt',
  'Border',
  'BS',
  'P',
  'StructParent',
]

export function field(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const copy = copier.dict(object, 'Field', ['DV', 'T', 'V'])
  const said = copier.entry(object, 'T')
  // What a program calls it is never seen.
  if (isText(said)) copy.set(of('T'), textOf(latinBytes(copier.name(`field ${said.decodeText()}`))))
  const shown = isShown(object, copier)
  if (!shown) for (const key of OF_A_LOOK) if (copy.delete(of(key))) copier.found.add('words')
  const value = copier.entry(object, 'V')
  if (value === undefined) return copy
  const secret = ((copier.numberIn(object, 'Ff') ?? 0) & (1 << 13)) > 0
  const rule = value instanceof PDFName ? 'free' : value instanceof PDFArray ? '[text]' : 'text'
  const kept = shown && !secret ? copier.value(rule, value) : undefined
  if (kept !== undefined) copy.set(of('V'), kept)
  else copier.found.add(value instanceof PDFDict ? 'signature' : 'words')
  return copy
}

/** Whether a field or one below it is seen. */
function isShown(field: PDFDict, copier: Copier, depth = 0): boolean {
  if (copier.shown.has(field)) return true
  const below = copier.entry(field, 'Kids')
  if (!(below instanceof PDFArray) || depth > 40) return false
  return below.asArray().some((item) => {
    const kid = copier.resolved(item)
    return kid instanceof PDFDict && isShown(kid, copier, depth + 1)
  })
}
