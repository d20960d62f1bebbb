import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'

/** Takes out what the root does not lead to: parts of what was copied, and then left out after all. */
export function sweep(context: PDFContext): void {
  const seen = new Set<string>()
  const open: PDFObject[] = [context.trailerInfo.Root].filter((root) => root !== undefined)
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFRef) {
      if (seen.has(object.tag)) continue
      seen.add(object.tag)
      const target = context.lookup(object)
      if (target !== undefined) open.push(target)
    } else if (object instanceof PDFArray) for (const item of object.asArray()) open.push(item)
    else if (object instanceof PDFDict) for (const item of object.values()) open.push(item)
    else if (object instanceof PDFStream) open.push(object.dict)
  }
  for (const [ref] of context.enumerateIndirectObjects()) {
    if (!seen.has(ref.tag)) context.delete(ref)
  }
}
