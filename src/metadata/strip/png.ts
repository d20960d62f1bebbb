import { inflateSync } from 'fflate'
import { type Bytes, concat } from '#bytes.ts'
import { latin } from '../magic.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { walkZlib } from './deflate-walk.ts'
import { readExif, uprightTiff } from './exif.ts'
import {
  chunkLength,
  chunkOf,
  findingsOfText,
  headerOf,
  type PngHeader,
  SIGNATURE,
  unpackedSize,
} from './png-chunks.ts'
import { oneColouring } from './png-colours.ts'
import { colourMeaning, density } from './png-meaning.ts'
import { type Points, packedPoints, pointSize, pointsOf } from './png-points.ts'

/** Most decompressed bytes behind an image. */
const MOST_MORE = 1 << 24
/** Most decompressed bytes of all frames. */
const MOST = 1 << 28
/** Beyond this many repetitions the copy repeats for ever. */
const MOST_PLAYS = 100

interface Frame {
  /** fcTL chunk of the frame; `null` for the still image of an animation. */
  readonly control: Uint8Array | null
  readonly data: Uint8Array[]
}

interface Walk {
  readonly header: PngHeader
  readonly findings: Set<MetadataFinding>
  readonly chunks: Map<string, Uint8Array>
  readonly frames: Frame[]
  control: Uint8Array | null
  plays: number | null
  /** Whether the animation's chunks are inconsistent. */
  misfit: boolean
  orientation: number
}

/**
 * Decodes pixels and encodes them again: compression, the order of a palette, and colours of invisible pixels could
 * each carry a message. A colour profile becomes a common one, and of Exif only the orientation stays.
 * @throws FileRefused
 */
export function stripPng(bytes: Bytes): CleanCopy {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const walk: Walk = {
    header: headerOf(bytes),
    findings: new Set(),
    chunks: new Map(),
    frames: [],
    control: null,
    plays: null,
    misfit: false,
    orientation: 1,
  }
  let at = SIGNATURE
  for (let type = ''; type !== 'IEND'; ) {
    const end = at + 12 > bytes.length ? Infinity : at + 12 + view.getUint32(at)
    type = latin(bytes, at + 4, at + 8)
    const fits = (at === SIGNATURE) === (type === 'IHDR') && /^[A-Za-z]{4}$/.test(type)
    if (end > bytes.length || !fits) {
      // Some programs omit IEND; viewers show the pixels that there are, and whether they are complete is checked below.
      if (walk.frames.length > 0) break
      throw new FileRefused('broken')
    }
    for (const finding of chunk(walk, type, bytes.subarray(at + 8, end - 4)))
      walk.findings.add(finding)
    at = end
  }
  if (at < bytes.length) walk.findings.add('behind')
  const copy = writtenOrStill(walk, bytes.subarray(0, SIGNATURE))
  return { bytes: copy, findings: inOrder(walk.findings), stays: [] }
}

function chunk(walk: Walk, type: string, body: Uint8Array): Iterable<MetadataFinding> {
  const { chunks, header, frames } = walk
  const again = chunks.has(type)
  const before = frames.length === 0
  switch (type) {
    case 'IHDR':
      return []
    case 'IDAT':
      if (before) frames.push({ control: walk.control, data: [] })
      else if (frames.length > 1 || walk.control !== null) {
        walk.misfit = true
        return ['other']
      }
      if (before) walk.control = null
      frames[0]?.data.push(body)
      return []
    case 'fdAT':
      return further(walk, body)
    case 'IEND':
      if (before) throw new FileRefused('broken')
      return body.length > 0 ? ['other'] : []
    case 'PLTE':
      // In a true-colour image the palette is a suggestion that browsers ignore.
      if (header.colour !== 3) return ['other']
      if (body.length % 3 > 0 || body.length > 768 || again) throw new FileRefused('broken')
      chunks.set(type, body)
      return []
    case 'acTL':
      if (body.length !== 8 || !before || walk.plays !== null) return ['other']
      walk.plays = new DataView(body.buffer, body.byteOffset).getUint32(4)
      return []
    case 'fcTL':
      if (body.length !== 26 || walk.plays === null) return ['other']
      walk.misfit ||= walk.control !== null
      walk.control = body
      return []
    case 'eXIf':
      return camera(walk, body, again || !before)
    case 'tIME':
      return ['taken']
    case 'tEXt':
    case 'zTXt':
    case 'iTXt':
      return findingsOfText(body)
    default:
      return meaning(walk, type, body, again || !before)
  }
}

function meaning(
  { header, chunks }: Walk,
  type: string,
  body: Uint8Array,
  late: boolean,
): readonly MetadataFinding[] {
  // A critical chunk (first letter upper case) that is not known here.
  if (/^[A-Z]/.test(type)) throw new FileRefused('broken')
  const palette = chunks.get('PLTE')?.length
  const fits = type === 'iCCP' || body.length === chunkLength(type, header, body, palette)
  if (late || !fits) return ['other']
  chunks.set(type, body)
  return []
}

/** Data of a further frame (fdAT): a sequence number, then compressed pixels. */
function further(walk: Walk, body: Uint8Array): readonly MetadataFinding[] {
  const { frames, control, plays } = walk
  if (plays === null || frames.length === 0 || body.length < 4) return ['other']
  if (control !== null) frames.push({ control, data: [] })
  else if (frames.length < 2) return ['other']
  walk.control = null
  frames.at(-1)?.data.push(body.subarray(4))
  return []
}

function camera(walk: Walk, body: Uint8Array, late: boolean): Iterable<MetadataFinding> {
  const exif = readExif(body)
  if (!late) walk.orientation = exif.orientation
  walk.chunks.set('eXIf', body)
  return exif.findings
}

/** Where the animation is inconsistent, players show the still image: the copy is that alone. */
function writtenOrStill(walk: Walk, signature: Uint8Array): Bytes {
  const [still] = walk.frames
  if (!walk.misfit) {
    try {
      return written(walk, signature)
    } catch (error) {
      if (still === undefined || walk.plays === null) throw error
    }
  }
  walk.findings.add('other')
  walk.plays = null
  walk.control = null
  walk.frames.splice(0, walk.frames.length, { control: null, data: still?.data ?? [] })
  return written(walk, signature)
}

function written(walk: Walk, signature: Uint8Array): Bytes {
  const { header, findings, chunks, orientation } = walk
  const moves = walk.frames.some(({ control }) => control !== null)
  const frames = walk.frames.map((frame, n) => ({
    ...controlOf(walk, frame, n),
    points: unpackedPoints(walk, frame),
  }))
  const total = frames.reduce((sum, { points }) => sum + points.bytes.length, 0)
  if (total > MOST) throw new FileRefused('broken')
  if (walk.control !== null || (walk.plays !== null && !moves)) findings.add('other')
  const [still, first] = frames
  // Players of animations never show the still image.
  if (still?.control === null && first !== undefined) {
    findings.add('preview')
    still.points.bytes = onCanvas(header, first)
  }
  const all = frames.map(({ points }) => points)
  const lists = [chunks.get('PLTE'), chunks.get('tRNS')].map((body) => body ?? null)
  const colours = oneColouring(header, all, lists[0] ?? null, lists[1] ?? null)
  const meant = colourMeaning(chunks)
  const pixels = chunks.get('pHYs')
  const dots = pixels === undefined ? { chunks: [], more: false } : density(pixels)
  const needless = ['sBIT', 'bKGD'].some((type) => chunks.has(type))
  if (colours.more || meant.more || dots.more || needless) findings.add('other')
  const parts: Uint8Array[] = [
    signature,
    chunkOf('IHDR', headOf(colours.header)),
    ...meant.chunks,
    ...(orientation === 1 ? [] : [chunkOf('eXIf', uprightTiff(orientation))]),
    ...(colours.palette === null ? [] : [chunkOf('PLTE', colours.palette)]),
    ...(colours.alphas === null ? [] : [chunkOf('tRNS', colours.alphas)]),
    ...dots.chunks,
  ]
  if (moves) {
    const count = frames.filter(({ control }) => control !== null).length
    const plays = (walk.plays ?? 0) > MOST_PLAYS ? 0 : (walk.plays ?? 0)
    parts.push(chunkOf('acTL', concat(whole(count), whole(plays))))
  }
  let step = 0
  for (const [n, { control, points }] of frames.entries()) {
    if (control !== null) parts.push(chunkOf('fcTL', concat(whole(step++), control)))
    const packed = packedPoints(points, colours.header)
    parts.push(n === 0 ? chunkOf('IDAT', packed) : chunkOf('fdAT', concat(whole(step++), packed)))
  }
  parts.push(chunkOf('IEND', new Uint8Array()))
  return concat(...parts)
}

function whole(value: number): Bytes {
  const four = new Uint8Array(4)
  new DataView(four.buffer).setUint32(0, value)
  return four
}

function headOf({ width, height, depth, colour }: PngHeader): Bytes {
  return concat(whole(width), whole(height), new Uint8Array([depth, colour, 0, 0, 0]))
}

interface PlacedFrame {
  readonly control: Uint8Array | null
  readonly x: number
  readonly y: number
  readonly points: Points
}

/** fcTL data of the copy: position, and delay in milliseconds; fields without effect are 0. */
function controlOf({ header }: Walk, { control }: Frame, n: number): Omit<PlacedFrame, 'points'> {
  if (control === null) return { control, x: 0, y: 0 }
  const view = new DataView(control.buffer, control.byteOffset, control.byteLength)
  const [width = 0, height = 0, x = 0, y = 0] = [4, 8, 12, 16].map((at) => view.getUint32(at))
  const [dispose = 0, blend = 0] = control.subarray(24)
  const fits = width > 0 && height > 0 && x + width <= header.width && y + height <= header.height
  const isWhole = n > 0 || (width === header.width && height === header.height)
  if (!fits || !isWhole || dispose > 2 || blend > 1) throw new FileRefused('broken')
  const time = Math.round((view.getUint16(20) * 1000) / (view.getUint16(22) || 100))
  const end = new Uint8Array(6)
  new DataView(end.buffer).setUint16(0, Math.min(time, 0xffff))
  new DataView(end.buffer).setUint16(2, 1000)
  // There is nothing below the first frame.
  end[4] = n === 0 && dispose === 2 ? 1 : dispose
  end[5] = n === 0 ? 0 : blend
  return { control: concat(whole(width), whole(height), whole(x), whole(y), end), x, y }
}

function unpackedPoints(walk: Walk, { control, data }: Frame): Points {
  const { header, findings } = walk
  const view = control === null ? null : new DataView(control.buffer, control.byteOffset)
  const [width, height] =
    view === null ? [header.width, header.height] : [view.getUint32(4), view.getUint32(8)]
  const frame = { ...header, width, height }
  const size = unpackedSize(frame)
  if (size > MOST || width * height * pointSize(header) > MOST) throw new FileRefused('broken')
  const packed = concat(...data)
  const walked = walkZlib(packed)
  if (walked.size < size || walked.size > 2 * size + MOST_MORE) throw new FileRefused('broken')
  if (walked.size > size || walked.more || walked.end < packed.length) findings.add('other')
  let rows: Uint8Array
  try {
    rows = inflateSync(packed.subarray(2, walked.end))
  } catch {
    throw new FileRefused('broken')
  }
  return pointsOf(frame, rows)
}

/** The canvas after the first frame, for viewers that show a still image only. */
function onCanvas(header: PngHeader, { points, x, y }: PlacedFrame): Uint8Array<ArrayBuffer> {
  const size = pointSize(header)
  const canvas = new Uint8Array(header.width * header.height * size)
  for (let row = 0; row < points.height; row += 1) {
    const line = points.bytes.subarray(row * points.width * size, (row + 1) * points.width * size)
    canvas.set(line, ((y + row) * header.width + x) * size)
  }
  return canvas
}
