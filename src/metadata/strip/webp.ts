import { type Bytes, concat } from '../../sealing/bytes.ts'
import { begins, latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { EXIF_MARK, readExif, uprightTiff } from './exif.ts'
import { isHarmlessProfile } from './icc.ts'
import { xmpIn } from './xmp.ts'

const PICTURE = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM'])
/** Bits of `VP8X` that say what else is in it. */
const [HAS_XMP, HAS_EXIF, HAS_PROFILE] = [4, 8, 32]
/** A frame of a moving picture begins with where and how long, and holds chunks of its own. */
const FRAME_HEAD = 16

interface Walk {
  readonly kept: Uint8Array[]
  readonly found: Set<Trace>
  orientation: number
  profile: boolean
}

/** @throws FileRefused when it is not a picture to its end */
export function stripWebp(bytes: Bytes): Stripped {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const end = 8 + size
  if (end > bytes.length + 1 || size < 12) throw new FileRefused('broken')
  const walk: Walk = { kept: [], found: new Set(), orientation: 1, profile: false }
  walkChunks(bytes.subarray(12, end), walk)
  if (end + (size & 1) < bytes.length) walk.found.add('behind')
  const { kept, found, orientation } = walk
  const flags = kept.find((chunk) => latin(chunk, 0, 4) === 'VP8X')
  if (orientation !== 1 && flags) kept.push(chunkOf('EXIF', uprightTiff(orientation)))
  if (flags) flags[8] = flagsOf(flags[8] ?? 0, walk)
  const body = concat(new TextEncoder().encode('WEBP'), ...kept)
  if (!kept.some((chunk) => /^(VP8 |VP8L|ANMF)$/.test(latin(chunk, 0, 4)))) {
    throw new FileRefused('broken')
  }
  return { bytes: chunkOf('RIFF', body), found: inOrder(found), stays: [] }
}

function flagsOf(flags: number, { orientation, profile }: Walk): number {
  const plain = flags & ~(HAS_XMP | HAS_EXIF | HAS_PROFILE)
  return plain | (orientation === 1 ? 0 : HAS_EXIF) | (profile ? HAS_PROFILE : 0)
}

function walkChunks(bytes: Uint8Array, walk: Walk): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size
    if (end > bytes.length) throw new FileRefused('broken')
    judge(latin(bytes, at, at + 4), bytes.subarray(at + 8, end), walk)
    at = end + (size & 1)
  }
}

function judge(type: string, body: Uint8Array, walk: Walk): void {
  if (PICTURE.has(type) || (type === 'VP8X' && body.length === 10)) {
    walk.kept.push(chunkOf(type, body))
  } else if (type === 'ANMF') {
    walk.kept.push(chunkOf(type, frame(body, walk)))
  } else if (type === 'ICCP' && isHarmlessProfile(body)) {
    walk.kept.push(chunkOf(type, body))
    walk.profile = true
  } else if (type === 'EXIF') {
    const marked = begins(body, [...EXIF_MARK]) ? body.subarray(EXIF_MARK.length) : body
    const { found, orientation } = readExif(marked)
    walk.orientation = orientation
    for (const trace of found) walk.found.add(trace)
  } else {
    for (const trace of type === 'XMP ' ? xmpIn(body) : (['other'] as const)) walk.found.add(trace)
  }
}

/** Of a frame only its own picture. */
function frame(body: Uint8Array, { found }: Walk): Bytes {
  const inner: Walk = { kept: [], found, orientation: 1, profile: false }
  walkChunks(body.subarray(FRAME_HEAD), inner)
  return concat(body.subarray(0, FRAME_HEAD), ...inner.kept)
}

function chunkOf(type: string, body: Uint8Array): Bytes {
  const head = new Uint8Array(8)
  head.set(new TextEncoder().encode(type))
  new DataView(head.buffer).setUint32(4, body.length, true)
  return concat(head, body, new Uint8Array(body.length & 1))
}
