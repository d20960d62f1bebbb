import { zipSync } from 'fflate'
import type { Bytes } from '#bytes.ts'
import { readParts } from './read-parts.ts'

/** The parts of a document by name, in their order. */
export type DocumentParts = Map<string, Bytes>

/** Everybody's clock and zone at once: archives keep a local time for each part (case 50). */
const NO_TIME = new Date(1980, 0, 1)

/** @throws FileRefused */
export function partsOf(bytes: Bytes): DocumentParts {
  return new Map(readParts(bytes).map(({ name, inflate }) => [name, inflate()]))
}

/** A new archive: of the old one not a byte stays around the parts, and no part says when it was written. */
export function archiveOf(parts: DocumentParts): Bytes {
  const entries = [...parts].map(([name, bytes]) => {
    // Readers of open documents want this one first and as it is.
    const level = name === 'mimetype' ? 0 : 6
    return [name, [bytes, { level, mtime: NO_TIME, os: 0 }]] as const
  })
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]))
}
