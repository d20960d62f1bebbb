import { PDFArray, PDFBool, PDFDict, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { type Filter, filterNamed, type Parms } from './filters.ts'

/** How a stream is packed, by the full names. */
export function filtersOf(dict: PDFDict, copier: Copier): readonly Filter[] {
  const filter = copier.entry(dict, 'Filter')
  const parms = copier.entry(dict, 'DecodeParms') ?? copier.entry(dict, 'DP')
  if (filter instanceof PDFName) {
    const [first] = parms instanceof PDFArray ? parms.asArray() : [parms]
    return [filterNamed(filter.decodeText(), parmsOf(copier.resolved(first), copier))]
  }
  // Beside a list of filters readers only know a list of parameters.
  const list = parms instanceof PDFArray ? parms.asArray() : []
  return (filter instanceof PDFArray ? filter.asArray() : []).flatMap((item, at) => {
    const name = copier.resolved(item)
    if (!(name instanceof PDFName)) return []
    return [filterNamed(name.decodeText(), parmsOf(copier.resolved(list[at]), copier))]
  })
}

function parmsOf(object: PDFObject | undefined, copier: Copier): Parms {
  const parms = new Map<string, number | boolean>()
  if (!(object instanceof PDFDict)) return parms
  for (const [key, item] of object.entries()) {
    const value = copier.resolved(item)
    if (value instanceof PDFNumber) parms.set(key.decodeText(), value.asNumber())
    if (value instanceof PDFBool) parms.set(key.decodeText(), value.asBoolean())
  }
  return parms
}
