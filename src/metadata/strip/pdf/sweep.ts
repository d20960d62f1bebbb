import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'

/** Removes resources that no page uses. */
export function pruneResources({ to, offers, used, findings }: Copier): void {
  for (const { copy: offer, from } of offers) {
    const isUsed = (name: string) =>
      [from, null].some((each) => used.get(each)?.has(name) === true) || name.startsWith('Default')
    for (const [kind, map] of offer.entries()) {
      const names = to.lookup(map)
      if (!(names instanceof PDFDict)) continue
      for (const key of names.keys()) {
        if (isUsed(key.decodeText())) continue
        names.delete(key)
        // Left behind by a program that removed it from the page.
        if (kind === PDFName.of('XObject')) findings.add('earlier')
      }
      if (names.keys().length === 0) offer.delete(kind)
    }
  }
}

/** Removes objects that the root does not reach. @returns the objects that are left */
export function sweep({ to }: Copier): ReadonlySet<PDFObject> {
  renumberHolders(to, reached(to))
  const live = reached(to)
  for (const [ref] of to.enumerateIndirectObjects()) if (!live.has(ref)) to.delete(ref)
  return live
}

/** Objects reachable from the root. */
function reached(to: PDFContext): ReadonlySet<PDFObject> {
  const visited = new Set<PDFObject>()
  const open: PDFObject[] = [to.trailerInfo.Root].filter((root) => root !== undefined)
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (visited.has(object)) continue
    visited.add(object)
    if (object instanceof PDFRef) {
      const target = to.lookup(object)
      if (target !== undefined) open.push(target)
    } else if (object instanceof PDFArray) for (const item of object.asArray()) open.push(item)
    else if (object instanceof PDFDict) for (const item of object.values()) open.push(item)
    else if (object instanceof PDFStream) open.push(object.dict)
  }
  return visited
}

/** Renumbers the parent tree keys of pages and objects in order of appearance. */
function renumberHolders(to: PDFContext, objects: Iterable<PDFObject>): void {
  const of = (name: string) => PDFName.of(name)
  const entry = (object: PDFObject | undefined, key: string) =>
    object instanceof PDFDict ? to.lookup(object.get(of(key))) : undefined
  const order = entry(entry(to.lookup(to.trailerInfo.Root), 'StructTreeRoot'), 'ParentTree')
  const list = entry(order, 'Nums')
  const items = list instanceof PDFArray ? list.asArray() : []
  const elements = new Map<string, PDFObject>()
  for (let at = 0; at + 1 < items.length; at += 2)
    elements.set(String(items[at]), items[at + 1] ?? PDFNull)
  const places = new Map<string, number>()
  for (const object of objects) {
    if (!(object instanceof PDFDict)) continue
    for (const key of [of('StructParents'), of('StructParent')]) {
      const old = object.get(key)
      if (old === undefined) continue
      const number = String(old)
      const place = places.get(number) ?? places.size
      if (!elements.has(number)) object.delete(key)
      else {
        places.set(number, place)
        object.set(key, PDFNumber.of(place))
      }
    }
  }
  if (!(order instanceof PDFDict)) return
  const made = PDFArray.withContext(to)
  for (const [number, place] of places) {
    made.push(PDFNumber.of(place))
    made.push(elements.get(number) ?? PDFNull)
  }
  order.set(of('Nums'), made)
}

/** Renumbers objects in the order in which they are reached: numbers tell nothing of omitted ones. */
export function numbered(to: PDFContext): void {
  const refs = new Map<PDFRef, PDFRef>()
  const objects: PDFObject[] = []
  const anew = (object: PDFObject): PDFObject => {
    if (object instanceof PDFRef) {
      const numberedRef = refs.get(object)
      if (numberedRef !== undefined) return numberedRef
      const target = to.lookup(object)
      const ref = PDFRef.of(refs.size + 1)
      refs.set(object, ref)
      objects.push(target ?? PDFNull)
      return ref
    }
    if (object instanceof PDFArray) {
      for (let at = 0; at < object.size(); at += 1) object.set(at, anew(object.get(at)))
    } else if (object instanceof PDFDict) {
      // In a fixed order.
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
  // The list grows while it is processed.
  for (const object of objects) anew(object)
  for (const [ref] of to.enumerateIndirectObjects()) to.delete(ref)
  to.largestObjectNumber = 0
  for (const [at, object] of objects.entries()) to.assign(PDFRef.of(at + 1), object)
}
