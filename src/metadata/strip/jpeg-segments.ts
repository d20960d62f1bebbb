import { type Bytes, concat, utf8 } from '#bytes.ts'
import { latin } from '../magic.ts'
import type { MetadataFinding } from '../metadata-finding.ts'
import { usualDensity } from './density.ts'
import { readExif } from './exif.ts'
import { xmpIn } from './xmp.ts'

const COMMENT = 0xfe
export const [APP0, APP1, APP2, APP13, APP14] = [0xe0, 0xe1, 0xe2, 0xed, 0xee]

export const PROFILE = 'ICC_PROFILE\0'

/** Properties of the image, outside its data, that the copy keeps. */
export interface Beside {
  readonly profile: Map<number, Uint8Array>
  /** Density in dots per inch, 0 for unspecified; `null` without a JFIF segment. */
  jfif: number | null
  /** Colour transform of the Adobe segment. */
  adobe: number | null
  orientation: number | null
}

/** Evaluates a segment that is no image data: records in `walk` what the copy keeps. @returns findings of the rest */
export function findingsOfSegment(
  walk: Beside,
  marker: number,
  body: Uint8Array,
): Iterable<MetadataFinding> {
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
      walk.adobe = body[11] ?? 0
      return body.length > 12 ? ['other'] : []
    case COMMENT:
      return ['words']
    default:
      return ['other']
  }
}

/** A JFIF segment: density, and behind it a thumbnail. */
function jfif(walk: Beside, body: Uint8Array): readonly MetadataFinding[] {
  if (latin(body, 0, 5) !== 'JFIF\0' || body.length < 14 || walk.jfif !== null) return ['preview']
  const [unit = 0, x1 = 0, x0 = 0, y1 = 0, y0 = 0] = body.subarray(7)
  const scale = unit === 2 ? 2.54 : 1
  const [across, down] = [((x1 << 8) | x0) * scale, ((y1 << 8) | y0) * scale]
  const usual = unit === 1 || unit === 2 ? usualDensity(across, down) : null
  walk.jfif = usual ?? 0
  const isPlain = across === down && across <= 1
  const more = usual === null ? !isPlain : Math.abs(usual - across) > scale / 2
  return [
    ...(body.length > 14 ? (['preview'] as const) : []),
    ...(more ? (['other'] as const) : []),
  ]
}

export function jfifOf(dots: number): Bytes {
  const unit = dots === 0 ? [0, 0, 1, 0, 1] : [1, dots >> 8, dots & 255, dots >> 8, dots & 255]
  return segmentOf(APP0, concat(utf8('JFIF\0'), new Uint8Array([1, 1, ...unit, 0, 0])))
}

export function adobeOf(transform: number): Bytes {
  return segmentOf(APP14, concat(utf8('Adobe'), new Uint8Array([0, 100, 0, 0, 0, 0, transform])))
}

function camera(walk: Beside, body: Uint8Array): Iterable<MetadataFinding> {
  if (latin(body, 0, 5) !== 'Exif\0') return xmpIn(body)
  const { findings, orientation } = readExif(body.subarray(6))
  walk.orientation ??= orientation
  return findings
}

/** A part of an ICC profile; a large one is split into numbered segments. */
function profilePart({ profile }: Beside, body: Uint8Array): readonly MetadataFinding[] {
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
