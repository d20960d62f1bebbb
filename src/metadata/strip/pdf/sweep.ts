import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'

/**
 * Takes out what no page draws with, and then what the root does not lead to: parts of what was copied, and left out
 * after all.
 * @returns what is still there
 */
export function sweep({ to, offers, used, found }: Copier): ReadonlySet<PDFObject> {
  for (const offer of offers) {
    for (const [kind, map] of offer.entries()) {
      const names = to.lookup(map)
      if (!(names instanceof PDFDict)) continue
      for (const key of names.keys()) {
        const name = key.decodeText()
        if (used.has(name) || name.startsWith('Default')) continue
        names.delete(key)
        // Left behind by a program that took it off the page.
        if (kind === PDFName.of('XObject')) found.add('earlier')
      }
    }
  }
  const seen = new Set<PDFObject>()
  const open: PDFObject[] = [to.trailerInfo.Root].filter((root) => root !== undefined)
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (seen.has(object)) continue
    seen.add(object)
    if (object instanceof PDFRef) {
      const target = to.lookup(object)
      if (target !== undefined) open.push(target)
    } else if (object instanceof PDFArray) for (const item of object.asArray()) open.push(item)
    else if (object instanceof PDFDict) for (const item of object.values()) open.push(item)
    else if (object instanceof PDFStream) open.push(object.dict)
  }
  for (const [ref] of to.enumerateIndirectObjects()) if (!seen.has(ref)) to.delete(ref)
  return seen
}
