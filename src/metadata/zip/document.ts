import { zipSync } from 'fflate'
import type { Bytes } from '#bytes.ts'
import { readParts } from './read-parts.ts'

/** Parts of a document by name, in the order of the archive. */
export type DocumentParts = Map<string, Bytes>

/** Fixed time for every part: archives store a local time, which tells the time zone (case 50). */
const NO_TIME = new Date(1980, 0, 1)

/** Reads and inflates all parts. @throws FileRefused */
export function partsOf(bytes: Bytes): DocumentParts {
  return new Map(readParts(bytes).map(({ name, inflate }) => [name, inflate()]))
}

/** Builds a new archive of the parts; nothing of the old archive's headers is copied. */
export function archiveOf(parts: DocumentParts): Bytes {
  const entries = [...parts].map(([name, bytes]) => {
    // OpenDocument requires this part first and uncompressed.
    const level = name === 'mimetype' ? 0 : 6
    return [name, [bytes, { level, mtime: NO_TIME, os: 0 }]] as const
  })
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]))
}
