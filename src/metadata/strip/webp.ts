import { type Bytes, concat } from '../../sealing/bytes.ts'
import { begins, latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { EXIF_MARK, readExif, uprightTiff } from './exif.ts'
import { knownProfile } from './icc.ts'
import { xmpIn } from './xmp.ts'

/** Bits of `VP8X` that say what else is in it. */
const [MOVES, HAS_EXIF, HAS_ALPHA, HAS_PROFILE] = [2, 8, 16, 32]
/** A frame of a moving picture begins with where and how long, and holds chunks of its own. */
const FRAME_HEAD = 16

interface Walk {
  readonly found: Set<Trace>
  /** The picture: at most one, with what says how much of it is seen through. */
  alpha: Bytes | null
  picture: Bytes | null
  readonly frames: Bytes[]
  head: Uint8Array | null
  moves: Bytes | null
  profile: Bytes | null
  orientation: number
}

const empty = (found: Set<Trace>): Walk => ({
  found,
  alpha: null,
  picture: null,
  frames: [],
  head: null,
  moves: null,
  profile: null,
  orientation: 1,
})

/** @throws FileRefused when it is not a picture to its end */
export function stripWebp(bytes: Bytes): Stripped {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const end = 8 + size
  if (end > bytes.length + 1 || size < 12) throw new FileRefused('broken')
  const walk = empty(new Set())
  walkChunks(bytes.subarray(12, end), walk)
  const { found, frames, head, moves, profile, orientation, alpha, picture } = walk
  if (end + (size & 1) < bytes.length) found.add('behind')
  const animated = head !== null && frames.length > 0 && moves !== null
  if (!animated && picture === null) throw new FileRefused('broken')
  if (animated ? picture !== null || alpha !== null : frames.length > 0 || moves !== null) {
    found.add('other')
  }
  const parts: (Bytes | null)[] = animated
    ? [moves, ...frames]
    : [head === null ? null : alpha, picture]
  if (head !== null) {
    const flags =
      ((head[0] ?? 0) & HAS_ALPHA) |
      (animated ? MOVES : 0) |
      (orientation === 1 ? 0 : HAS_EXIF) |
      (profile === null ? 0 : HAS_PROFILE)
    const plain = concat(new Uint8Array([flags, 0, 0, 0]), head.subarray(4, 10))
    parts.unshift(chunkOf('VP8X', plain), profile === null ? null : chunkOf('ICCP', profile))
    if (orientation !== 1) parts.push(chunkOf('EXIF', uprightTiff(orientation)))
  }
  const body = concat(new TextEncoder().encode('WEBP'), ...parts.filter((part) => part !== null))
  return { bytes: chunkOf('RIFF', body), found: inOrder(found), stays: [] }
}

function walkChunks(bytes: Uint8Array, walk: Walk): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size
    if (end > bytes.length) throw new FileRefused('broken')
    const says = judge(latin(bytes, at, at + 4), bytes.subarray(at + 8, end), walk)
    for (const trace of says) walk.found.add(trace)
    at = end + (size & 1)
  }
}

/** Only the first of each kind is ever shown. */
function judge(type: string, body: Uint8Array, walk: Walk): Iterable<Trace> {
  if ((type === 'VP8 ' || type === 'VP8L') && walk.picture === null) {
    // One kind of picture says itself what is seen through.
    if (type === 'VP8L' && walk.alpha !== null) walk.alpha = null
    const picture = type === 'VP8 ' ? lossy(body) : lossless(body)
    walk.picture = chunkOf(type, picture)
    return []
  }
  if (type === 'ALPH' && walk.alpha === null && walk.picture === null) {
    const [head = 0, ...rest] = body.subarray(0, 1)
    if (body.length < 2 || (head & 0x03) > 1 || rest.length > 0) throw new FileRefused('broken')
    walk.alpha = chunkOf(type, concat(new Uint8Array([head & 0x3f]), body.subarray(1)))
    return []
  }
  if (type === 'VP8X' && walk.head === null && body.length >= 10) {
    walk.head = body.subarray(0, 10)
    return body.length > 10 ? ['other'] : []
  }
  if (type === 'ANIM' && walk.moves === null && body.length >= 6) {
    walk.moves = chunkOf(type, body.subarray(0, 6))
    return body.length > 6 ? ['other'] : []
  }
  if (type === 'ANMF' && body.length > FRAME_HEAD) {
    walk.frames.push(chunkOf(type, frame(body, walk)))
    return []
  }
  if (type === 'ICCP' && walk.profile === null) {
    const known = knownProfile(body)
    walk.profile = known.bytes
    return known.changed ? ['other'] : []
  }
  if (type === 'EXIF') {
    const marked = begins(body, [...EXIF_MARK]) ? body.subarray(EXIF_MARK.length) : body
    const { found, orientation } = readExif(marked)
    walk.orientation = orientation
    return found
  }
  return type === 'XMP ' ? xmpIn(body) : ['other']
}

/** Of a frame only its own picture. */
function frame(body: Uint8Array, { found }: Walk): Bytes {
  const inner = empty(found)
  walkChunks(body.subarray(FRAME_HEAD), inner)
  const { alpha, picture, head, frames, moves, profile } = inner
  if (picture === null) throw new FileRefused('broken')
  if (head !== null || frames.length > 0 || moves !== null || profile !== null) found.add('other')
  const start = new Uint8Array(body.subarray(0, FRAME_HEAD))
  start[15] = (start[15] ?? 0) & 0x03
  return concat(start, ...(alpha === null ? [] : [alpha]), picture)
}

function chunkOf(type: string, body: Uint8Array): Bytes {
  const head = new Uint8Array(8)
  head.set(new TextEncoder().encode(type))
  new DataView(head.buffer).setUint32(4, body.length, true)
  return concat(head, body, new Uint8Array(body.length & 1))
}

/** A whole frame that stands for itself, and is as large as its parts say. */
function lossy(body: Uint8Array): Uint8Array {
  const [tag = 0, one = 0, two = 0] = body
  const first = (tag | (one << 8) | (two << 16)) >> 5
  const fits = (tag & 1) === 0 && (tag & 0x10) > 0 && begins(body, [0x9d, 0x01, 0x2a], 3)
  if (!fits || 10 + first > body.length) throw new FileRefused('broken')
  return body
}

function lossless(body: Uint8Array): Uint8Array {
  // Its mark, and a version that there is.
  if (body[0] !== 0x2f || (body[4] ?? 0xff) >> 5 !== 0) throw new FileRefused('broken')
  return body
}
