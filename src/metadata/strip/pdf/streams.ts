import { type PDFDict, PDFName, type PDFObject, PDFRawStream, PDFStream } from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { FileRefused, type MetadataFinding } from '../../metadata-finding.ts'
import { xmpIn } from '../xmp.ts'
import { inflateLenient } from './decode.ts'
import { type Filter, unpack } from './filters.ts'
import { deflated, FLATE } from './image.ts'
import type { Old } from './old.ts'
import { filtersOf } from './parms.ts'
import { rawOf } from './values.ts'

/** Most bytes of a content, a font program or a list. */
const MOST_CONTENTS = 48 << 20

/** Decoded content of a stream that is no image. @throws FileRefused `much` for one that is too long */
export function contentsOf(stream: PDFStream, doc: Old): Bytes {
  const { bytes, picture } = unpack(rawOf(stream), filtersOf(stream.dict, doc), MOST_CONTENTS)
  if (picture !== null) throw new FileRefused('broken')
  return bytes
}

/** A new stream with these entries and this filter. */
export function streamOf(dict: PDFDict, bytes: Bytes, { name, parms }: Filter): PDFRawStream {
  dict.set(PDFName.of('Filter'), PDFName.of(name))
  if (parms.size > 0) {
    dict.set(PDFName.of('DecodeParms'), dict.context.obj(Object.fromEntries(parms)))
  }
  return PDFRawStream.of(dict, bytes)
}

/** Streams that were compressed here. Their contents are not held: a small file may have many that are long. */
const COMPRESSED = new WeakSet<PDFStream>()

export function deflatedStream(dict: PDFDict, bytes: Uint8Array): PDFRawStream {
  const stream = streamOf(dict, deflated(bytes), FLATE)
  COMPRESSED.add(stream)
  return stream
}

/** Uncompressed content of a stream that was compressed here; `undefined` for any other. */
export function plainOf(stream: PDFStream): Uint8Array | undefined {
  return stream instanceof PDFRawStream && COMPRESSED.has(stream)
    ? inflateLenient(stream.contents)
    : undefined
}

/** Adds the findings of XMP metadata, which is not copied. */
export function described(object: PDFObject, doc: Old, findings: Set<MetadataFinding>): void {
  const stream = doc.resolved(object)
  let bytes = new Uint8Array()
  try {
    if (stream instanceof PDFStream) bytes = contentsOf(stream, doc)
  } catch {
    // Unreadable: no findings.
  }
  for (const finding of xmpIn(bytes)) findings.add(finding)
}
