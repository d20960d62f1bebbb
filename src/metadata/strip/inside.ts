import type { Bytes } from '#bytes.ts'
import { begins, latin } from '../magic.ts'
import type { MetadataFinding } from '../metadata-finding.ts'
import type { StayKind } from '../stay.ts'
import { pictureIn, stripPicture } from './picture.ts'

/** An image inside a document, as it is in the copy. */
export interface Media {
  readonly bytes: Bytes
  readonly ending: string
  readonly findings: readonly MetadataFinding[]
  readonly stays: readonly StayKind[]
}

/** Kinds of images in documents that cannot be cleaned: they stay and are reported. */
const UNCLEANED: readonly (readonly [ending: string, is: (bytes: Bytes) => boolean])[] = [
  ['emf', (bytes) => latin(bytes, 40, 44) === ' EMF'],
  ['wmf', (bytes) => begins(bytes, [0xd7, 0xcd, 0xc6, 0x9a]) || begins(bytes, [1, 0, 9, 0])],
  ['tiff', (bytes) => /^(II\*\0|MM\0\*)/.test(latin(bytes, 0, 4))],
  ['bmp', (bytes) => latin(bytes, 0, 2) === 'BM' && latin(bytes, 6, 10) === '\0\0\0\0'],
]

/** Cleans an image by its bytes, whatever its name; `null` for an unknown kind, which is removed. */
export function cleanMedia(bytes: Bytes): Media | null {
  const picture = pictureIn(bytes)
  if (picture !== null) {
    const { bytes: copy, findings, stays } = stripPicture(picture, bytes)
    return { bytes: copy, ending: picture, findings, stays: stays.map(({ kind }) => kind) }
  }
  const [ending] = UNCLEANED.find(([, is]) => is(bytes)) ?? []
  return ending === undefined ? null : { bytes, ending, findings: [], stays: ['picture'] }
}
