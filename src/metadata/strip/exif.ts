import type { Bytes } from '#bytes.ts'
import { concat } from '#bytes.ts'
import type { MetadataFinding } from '../metadata-finding.ts'

/** Exif data of an image: findings, and the orientation that keeps it upright. */
export interface Exif {
  readonly findings: ReadonlySet<MetadataFinding>
  /** Orientation from 1 to 8; 1 is upright. */
  readonly orientation: number
}

const ORIENTATION = 0x0112
/** Tags whose value is the offset of another directory (IFD). */
const LISTS = new Set([0x8769, 0x8825, 0xa005])
const BY_TAG: Readonly<Record<number, MetadataFinding>> = {
  270: 'words',
  271: 'camera',
  272: 'camera',
  305: 'software',
  306: 'taken',
  315: 'author',
  316: 'software',
  700: 'other',
  33432: 'author',
  34853: 'position',
  36867: 'taken',
  36868: 'taken',
  37500: 'camera',
  37510: 'words',
  40091: 'words',
  40092: 'words',
  40093: 'author',
  42016: 'serial',
  42032: 'author',
  42033: 'serial',
  42035: 'camera',
  42036: 'camera',
  42037: 'serial',
  50708: 'camera',
  50735: 'serial',
}
/** Most directories of an image, and most fields of one; files with more are made to exhaust the reader. */
const MOST_LISTS = 8
const MOST_FIELDS = 1000

/** Reads a TIFF structure. Never throws: of a malformed one it returns what was read. */
export function readExif(tiff: Uint8Array): Exif {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const findings = new Set<MetadataFinding>(['other'])
  let orientation = 1
  try {
    const little = view.getUint16(0) === 0x4949
    const lists = [view.getUint32(4, little)]
    for (const [n, at] of lists.entries()) {
      if (n >= MOST_LISTS) break
      const count = Math.min(view.getUint16(at, little), MOST_FIELDS)
      for (let field = at + 2; field < at + 2 + count * 12; field += 12) {
        const tag = view.getUint16(field, little)
        const finding = BY_TAG[tag]
        if (finding !== undefined) findings.add(finding)
        if (LISTS.has(tag)) lists.push(view.getUint32(field + 8, little))
        if (tag === ORIENTATION && n === 0) orientation = view.getUint16(field + 8, little)
      }
      const next = n === 0 ? view.getUint32(at + 2 + count * 12, little) : 0
      // The second directory of a chain is a thumbnail, often from before the image was cropped.
      if (next !== 0) findings.add('preview')
    }
  } catch {
    // Truncated: what was read so far counts.
  }
  if (orientation < 1 || orientation > 8) orientation = 1
  const ours = uprightTiff(orientation)
  const isOurs = ours.length === tiff.length && ours.every((byte, at) => byte === tiff[at])
  return { findings: isOurs ? new Set() : findings, orientation }
}

/** A TIFF structure with the orientation and nothing else. */
export function uprightTiff(orientation: number): Bytes {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
  return new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0])
}

export const EXIF_MARK = new Uint8Array([0x45, 0x78, 0x69, 0x66, 0, 0])

export function uprightExif(orientation: number): Bytes {
  return concat(EXIF_MARK, uprightTiff(orientation))
}
