import type { Bytes } from '../../sealing/bytes.ts'
import { begins } from '../magic.ts'
import type { Stay, Stripped, Trace } from '../trace.ts'
import { zipKind } from '../zip/zip-kind.ts'
import { pictureIn, stripPicture } from './picture.ts'

/** What came of a file inside a document. */
export interface Inside {
  readonly bytes: Bytes
  readonly found: readonly Trace[]
  readonly stays: readonly Stay[]
}

/** Pictures and sounds that are not cleaned here: they stay, and that is said. */
const UNCLEANED =
  /\.(tiff?|heic|heif|avif|jp2|wdp|svg|emf|wmf|mp4|m4v|mov|avi|wmv|mp3|m4a|wav|wma|bmp)$/i
/** In a folder of its own, or as one file; not the picture of how it looks. */
const EMBEDDED = /(^|\/)embeddings\/|^(Object \d+\/)*Object \d+(\/|$)/

/**
 * Cleans what is inside: pictures like any other, documents by `again`. What cannot be cleaned is emptied where only
 * a click would have opened it.
 */
export function cleanInside(name: string, bytes: Bytes, again: (inner: Bytes) => Stripped): Inside {
  const picture = pictureIn(bytes)
  if (picture !== null) return stripPicture(picture, bytes)
  if (EMBEDDED.test(name)) return embedded(name, bytes, again)
  return { bytes, found: [], stays: UNCLEANED.test(name) ? [{ kind: 'other', place: name }] : [] }
}

function embedded(name: string, bytes: Bytes, again: (inner: Bytes) => Stripped): Inside {
  try {
    if (begins(bytes, [0x50, 0x4b]) && zipKind(bytes).id !== 'odt') {
      const { bytes: copy, found } = again(bytes)
      return { bytes: copy, found, stays: [{ kind: 'embedded', place: name }] }
    }
  } catch {
    // Not one that is cleaned here: it goes.
  }
  return { bytes: new Uint8Array(), found: ['embedded'], stays: [] }
}
