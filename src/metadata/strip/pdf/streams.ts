import { type PDFDict, PDFName, type PDFObject, PDFRawStream, PDFStream } from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { xmpIn } from '../xmp.ts'
import { type Filter, unpack } from './filters.ts'
import { deflated, FLATE } from './image.ts'
import type { Old } from './old.ts'
import { filtersOf } from './parms.ts'
import { rawOf } from './values.ts'

/** What is in a stream that is no picture. @throws FileRefused */
export function contentsOf(stream: PDFStream, doc: Old): Bytes {
  const { bytes, picture } = unpack(rawOf(stream), filtersOf(stream.dict, doc))
  if (picture !== null) throw new FileRefused('broken')
  return bytes
}

/** A new stream of such entries. */
export function streamOf(dict: PDFDict, bytes: Bytes, { name, parms }: Filter): PDFRawStream {
  dict.set(PDFName.of('Filter'), PDFName.of(name))
  if (parms.size > 0) {
    dict.set(PDFName.of('DecodeParms'), dict.context.obj(Object.fromEntries(parms)))
  }
  return PDFRawStream.of(dict, bytes)
}

/** What was packed, for who looks at it again. */
const PLAIN = new WeakMap<PDFStream, Uint8Array>()

export function deflatedStream(dict: PDFDict, bytes: Uint8Array): PDFRawStream {
  const stream = streamOf(dict, deflated(bytes), FLATE)
  PLAIN.set(stream, bytes)
  return stream
}

/** What is in a stream that we packed. */
export function plainOf(stream: PDFStream): Uint8Array | undefined {
  return PLAIN.get(stream)
}

/** A description in XMP. It is read only to say what stood there. */
export function described(object: PDFObject, doc: Old, findings: Set<MetadataFinding>): void {
  const stream = doc.resolved(object)
  let bytes = new Uint8Array()
  try {
    if (stream instanceof PDFStream) bytes = contentsOf(stream, doc)
  } catch {
    // Then it says nothing.
  }
  for (const finding of xmpIn(bytes)) findings.add(finding)
}
