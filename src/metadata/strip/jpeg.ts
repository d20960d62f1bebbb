import { type Bytes, concat } from '../../sealing/bytes.ts'
import { begins, latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { readExif, uprightExif } from './exif.ts'
import { isHarmlessProfile } from './icc.ts'
import { xmpIn } from './xmp.ts'

const [START, END, SCAN, COMMENT] = [0xd8, 0xd9, 0xda, 0xfe]
const [APP0, APP1, APP2, APP13, APP14, APP15] = [0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xef]

/** What one segment says, and what of it stays in the copy. */
interface Judged {
  readonly keep: Uint8Array | null
  readonly found: Iterable<Trace>
  readonly orientation?: number
}

/**
 * Walks from mark to mark. Of what is not the picture itself three things stay: how its colours are meant, in the one
 * form that has no thumbnail in it, a well-known colour profile, and which side is up. What stands behind the end of
 * the picture is not copied: often it is a film, a second picture or another file altogether (T-92).
 * @throws FileRefused when it is not a picture to its end
 */
export function stripJpeg(bytes: Bytes): Stripped {
  if (!begins(bytes, [0xff, START])) throw new FileRefused('broken')
  const kept: Uint8Array[] = []
  const found = new Set<Trace>()
  let [orientation, scans, at] = [1, 0, 2]
  for (;;) {
    at = markAt(bytes, at)
    const marker = bytes[at + 1] ?? END
    if (marker === END) break
    let end = segmentEnd(bytes, at)
    if (marker === SCAN) {
      end = scanEnd(bytes, end)
      scans += 1
    }
    const judged = judge(marker, bytes.subarray(at, end))
    if (judged.keep !== null) kept.push(judged.keep)
    if (judged.orientation !== undefined) orientation = judged.orientation
    for (const trace of judged.found) found.add(trace)
    at = end
  }
  if (scans === 0) throw new FileRefused('broken')
  if (at + 2 < bytes.length) found.add('behind')
  const upright = orientation === 1 ? [] : [segmentOf(APP1, uprightExif(orientation))]
  // Readers look for it first, or right behind the mark of JFIF.
  const front = kept[0]?.[1] === APP0 ? 1 : 0
  const parts = [mark(START), ...kept.slice(0, front), ...upright, ...kept.slice(front), mark(END)]
  return { bytes: concat(...parts), found: inOrder(found), stays: [] }
}

/** The next mark; it may have any number of 0xff before it. */
function markAt(bytes: Bytes, from: number): number {
  let at = from
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
  if (bytes[at] !== 0xff || at + 1 >= bytes.length) throw new FileRefused('broken')
  return at
}

function segmentEnd(bytes: Bytes, at: number): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw new FileRefused('broken')
  return end
}

/** Where the coded picture stops: at the first mark that is neither a coded 0xff nor a restart. */
function scanEnd(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? END
    const inside = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!inside) return at
  }
  throw new FileRefused('broken')
}

function judge(marker: number, segment: Uint8Array): Judged {
  const body = segment.subarray(4)
  // These have no length: a reader would go on right behind one, and find what was taken for its body.
  if (marker >= 0xd0 && marker <= START) throw new FileRefused('broken')
  switch (marker) {
    case APP0:
      return jfif(body)
    case APP1:
      return camera(body)
    case APP2:
      return profile(segment, body)
    case APP13:
      return { keep: null, found: iptc(body) }
    case APP14:
      return {
        keep: latin(body, 0, 5) === 'Adobe' ? segmentOf(APP14, body.subarray(0, 12)) : null,
        found: [],
      }
    case COMMENT:
      return { keep: null, found: ['words'] }
    default:
      return marker > APP2 && marker <= APP15
        ? { keep: null, found: ['other'] }
        : { keep: isPicture(marker) ? segment : null, found: [] }
  }
}

/** Tables, frames and scans. Anything else that has a length is no part of the picture. */
function isPicture(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xdf && marker !== 0xc8
}

/** Sixteen bytes are enough: behind them would be a thumbnail. */
function jfif(body: Uint8Array): Judged {
  if (latin(body, 0, 5) !== 'JFIF\0' || body.length < 14) return { keep: null, found: ['preview'] }
  const keep = segmentOf(APP0, concat(body.subarray(0, 12), new Uint8Array(2)))
  return { keep, found: body.length > 14 ? ['preview'] : [] }
}

function camera(body: Uint8Array): Judged {
  if (latin(body, 0, 5) !== 'Exif\0') return { keep: null, found: xmpIn(body) }
  const { found, orientation } = readExif(body.subarray(6))
  return { keep: null, found, orientation }
}

function profile(segment: Uint8Array, body: Uint8Array): Judged {
  const isProfile = latin(body, 0, 12) === 'ICC_PROFILE\0'
  if (!isProfile) return { keep: null, found: ['preview'] }
  const single = body[12] === 1 && body[13] === 1
  const harmless = single && isHarmlessProfile(body.subarray(14))
  return harmless ? { keep: segment, found: [] } : { keep: null, found: ['other'] }
}

/** What press agencies write: who, where, when, and a caption. */
function iptc(body: Uint8Array): readonly Trace[] {
  const text = latin(body, 0, 14)
  return text.startsWith('Photoshop 3.0') ? ['author', 'words', 'other'] : ['other']
}

function segmentOf(marker: number, body: Uint8Array): Bytes {
  const length = body.length + 2
  return concat(new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body)
}

function mark(marker: number): Bytes {
  return new Uint8Array([0xff, marker])
}
