import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import type { Trace } from '../../trace.ts'
import { stripJpeg } from '../jpeg.ts'
import { cleanDict } from './rules.ts'

/** What was taken out, and what is still there. */
export interface Noted {
  readonly found: Set<Trace>
  readonly stays: Set<Trace>
}

/** Its entries are called by whatever names the pages chose for them, not by names of ours. */
const NAMED_BY_PAGES = new Set(
  ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'].map(
    (name) => `/${name}`,
  ),
)

interface Step {
  readonly object: PDFObject
  readonly ref: PDFRef | null
  /** The keys of this one are free names. */
  readonly free: boolean
}

/** Cleans everything that the root leads to, and takes the rest out of the document. */
export function cleanReachable({ context, catalog }: PDFDocument, noted: Noted): void {
  const seen = new Set<PDFObject | string>()
  const root = context.trailerInfo.Root
  const steps: Step[] = [{ object: root ?? catalog, ref: null, free: false }]
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { object, free } = step
    const mark = object instanceof PDFRef ? object.toString() : object
    if (seen.has(mark)) continue
    seen.add(mark)
    if (object instanceof PDFRef) {
      const target = context.lookup(object)
      if (target !== undefined) steps.push({ object: target, ref: object, free })
    } else if (object instanceof PDFArray) {
      for (const item of object.asArray()) steps.push({ object: item, ref: null, free: false })
    } else if (object instanceof PDFStream) {
      cleanPicture(object, step.ref, noted)
      steps.push({ object: object.dict, ref: null, free: false })
    } else if (object instanceof PDFDict) {
      if (!free) cleanDict(object, noted.found)
      for (const [key, value] of object.entries()) {
        const named = !free && NAMED_BY_PAGES.has(key.asString()) && !object.has(TYPE)
        steps.push({ object: value, ref: null, free: named })
      }
    }
  }
  for (const [ref] of context.enumerateIndirectObjects()) {
    if (!seen.has(ref.toString())) context.delete(ref)
  }
}

const [TYPE, FILTER] = [PDFName.of('Type'), PDFName.of('Filter')]

/** A photo in a page is a photo: with a place, and with the camera's number. */
function cleanPicture(stream: PDFStream, ref: PDFRef | null, { found, stays }: Noted): void {
  const filter = stream.dict.lookup(FILTER)
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  if (only !== PDFName.of('DCTDecode') || !(stream instanceof PDFRawStream) || ref === null) return
  try {
    const clean = stripJpeg(new Uint8Array(stream.contents))
    for (const trace of clean.found) found.add(trace)
    stream.dict.context.assign(ref, PDFRawStream.of(stream.dict, clean.bytes))
  } catch {
    stays.add('other')
  }
}
