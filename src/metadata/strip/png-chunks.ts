import { type Bytes, concat, utf8 } from '#bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, type MetadataFinding } from '../metadata-finding.ts'
import { crc32 } from './crc32.ts'
import { readXmp } from './xmp.ts'

export const SIGNATURE = 8

export interface PngHeader {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colour: number
  readonly interlaced: boolean
}

export const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

export function headerOf(bytes: Bytes): PngHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < SIGNATURE + 25 || view.getUint32(SIGNATURE) !== 13)
    throw new FileRefused('broken')
  const [depth = 0, colour = 0, packing = 0, filter = 0, interlace = 0] = bytes.subarray(24)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const fits = DEPTHS[colour]?.includes(depth) && packing + filter === 0 && interlace < 2
  if (!fits || width * height === 0) throw new FileRefused('broken')
  return { width, height, depth, colour, interlaced: interlace === 1 }
}

/** Length in bytes of a chunk about colours; `null` for a chunk that is no part of the image. */
export function chunkLength(
  type: string,
  { colour }: PngHeader,
  { length }: Uint8Array,
  palette = 0,
): number | null {
  switch (type) {
    case 'gAMA':
      return 4
    case 'cHRM':
      return 32
    case 'sRGB':
      return 1
    case 'cICP':
      return 4
    case 'pHYs':
      return 9
    case 'sBIT':
      return colour === 3 ? 3 : (SAMPLES[colour] ?? 0)
    case 'bKGD':
      return colour === 3 ? 1 : (colour & 2) > 0 ? 6 : 2
    case 'tRNS':
      // Viewers ignore it as a whole before the palette, and when it is longer than that.
      if (colour === 3) return length * 3 > palette ? null : length
      return colour === 2 ? 6 : colour === 0 ? 2 : null
    default:
      return null
  }
}

export const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Decompressed size in bytes: each row is preceded by a filter byte. */
export function unpackedSize({ width, height, depth, colour, interlaced }: PngHeader): number {
  const bits = depth * (SAMPLES[colour] ?? 1)
  let size = 0
  for (const [x, y, across, down] of interlaced ? PASSES : ([[0, 0, 1, 1]] as const)) {
    const [columns, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)]
    if (columns > 0 && rows > 0) size += rows * (1 + Math.ceil((columns * bits) / 8))
  }
  return size
}

const BY_KEYWORD: readonly (readonly [RegExp, readonly MetadataFinding[]])[] = [
  [/author|artist|copyright|creator|owner|credit|by-?line/i, ['author']],
  [/^creation time|date|modify/i, ['taken']],
  [/^software/i, ['software']],
  [/^raw profile type/i, ['other']],
]

export function findingsOfText(body: Uint8Array): readonly MetadataFinding[] {
  const keyword = latin(body, 0, 79).split('\x00')[0] ?? ''
  if (keyword.startsWith('XML:com.adobe.xmp'))
    return readXmp(new TextDecoder('latin1').decode(body))
  return BY_KEYWORD.find(([name]) => name.test(keyword))?.[1] ?? ['words']
}

export function chunkOf(type: string, body: Uint8Array): Bytes {
  const named = concat(utf8(type), body)
  const [length, sum] = [new Uint8Array(4), new Uint8Array(4)]
  new DataView(length.buffer).setUint32(0, body.length)
  new DataView(sum.buffer).setUint32(0, crc32(named))
  return concat(length, named, sum)
}
