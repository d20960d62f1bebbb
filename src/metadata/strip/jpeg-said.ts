import { type Bytes, concat } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import type { Trace } from '../trace.ts'
import { readExif } from './exif.ts'
import { xmpIn } from './xmp.ts'

const COMMENT = 0xfe
export const [APP0, APP1, APP2, APP13, APP14] = [0xe0, 0xe1, 0xe2, 0xed, 0xee]

export const PROFILE = 'ICC_PROFILE\0'

/** What stands beside a picture and is kept for its copy. */
export interface Beside {
  readonly profile: Map<number, Uint8Array>
  jfif: Bytes | null
  adobe: Bytes | null
  orientation: number | null
}

/** What stands beside the picture, and what of it is kept for the copy. */
export function said(walk: Beside, marker: number, body: Uint8Array): Iterable<Trace> {
  switch (marker) {
    case APP0:
      return jfif(walk, body)
    case APP1:
      return camera(walk, body)
    case APP2:
      return profilePart(walk, body)
    case APP13:
      return latin(body, 0, 13) === 'Photoshop 3.0' ? ['author', 'words', 'other'] : ['other']
    case APP14:
      if (walk.adobe !== null || latin(body, 0, 5) !== 'Adobe' || body.length < 12) return ['other']
      walk.adobe = segmentOf(APP14, body.subarray(0, 12))
      return body.length > 12 ? ['other'] : []
    case COMMENT:
      return ['words']
    default:
      return ['other']
  }
}

/** Sixteen bytes are enough: behind them would be a thumbnail. */
function jfif(walk: Beside, body: Uint8Array): readonly Trace[] {
  if (latin(body, 0, 5) !== 'JFIF\0' || body.length < 14 || walk.jfif !== null) return ['preview']
  walk.jfif = segmentOf(APP0, concat(body.subarray(0, 12), new Uint8Array(2)))
  return body.length > 14 ? ['preview'] : []
}

function camera(walk: Beside, body: Uint8Array): Iterable<Trace> {
  if (latin(body, 0, 5) !== 'Exif\0') return xmpIn(body)
  const { found, orientation } = readExif(body.subarray(6))
  walk.orientation ??= orientation
  return found
}

/** A large profile comes in pieces, each with its number. */
function profilePart({ profile }: Beside, body: Uint8Array): readonly Trace[] {
  if (latin(body, 0, 12) !== PROFILE) return ['preview']
  profile.set(body[12] ?? 0, body.subarray(14))
  return []
}

export function profileOf({ profile }: Beside): Uint8Array | null {
  const parts = [...profile].sort(([one], [other]) => one - other).map(([, part]) => part)
  return parts.length === 0 ? null : concat(...parts)
}

export function segmentOf(marker: number, body: Uint8Array): Bytes {
  const length = body.length + 2
  return concat(new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body)
}
