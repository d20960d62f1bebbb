import type { Bytes } from '#bytes.ts'
import { FILE_KINDS, type FileKind } from '../kinds.ts'
import { FileRefused } from '../metadata-finding.ts'
import { ContentTypes } from './content-types.ts'
import { readParts } from './read-parts.ts'

const MAIN = /^application\/vnd\.openxmlformats-officedocument\.(\w+)\.[\w.]+\.main\+xml$/
const MAINS: Readonly<Record<string, FileKind>> = {
  wordprocessingml: FILE_KINDS.docx,
  spreadsheetml: FILE_KINDS.xlsx,
  presentationml: FILE_KINDS.pptx,
}
const OPEN: readonly FileKind[] = [FILE_KINDS.odt, FILE_KINDS.ods, FILE_KINDS.odp]

const RUNS = /macroEnabled|vbaProject|vbaData|activeX|macrosheet|\.sheet\.binary/i
/** Type of a whole document that lies in another, where it is no part that runs: it is in no copy. */
const EMBEDDED = /\.macroEnabled\.12$/i

/** Whether parts of this type are programs, or documents that have them. Controls of a form have none. */
export const isProgramType = (type: string): boolean => RUNS.test(type) && !EMBEDDED.test(type)

/** Media type of a document with that of a template, or of a web page document, which are written alike. */
export const documentType = (type: string): string => type.replace(/-template$|-web$/, '')

/**
 * Document format of an archive by the types of the parts that are there, never by its name.
 * @throws FileRefused `macros` when it can run code, `locked`, `unknown` for documents of other programs (drawings,
 *   books, those of Pages), which nobody can unpack, `archive` for any other archive
 */
export function zipKind(bytes: Bytes): FileKind {
  const parts = readParts(bytes)
  const types = parts.find(({ name }) => name.toLowerCase() === '[content_types].xml')
  if (types !== undefined) {
    const list = new ContentTypes(types.inflate())
    const declared = parts.map(({ name }) => list.typeOf(name.toLowerCase()))
    if (declared.some(isProgramType)) throw new FileRefused('macros')
    const kinds = declared.flatMap((type) => MAINS[MAIN.exec(type)?.[1] ?? ''] ?? [])
    if (kinds[0] !== undefined) return kinds[0]
  }
  const mimetype = parts.find(({ name }) => name === 'mimetype')
  if (mimetype !== undefined && mimetype.size < 100) {
    const declared = new TextDecoder().decode(mimetype.inflate()).trim()
    const kind = OPEN.find(({ type }) => type === documentType(declared))
    if (kind !== undefined) return kind
  }
  const isDocument =
    types !== undefined || mimetype !== undefined || parts.some(({ name }) => OF_APPLE.test(name))
  throw new FileRefused(isDocument ? 'unknown' : 'archive')
}

/** Parts of documents of Pages, Numbers and Keynote, newer and older. */
const OF_APPLE = /^(Index\/[^/]+\.iwa|Index\.zip|index\.(xml|apxl)(\.gz)?)$/i
