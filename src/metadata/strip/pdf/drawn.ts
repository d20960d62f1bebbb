import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  type PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { concat } from '#bytes.ts'
import { channelsOf } from './colours.ts'
import { type Inside, rewriteContent } from './content.ts'
import type { Copier } from './copy.ts'
import type { Filter } from './filters.ts'
import { keepOnly, shorten } from './functions.ts'
import { type CleanedImage, cleanImage, evenRows, type Row, usedColours } from './image.ts'
import { inlinePicture } from './inline.ts'
import { cleanJbig2 } from './jbig2.ts'
import { meshSize } from './mesh.ts'
import { numbers } from './numbers.ts'
import { offeredBy, type PageResources } from './offered.ts'
import { Old } from './old.ts'
import { filtersOf } from './parms.ts'
import { contentsOf, deflatedStream, streamOf } from './streams.ts'
import { canonicalText, isText, rawOf } from './values.ts'
import { latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

export function insideOf(
  copier: Copier,
  offer: PDFObject | null = null,
  offered?: PageResources,
  pieces: Map<number, number> = new Map(),
): Inside {
  return {
    name: (name) => copier.drawnName(name, offer),
    picture: (entries, data) => inlinePicture(copier, entries, data, offer),
    // In drawing order.
    piece: (number) => {
      const place = pieces.get(number) ?? pieces.size
      pieces.set(number, place)
      return place
    },
    read: (bytes) => {
      const text = copier.value('text', canonicalText(latinBytes(bytes)))
      return isText(text) ? String.fromCharCode(...text.asBytes()) : ''
    },
    ...(offered === undefined ? {} : { offered }),
  }
}

/** Canonical operators of one stream, or of several that continue one another. */
function wordsOf(
  streams: readonly PDFStream[],
  copier: Copier,
  /** The page, or the stream itself. */
  owner: PDFObject,
  dict: PDFDict,
  box: readonly number[],
): Uint8Array {
  const [resources, fresh] = [copier.entry(dict, 'Resources'), owner instanceof PDFDict]
  const pieces = new Map<number, number>()
  copier.pieces.set(owner, pieces)
  copier.holders.set(copier.numberIn(dict, 'StructParents') ?? -1, pieces)
  const parts = streams.flatMap((stream) => [contentsOf(stream, copier), new Uint8Array([10])])
  const offered = offeredBy(resources, copier, fresh, box)
  const content = rewriteContent(
    concat(...parts),
    insideOf(copier, resources ?? null, offered, pieces),
  )
  if (content.more) copier.findings.add('other')
  if (content.replaced) copier.findings.add('words')
  return content.bytes
}

/** Rewritten content of a page. @param whole the page with its inherited entries */
export function drawnPage(
  streams: readonly PDFStream[],
  page: PDFDict,
  whole: PDFDict,
  copier: Copier,
): PDFObject {
  const box = numbers(whole, 'MediaBox', copier)
  return deflatedStream(copier.to.obj({}), wordsOf(streams, copier, page, whole, box))
}

/** Rewrites a stream. Its content first: resources are named and ordered by it. */
export function drawn(object: PDFStream, shape: string | null, copier: Copier): PDFRawStream {
  const box = numbers(object.dict, 'BBox', copier)
  const words = wordsOf([object], copier, object, object.dict, box)
  return deflatedStream(
    shape === null ? copier.to.obj({}) : copier.dict(object.dict, shape, ['Name']),
    words,
  )
}

export function xObject(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  if (copier.nameIn(object.dict, 'Subtype') === 'Image') return image(object, copier)
  const form = drawn(object, 'Form_', copier)
  form.dict.set(of('Subtype'), of('Form'))
  return form
}

/** How many colours the picture has that a soft mask is of: its matte is a colour of that one. */
const coloursBehind = new WeakMap<PDFObject, number>()

function image(stream: PDFStream, copier: Copier): PDFObject {
  const { dict } = stream
  const filters = filtersOf(dict, copier)
  const [width, height] = [copier.numberIn(dict, 'Width'), copier.numberIn(dict, 'Height')]
  const masks = copier.entry(dict, 'ImageMask') === PDFBool.True
  const space = copier.entry(dict, 'ColorSpace')
  const channels = masks ? 1 : channelsOf(space, copier)
  const mask = copier.entry(dict, 'SMask')
  const base =
    space instanceof PDFArray && space.size() === 4 ? copier.resolved(space.get(1)) : space
  if (mask !== undefined) coloursBehind.set(mask, channelsOf(base, copier) ?? channels ?? 4)
  // A mask is copied with it.
  const copy = copier.dict(dict, 'Image', ['Name', 'ID'])
  const bits = masks ? 1 : copier.numberIn(dict, 'BitsPerComponent')
  const rows =
    width === null || height === null || channels === null || bits === null
      ? null
      : { size: Math.ceil((width * channels * bits) / 8), count: height }
  const most = channels ?? 4
  shorten(copy, 'Decode', 2 * most, copier)
  shorten(copy, 'Mask', 2 * most, copier)
  shorten(copy, 'Matte', coloursBehind.get(stream) ?? most, copier)
  const bytes = new Uint8Array(rawOf(stream))
  try {
    const cleaned = cleanImage({ bytes, filters, rows })
    for (const finding of cleaned.findings) copier.findings.add(finding)
    const row = { width: width ?? 0, size: rows?.size ?? 0, bits: bits ?? 8 }
    const made =
      rows !== null && channels === 1 && row.bits <= 8 && cleaned.filter.name === 'FlateDecode'
        ? onePerPoint(copy, cleaned, row, copier)
        : streamOf(copy, cleaned.bytes, cleaned.filter)
    if (cleaned.filter.name === 'JBIG2Decode') symbols(dict, made.dict, copier)
    return made
  } catch {
    const made = asItWas(copy, bytes, filters, copier)
    copier.keeps('picture', made.dict)
    return made
  }
}

/** Encodes an image with one component per pixel: no padding bits with content, no unused palette entries. */
function onePerPoint(copy: PDFDict, cleaned: CleanedImage, row: Row, copier: Copier): PDFRawStream {
  const space = copy.get(of('ColorSpace'))
  const table = space instanceof PDFArray && !copy.has(of('Decode')) ? space.get(3) : undefined
  const each = space instanceof PDFArray ? channelsOf(space.get(1), new Old(copier.to)) : null
  const colours = isText(table) && each !== null ? table.asBytes() : null
  // A mask by colours cuts out some of equal ones.
  const equal = copy.get(of('Mask')) instanceof PDFArray ? null : each
  const { bytes, filter, more, used } = evenRows(cleaned, row, colours ?? undefined, equal)
  if (space instanceof PDFArray && colours !== null && each !== null) {
    space.set(3, canonicalText(usedColours(colours, each, used)))
  }
  if (more) copier.findings.add('other')
  return streamOf(copy, bytes, filter)
}

/** Copies the symbols that several JBIG2 images share. */
function symbols(from: PDFDict, to: PDFDict, copier: Copier): void {
  const parms = copier.entry(from, 'DecodeParms')
  const first = copier.resolved(parms instanceof PDFArray ? parms.asArray().at(-1) : parms)
  const shared = first instanceof PDFDict ? copier.entry(first, 'JBIG2Globals') : undefined
  if (!(shared instanceof PDFStream)) return
  const cleaned = () => {
    const { bytes, more } = cleanJbig2(contentsOf(shared, copier), true)
    if (more) copier.findings.add('other')
    return deflatedStream(copier.to.obj({}), bytes)
  }
  const raw = first instanceof PDFDict ? first.get(of('JBIG2Globals')) : undefined
  const JBIG2Globals =
    raw instanceof PDFRef
      ? copier.once(`${raw.tag} Globals`, cleaned)
      : copier.to.register(cleaned())
  to.set(of('DecodeParms'), copier.to.obj({ JBIG2Globals }))
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
  if (object instanceof PDFStream) return drawn(object, 'Tiling', copier)
  return object instanceof PDFDict ? copier.dict(object, 'Shaded') : undefined
}

/** Entries of each shading type beside its colours. */
const SHADES: Readonly<Record<number, string>> = {
  1: 'Domain Matrix',
  2: 'Coords Domain Extend',
  3: 'Coords Domain Extend',
  5: 'VerticesPerRow',
}

export function shading(object: PDFObject, copier: Copier): PDFObject | undefined {
  const from = object instanceof PDFStream ? object.dict : object
  if (!(from instanceof PDFDict)) return undefined
  const copy = copier.dict(from, 'Shading')
  const kind = copier.numberIn(copy, 'ShadingType') ?? 0
  const mesh = kind > 3 ? 'BitsPerCoordinate BitsPerComponent BitsPerFlag Decode' : ''
  const all = `ShadingType ColorSpace Background BBox AntiAlias Function ${mesh}`
  keepOnly(copy, `${all} ${SHADES[kind] ?? ''}`, copier)
  const channels = channelsOf(copier.entry(from, 'ColorSpace'), copier) ?? 4
  shorten(copy, 'Decode', 4 + 2 * (copy.has(of('Function')) ? 1 : channels), copier)
  shorten(copy, 'Background', channels, copier)
  shorten(copy, 'Domain', kind === 1 ? 4 : 2, copier)
  shorten(copy, 'Coords', kind === 2 ? 4 : 6, copier)
  shorten(copy, 'Extend', 2, copier)
  if (!(object instanceof PDFStream)) return copy
  const bytes = contentsOf(object, copier)
  const bits = (key: string) => copier.numberIn(copy, key) ?? 0
  const size = meshSize(bytes, {
    ...{ kind, flag: bits('BitsPerFlag'), row: bits('VerticesPerRow') },
    ...{ coordinate: bits('BitsPerCoordinate'), component: bits('BitsPerComponent') },
    channels: copy.has(of('Function')) ? 1 : channels,
  })
  if (bytes.subarray(size).some((byte) => byte !== 0 && byte !== 10 && byte !== 13))
    copier.findings.add('behind')
  return deflatedStream(copy, bytes.subarray(0, size))
}

export function lookupTable(object: PDFObject, copier: Copier): PDFObject | undefined {
  return object instanceof PDFStream
    ? deflatedStream(copier.to.obj({}), contentsOf(object, copier))
    : undefined
}
