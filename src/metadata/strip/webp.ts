import { type Bytes, concat, utf8 } from '#bytes.ts'
import { begins, latin } from '../magic.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { EXIF_MARK, readExif, uprightTiff } from './exif.ts'
import { knownProfile } from './icc.ts'
import { copyVp8 } from './vp8.ts'
import { copyVp8l } from './vp8l.ts'
import { xmpIn } from './xmp.ts'

/** Flags of `VP8X`. */
const [MOVES, HAS_EXIF, HAS_ALPHA, HAS_PROFILE] = [2, 8, 16, 32]
/** Bytes of a frame before its chunks: position, size and duration. */
const FRAME_HEAD = 16
/** Beyond this many repetitions the copy repeats for ever. */
const MOST_LOOPS = 100

/** An image without its alpha channel. */
interface Picture {
  readonly type: 'VP8 ' | 'VP8L'
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

interface Frame {
  readonly chunk: Bytes
  readonly isClear: boolean
  readonly right: number
  readonly bottom: number
}

interface Walk {
  readonly findings: Set<MetadataFinding>
  /** At most one image, with its alpha channel. */
  alpha: Uint8Array | null
  picture: Picture | null
  readonly frames: Frame[]
  head: Uint8Array | null
  moves: Bytes | null
  profile: Bytes | null
  orientation: number
}

const empty = (findings: Set<MetadataFinding>): Walk => ({
  findings: findings,
  alpha: null,
  picture: null,
  frames: [],
  head: null,
  moves: null,
  profile: null,
  orientation: 1,
})

/** Cleans a WebP image. @throws FileRefused when it is incomplete */
export function stripWebp(bytes: Bytes): CleanCopy {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const end = 8 + size
  if (end > bytes.length + 1 || size < 12) throw new FileRefused('broken')
  const walk = empty(new Set())
  walkChunks(bytes.subarray(12, end), walk)
  const { findings, frames, head, moves, profile, orientation, alpha, picture } = walk
  if (end + (size & 1) < bytes.length) findings.add('behind')
  const animated = head !== null && frames.length > 0 && moves !== null
  if (!animated && picture === null) throw new FileRefused('broken')
  if (animated ? picture !== null || alpha !== null : frames.length > 0 || moves !== null) {
    findings.add('other')
  }
  const clear = !animated && head !== null && picture?.type === 'VP8 ' ? alpha : null
  if (!animated && alpha !== null && clear === null) findings.add('other')
  const parts: (Bytes | null)[] = animated
    ? [moves, ...frames.map(({ chunk }) => chunk)]
    : picture === null
      ? []
      : [alphaOf(clear, picture, findings), chunkOf(picture.type, picture.bytes)]
  const turned = orientation !== 1 && head !== null
  const keptProfile = head === null ? null : profile
  if (animated || clear !== null || turned || keptProfile !== null) {
    const isClear = animated
      ? frames.some((frame) => frame.isClear)
      : clear !== null || (picture !== null && hasAlpha(picture))
    const flags =
      (isClear ? HAS_ALPHA : 0) |
      (animated ? MOVES : 0) |
      (turned ? HAS_EXIF : 0) |
      (keptProfile === null ? 0 : HAS_PROFILE)
    const size = animated
      ? canvasOf(head, frames)
      : sizes(picture?.width ?? 1, picture?.height ?? 1)
    const plain = concat(new Uint8Array([flags, 0, 0, 0]), size)
    parts.unshift(
      chunkOf('VP8X', plain),
      keptProfile === null ? null : chunkOf('ICCP', keptProfile),
    )
    if (turned) parts.push(chunkOf('EXIF', uprightTiff(orientation)))
  }
  const body = concat(utf8('WEBP'), ...parts.filter((part) => part !== null))
  return { bytes: chunkOf('RIFF', body), findings: inOrder(findings), stays: [] }
}

function walkChunks(bytes: Uint8Array, walk: Walk): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size
    if (end > bytes.length) throw new FileRefused('broken')
    const says = judge(latin(bytes, at, at + 4), bytes.subarray(at + 8, end), walk)
    for (const finding of says) walk.findings.add(finding)
    at = end + (size & 1)
  }
}

/** Evaluates a chunk: only the first of each kind is ever shown. @returns findings */
function judge(type: string, body: Uint8Array, walk: Walk): Iterable<MetadataFinding> {
  if ((type === 'VP8 ' || type === 'VP8L') && walk.picture === null) {
    // VP8L contains its alpha channel itself.
    const { width, height, bytes, more } = type === 'VP8 ' ? lossy(body) : lossless(body)
    walk.picture = { type, bytes, width, height }
    return more ? ['behind'] : []
  }
  if (type === 'ALPH' && walk.alpha === null && walk.picture === null) {
    if (body.length < 2 || ((body[0] ?? 0) & 0x03) > 1) throw new FileRefused('broken')
    walk.alpha = body
    return []
  }
  if (type === 'VP8X' && walk.head === null && body.length >= 10) {
    walk.head = body.subarray(0, 10)
    const [flags = 0, ...reserved] = body.subarray(0, 4)
    const more = body.length > 10 || (flags & 0xc1) > 0 || reserved.some((byte) => byte > 0)
    return more ? ['other'] : []
  }
  if (type === 'ANIM' && walk.moves === null && body.length >= 6) {
    // The background colour, which no viewer shows.
    const loops = (body[4] ?? 0) | ((body[5] ?? 0) << 8)
    const times = loops > MOST_LOOPS ? 0 : loops
    walk.moves = chunkOf(type, new Uint8Array([0, 0, 0, 0, times, 0]))
    return body.length > 6 ? ['other'] : []
  }
  if (type === 'ANMF' && body.length > FRAME_HEAD) {
    walk.frames.push(frame(body, walk))
    return []
  }
  if (type === 'ICCP' && walk.profile === null) {
    const replacement = knownProfile(body)
    walk.profile = replacement.bytes
    return replacement.changed ? ['other'] : []
  }
  if (type === 'EXIF') {
    const marked = begins(body, [...EXIF_MARK]) ? body.subarray(EXIF_MARK.length) : body
    const { findings, orientation } = readExif(marked)
    walk.orientation = orientation
    return findings
  }
  return type === 'XMP ' ? xmpIn(body) : ['other']
}

/** A frame with its image, position and duration only. */
function frame(body: Uint8Array, { findings }: Walk): Frame {
  const inner = empty(findings)
  walkChunks(body.subarray(FRAME_HEAD), inner)
  const { alpha, picture, head, frames, moves, profile } = inner
  if (picture === null) throw new FileRefused('broken')
  const clear = picture.type === 'VP8 ' ? alpha : null
  const others = head !== null || frames.length > 0 || moves !== null || profile !== null
  if (others || (alpha !== null && clear === null)) findings.add('other')
  const number = (at: number) =>
    (body[at] ?? 0) | ((body[at + 1] ?? 0) << 8) | ((body[at + 2] ?? 0) << 16)
  const { width, height } = picture
  const start = new Uint8Array(body.subarray(0, FRAME_HEAD))
  start.set(sizes(width, height), 6)
  start[15] = (start[15] ?? 0) & 0x03
  const alphaChunk = alphaOf(clear, picture, findings)
  const parts = [
    start,
    ...(alphaChunk === null ? [] : [alphaChunk]),
    chunkOf(picture.type, picture.bytes),
  ]
  return {
    chunk: chunkOf('ANMF', concat(...parts)),
    isClear: clear !== null || hasAlpha(picture),
    right: number(0) * 2 + width,
    bottom: number(3) * 2 + height,
  }
}

/** Canvas size of an animation. @throws FileRefused when a frame lies outside */
function canvasOf(head: Uint8Array | null, frames: readonly Frame[]): Bytes {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = head?.subarray(4) ?? []
  const [width, height] = [(a | (b << 8) | (c << 16)) + 1, (d | (e << 8) | (f << 16)) + 1]
  if (frames.some(({ right, bottom }) => right > width || bottom > height)) {
    throw new FileRefused('broken')
  }
  return sizes(width, height)
}

function sizes(width: number, height: number): Bytes {
  return new Uint8Array(
    [width - 1, height - 1].flatMap((size) => [size & 255, (size >> 8) & 255, size >> 16]),
  )
}

/** Alpha channel: one byte for each pixel, or coded as VP8L. @returns `null` without one */
function alphaOf(
  body: Uint8Array | null,
  { width, height }: Picture,
  findings: Set<MetadataFinding>,
): Bytes | null {
  if (body === null) return null
  // The preprocessing flag is informative only.
  const start = (body[0] ?? 0) & 0x0f
  const size = 1 + width * height
  if ((start & 3) === 0 && body.length < size) throw new FileRefused('broken')
  const { bytes, more } =
    (start & 3) === 0
      ? { bytes: body.slice(0, size), more: body.length > size }
      : copyVp8l(body, 1, width, height)
  if (more) findings.add('behind')
  const copy = new Uint8Array(bytes)
  copy[0] = start
  return chunkOf('ALPH', copy)
}

const hasAlpha = ({ type, bytes }: Picture) => type === 'VP8L' && ((bytes[4] ?? 0) & 0x10) > 0

function chunkOf(type: string, body: Uint8Array): Bytes {
  const head = new Uint8Array(8)
  head.set(utf8(type))
  new DataView(head.buffer).setUint32(4, body.length, true)
  return concat(head, body, new Uint8Array(body.length & 1))
}

function lossy(body: Uint8Array) {
  const size = (at: number) => ((body[at] ?? 0) | ((body[at + 1] ?? 0) << 8)) & 0x3fff
  return { ...copyVp8(body), width: size(6), height: size(8) }
}

function lossless(body: Uint8Array) {
  // VP8L signature and version.
  const [mark, a = 0, b = 0, c = 0, d = 0xff] = body
  if (mark !== 0x2f || d >> 5 !== 0) throw new FileRefused('broken')
  const width = 1 + (a | ((b & 0x3f) << 8))
  const height = 1 + ((b >> 6) | (c << 2) | ((d & 0x0f) << 10))
  return { ...copyVp8l(body, 5, width, height), width, height }
}
