import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib'
import { concat } from '../../../sealing/bytes.ts'
import { channelsOf } from './colours.ts'
import { rewrite } from './content.ts'
import type { Copier } from './copy.ts'
import type { Filter } from './filters.ts'
import { cleanImage, codingOf } from './image.ts'
import { inlinePicture } from './inline.ts'
import { cleanJbig2 } from './jbig2.ts'
import { filtersOf } from './parms.ts'
import type { Token } from './scan.ts'
import { contentsOf, packed, streamOf } from './streams.ts'
import { rawOf } from './values.ts'

const of = (name: string) => PDFName.of(name)

export function insideOf(copier: Copier) {
  return {
    name: (name: string) => copier.drawnName(name),
    picture: (entries: ReadonlyMap<string, Token>, data: Uint8Array) =>
      inlinePicture(copier, entries, data),
  }
}

/** A stream of words that draw, or several that follow on one another. */
export function drawn(
  streams: PDFStream | readonly PDFStream[],
  copier: Copier,
  dict: PDFDict,
): PDFObject | undefined {
  const list = streams instanceof PDFStream ? [streams] : streams
  const parts = list.flatMap((stream) => [contentsOf(stream, copier), new Uint8Array([10])])
  const content = rewrite(concat(...parts), insideOf(copier))
  if (content.more) copier.found.add('other')
  if (content.replaced) copier.found.add('words')
  return packed(dict, content.bytes)
}

export function xObject(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  if (copier.nameIn(object.dict, 'Subtype') === 'Image') return image(object, copier)
  return drawn(object, copier, copier.dict(object.dict, 'Form_', ['Name']))
}

function image(stream: PDFStream, copier: Copier): PDFObject {
  const { dict } = stream
  const filters = filtersOf(dict, copier)
  const copy = copier.dict(dict, 'Image', ['Name', 'ID'])
  const [width, height] = [copier.numberIn(dict, 'Width'), copier.numberIn(dict, 'Height')]
  const masks = copier.entry(dict, 'ImageMask') === PDFBool.True
  const channels = masks ? 1 : channelsOf(copier.entry(dict, 'ColorSpace'), copier)
  const bits = masks ? 1 : copier.numberIn(dict, 'BitsPerComponent')
  const rows =
    width === null || height === null || channels === null || bits === null
      ? null
      : { size: Math.ceil((width * channels * bits) / 8), count: height }
  const bytes = new Uint8Array(rawOf(stream))
  try {
    const cleaned = cleanImage({ bytes, filters, rows })
    for (const trace of cleaned.found) copier.found.add(trace)
    const made = streamOf(copy, cleaned.bytes, cleaned.filter)
    if (cleaned.filter.name === 'JBIG2Decode') symbols(dict, made.dict, copier)
    return made
  } catch {
    const made = asItWas(copy, bytes, filters, copier)
    copier.keeps('other', `a picture (${codingOf(filters)}) that could not be read`, made.dict)
    return made
  }
}

/** Symbols that several pictures share. */
function symbols(from: PDFDict, to: PDFDict, copier: Copier): void {
  const parms = copier.entry(from, 'DecodeParms')
  const first = copier.resolved(parms instanceof PDFArray ? parms.asArray().at(-1) : parms)
  const shared = first instanceof PDFDict ? copier.entry(first, 'JBIG2Globals') : undefined
  if (!(shared instanceof PDFStream)) return
  const { bytes, more } = cleanJbig2(contentsOf(shared, copier))
  if (more) copier.found.add('other')
  const ref = copier.to.register(packed(copier.to.obj({}), bytes))
  to.set(of('DecodeParms'), copier.to.obj({ JBIG2Globals: ref }))
}

function asItWas(
  copy: PDFDict,
  bytes: Uint8Array<ArrayBuffer>,
  filters: readonly Filter[],
  copier: Copier,
) {
  copy.set(of('Filter'), copier.array(filters.map(({ name }) => of(name))))
  copy.set(
    of('DecodeParms'),
    copier.array(
      filters.map(({ parms }) =>
        parms.size === 0 ? PDFNull : copier.to.obj(Object.fromEntries(parms)),
      ),
    ),
  )
  const stream = streamOf(copier.to.obj({}), bytes, { name: 'x', parms: new Map() })
  stream.dict.delete(of('Filter'))
  for (const [key, value] of copy.entries()) stream.dict.set(key, value)
  return stream
}

export function pattern(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFStream) return drawn(object, copier, copier.dict(object.dict, 'Tiling'))
  return object instanceof PDFDict ? copier.dict(object, 'Shaded') : undefined
}

export function shading(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (object instanceof PDFDict) return copier.dict(object, 'Shading')
  if (!(object instanceof PDFStream)) return undefined
  return packed(copier.dict(object.dict, 'Shading'), contentsOf(object, copier))
}

export function table(object: PDFObject, copier: Copier): PDFObject | undefined {
  return object instanceof PDFStream
    ? packed(copier.to.obj({}), contentsOf(object, copier))
    : undefined
}
