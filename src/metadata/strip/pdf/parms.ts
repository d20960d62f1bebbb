import { PDFArray, PDFBool, PDFDict, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { type Filter, filterNamed, type Parms } from './filters.ts'

/** How a stream is packed, by the full names. */
export function filtersOf(dict: PDFDict, copier: Copier): readonly Filter[] {
  const list = (key: string, short: string): readonly (PDFObject | undefined)[] => {
    const value = copier.entry(dict, key) ?? copier.entry(dict, short)
    if (value === undefined) return []
    return value instanceof PDFArray
      ? value.asArray().map((item) => copier.resolved(item))
      : [value]
  }
  const parms = list('DecodeParms', 'DP')
  return list('Filter', 'F').flatMap((filter, at) => {
    if (!(filter instanceof PDFName)) return []
    return [filterNamed(filter.decodeText(), parmsOf(parms[at], copier))]
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
