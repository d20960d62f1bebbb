import { PDFArray, PDFBool, PDFDict, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import { type Filter, filterNamed } from './filters.ts'
import type { Old } from './old.ts'
import type { Parms } from './predictor.ts'

/** Filters of a stream by their full names, with parameters. */
export function filtersOf(dict: PDFDict, doc: Old): readonly Filter[] {
  const filter = doc.entry(dict, 'Filter')
  const parms = doc.entry(dict, 'DecodeParms') ?? doc.entry(dict, 'DP')
  if (filter instanceof PDFName) {
    const [first] = parms instanceof PDFArray ? parms.asArray() : [parms]
    return [filterNamed(filter.decodeText(), parmsOf(doc.resolved(first), doc))]
  }
  // With an array of filters, readers accept only an array of parameters.
  const list = parms instanceof PDFArray ? parms.asArray() : []
  return (filter instanceof PDFArray ? filter.asArray() : []).flatMap((item, at) => {
    const name = doc.resolved(item)
    if (!(name instanceof PDFName)) return []
    return [filterNamed(name.decodeText(), parmsOf(doc.resolved(list[at]), doc))]
  })
}

function parmsOf(object: PDFObject | undefined, doc: Old): Parms {
  const parms = new Map<string, number | boolean>()
  if (!(object instanceof PDFDict)) return parms
  for (const [key, item] of object.entries()) {
    const value = doc.resolved(item)
    if (value instanceof PDFNumber) parms.set(key.decodeText(), value.asNumber())
    if (value instanceof PDFBool) parms.set(key.decodeText(), value.asBoolean())
  }
  return parms
}
