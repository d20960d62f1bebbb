import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'

/**
 * Takes out what no page draws with, and then what the root does not lead to: parts of what was copied, and left out
 * after all.
 * @returns what is still there
 */
export function sweep({ to, offers, used, found }: Copier): ReadonlySet<PDFObject> {
  for (const { copy: offer, from } of offers) {
    const isUsed = (name: string) =>
      [from, null].some((each) => used.get(each)?.has(name) === true) || name.startsWith('Default')
    for (const [kind, map] of offer.entries()) {
      const names = to.lookup(map)
      if (!(names instanceof PDFDict)) continue
      for (const key of names.keys()) {
        if (isUsed(key.decodeText())) continue
        names.delete(key)
        // Left behind by a program that took it off the page.
        if (kind === PDFName.of('XObject')) found.add('earlier')
      }
      if (names.keys().length === 0) offer.delete(kind)
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

/** Numbers objects in the order in which the root leads to them: no number says what is not there. */
export function numbered(to: PDFContext): void {
  const refs = new Map<PDFRef, PDFRef>()
  const objects: PDFObject[] = []
  const anew = (object: PDFObject): PDFObject => {
    if (object instanceof PDFRef) {
      const known = refs.get(object)
      if (known !== undefined) return known
      const target = to.lookup(object)
      const ref = PDFRef.of(refs.size + 1)
      refs.set(object, ref)
      objects.push(target ?? PDFNull)
      return ref
    }
    if (object instanceof PDFArray) {
      for (let at = 0; at < object.size(); at += 1) object.set(at, anew(object.get(at)))
    } else if (object instanceof PDFDict) {
      // In one order, whichever entries were there first.
      const entries = object
        .entries()
        .toSorted(([a], [b]) => (a.toString() < b.toString() ? -1 : 1))
      for (const [key] of entries) object.delete(key)
      for (const [key, value] of entries) object.set(key, anew(value))
    } else if (object instanceof PDFStream) anew(object.dict)
    return object
  }
  const root = to.trailerInfo.Root
  if (root !== undefined) to.trailerInfo.Root = anew(root)
  // What is looked into leads to more.
  for (const object of objects) anew(object)
  for (const [ref] of to.enumerateIndirectObjects()) to.delete(ref)
  to.largestObjectNumber = 0
  for (const [at, object] of objects.entries()) to.assign(PDFRef.of(at + 1), object)
}
