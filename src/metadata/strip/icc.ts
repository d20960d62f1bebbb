import { type Bytes, concat, utf8 } from '#bytes.ts'
import { latin } from '../magic.ts'

/** A common colour space: its primaries as ICC profiles encode them, and its tone curve. */
interface Space {
  readonly name: string
  /** CIE 1931 chromaticities of red, green and blue. */
  readonly plane: readonly number[]
  readonly primaries: readonly number[]
  readonly curve: readonly number[]
}

const LIKE_SRGB = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]

const SRGB: Space = {
  name: 'sRGB',
  plane: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
  primaries: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
  curve: LIKE_SRGB,
}
const SPACES: readonly Space[] = [
  SRGB,
  {
    name: 'Display P3',
    plane: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
    primaries: [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
    curve: LIKE_SRGB,
  },
  {
    name: 'Adobe RGB',
    plane: [0.64, 0.33, 0.21, 0.71, 0.15, 0.06],
    primaries: [0.6097, 0.3111, 0.0195, 0.2053, 0.6257, 0.0609, 0.1492, 0.0632, 0.7446],
    curve: [2.2],
  },
  {
    name: 'ProPhoto',
    plane: [0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001],
    primaries: [0.7977, 0.288, 0, 0.1352, 0.7119, 0, 0.0313, 0.0001, 0.8249],
    curve: [1.8],
  },
  {
    name: 'Rec. 2020',
    plane: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
    primaries: [0.6735, 0.279, -0.0019, 0.1657, 0.6753, 0.03, 0.1251, 0.0456, 0.7969],
    curve: LIKE_SRGB,
  },
]
/** Gamma curves of older screens, and linear: images that use one look different with another. */
const CURVES = [[1], [1.8], [2.2]]
/** Largest difference of a curve from that of a space at the middle value. */
const NEAR_CURVE = 0.03
/** Largest distance of primaries from those of a space that still counts as it. */
const NEAR = 0.2

/** Profile of the copy; `bytes` is `null` for sRGB, which needs none. */
export interface ProfileReplacement {
  readonly bytes: Bytes | null
  /** Whether the copy has another profile than the file. */
  readonly changed: boolean
}

/**
 * Replacement of an ICC profile, which can name a screen, its owner and the day of its calibration: a profile of ours
 * for the nearest common colour space.
 */
export function knownProfile(profile: Uint8Array | null): ProfileReplacement {
  if (profile === null) return { bytes: null, changed: false }
  const space = spaceOf(profile)
  const curve = curveOf(profile, 'rTRC', space ?? SRGB)
  if ((space === null || space === SRGB) && curve === LIKE_SRGB)
    return { bytes: null, changed: true }
  const bytes = profileLike('RGB ', space ?? SRGB, curve)
  return { bytes, changed: !isSame(bytes, profile) }
}

/**
 * Profile of the nearest space.
 * @param plane chromaticities of white, red, green and blue
 * @returns `null` for sRGB and where no space is near
 */
export function nearProfile(plane: readonly number[]): Bytes | null {
  const far = (space: Space) =>
    Math.hypot(...space.plane.map((value, n) => value - (plane[n + 2] ?? 9)))
  const [nearest = SRGB] = [...SPACES].sort((one, other) => far(one) - far(other))
  if (nearest === SRGB || far(nearest) >= NEAR) return null
  return profileOf('RGB ', nearest.name, nearest.primaries, nearest.curve)
}

/** Profile for images in a document, which must have one. @param channels 1 (grey) or 3 (RGB) */
export function documentProfile(profile: Uint8Array, channels: 1 | 3): Bytes {
  const space = (channels === 3 ? spaceOf(profile) : null) ?? SRGB
  const curve = curveOf(profile, channels === 3 ? 'rTRC' : 'kTRC', space)
  return profileLike(channels === 3 ? 'RGB ' : 'GRAY', space, curve)
}

function profileLike(colours: 'RGB ' | 'GRAY', space: Space, curve: readonly number[]): Bytes {
  const name = colours === 'GRAY' ? 'Gray' : space.name
  return profileOf(
    colours,
    curve === space.curve ? name : `${name} ${curve}`,
    space.primaries,
    curve,
  )
}

/** Data of a tag of a profile; `null` without one. */
function entryOf(profile: Uint8Array, name: string): DataView | null {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
  if (profile.length < 132) return null
  const end = 132 + Math.min(view.getUint32(128), 100) * 12
  for (let at = 132; at + 12 <= Math.min(end, profile.length); at += 12) {
    if (latin(profile, at, at + 4) !== name) continue
    const place = view.getUint32(at + 4)
    if (place + 12 > profile.length) return null
    // An XYZ value takes twenty bytes; shorter curves are padded with zeros.
    return new DataView(concat(profile.subarray(place), new Uint8Array(8)).buffer)
  }
  return null
}

/** The nearest common colour space; `null` for a profile that is not RGB or is near none. */
function spaceOf(profile: Uint8Array): Space | null {
  if (latin(profile, 16, 20) !== 'RGB ') return null
  const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((name) => {
    const entry = entryOf(profile, name)
    return entry === null ? [] : [8, 12, 16].map((at) => entry.getInt32(at) / 65_536)
  })
  if (primaries.length !== 9) return null
  const far = (space: Space) =>
    Math.hypot(...space.primaries.map((value, n) => value - (primaries[n] ?? 9)))
  const [nearest] = [...SPACES].sort((one, other) => far(one) - far(other))
  return nearest !== undefined && far(nearest) < NEAR ? nearest : null
}

/** Curve of the space, or the one of ours nearest to the profile's. */
function curveOf(profile: Uint8Array, name: string, space: Space): readonly number[] {
  const entry = entryOf(profile, name)
  const middle = entry === null ? null : middleOf(entry)
  const far = ([power = 1, slope = 1, more = 0]: readonly number[]) =>
    middle === null ? 0 : Math.abs((slope / 2 + more) ** power - middle)
  if (far(space.curve) < NEAR_CURVE) return space.curve
  const [nearest = space.curve] = [...CURVES].sort((one, other) => far(one) - far(other))
  return far(nearest) < far(space.curve) ? nearest : space.curve
}

/** Value of a tone curve at one half; `null` when it is unknown. */
function middleOf(entry: DataView): number | null {
  const kind = String.fromCharCode(...[0, 1, 2, 3].map((at) => entry.getUint8(at)))
  const fixed = (at: number) => (at + 4 > entry.byteLength ? 0 : entry.getInt32(at) / 65_536)
  if (kind === 'para') {
    const [slope, more] = entry.getUint16(8) === 0 ? [1, 0] : [fixed(16), fixed(20)]
    return (slope / 2 + more) ** fixed(12)
  }
  const count = entry.getUint32(8)
  if (kind !== 'curv') return null
  if (count === 0) return 0.5
  if (count === 1) return 0.5 ** (entry.getUint16(12) / 256)
  const [low = 0, high = 0] = [Math.floor, Math.ceil].map((near) => 12 + 2 * near((count - 1) / 2))
  if (high + 2 > entry.byteLength) return null
  return (entry.getUint16(low) + entry.getUint16(high)) / 131_070
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

const fixed = (...values: readonly number[]) =>
  whole(...values.map((value) => Math.round(value * 65_536)))

function whole(...values: readonly number[]): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (const [n, value] of values.entries()) view.setInt32(n * 4, value)
  return new Uint8Array(view.buffer)
}

function words(text: string): Bytes {
  const units = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at += 1) units[at * 2 + 1] = text.charCodeAt(at)
  return concat(
    utf8('mluc'),
    whole(0, 1, 12),
    utf8('enUS'),
    whole(units.length, 28),
    units,
    new Uint8Array(-units.length & 3),
  )
}

/** Builds an ICC profile of version 4 with the required tags only: no manufacturer, model or date. */
function profileOf(
  colours: 'RGB ' | 'GRAY',
  name: string,
  primaries: readonly number[],
  curve: readonly number[],
): Bytes {
  const white = [0.9642, 1, 0.8249]
  const xyz = (values: readonly number[]) => concat(utf8('XYZ '), whole(0), fixed(...values))
  const bend = concat(utf8('para'), whole(0, curve.length === 1 ? 0 : 3 << 16), fixed(...curve))
  const adapted = [
    1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
  ]
  const tags: readonly (readonly [string, Bytes])[] = [
    ['desc', words(name)],
    ['cprt', words('CC0')],
    ['wtpt', xyz(white)],
    ['chad', concat(utf8('sf32'), whole(0), fixed(...adapted))],
    ...(colours === 'GRAY'
      ? ([['kTRC', bend]] as const)
      : ([
          ['rXYZ', xyz(primaries.slice(0, 3))],
          ['gXYZ', xyz(primaries.slice(3, 6))],
          ['bXYZ', xyz(primaries.slice(6))],
          ['rTRC', bend],
          ['gTRC', bend],
          ['bTRC', bend],
        ] as const)),
  ]
  let at = 132 + tags.length * 12
  const table = tags.map(([tag, body]) => {
    const entry = concat(utf8(tag), whole(at, body.length))
    at += body.length
    return entry
  })
  const head = concat(
    whole(at, 0, 0x0420_0000),
    utf8(`mntr${colours}XYZ `),
    new Uint8Array([7, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]),
    utf8('acsp'),
    new Uint8Array(28),
    fixed(...white),
    new Uint8Array(48),
  )
  return concat(head, whole(tags.length), ...table, ...tags.map(([, body]) => body))
}
