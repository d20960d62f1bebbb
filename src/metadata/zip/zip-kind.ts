import type { Bytes } from '../../sealing/bytes.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { FileRefused } from '../trace.ts'
import { readParts } from './read-parts.ts'
import { textOf } from './xml.ts'

const MAIN = /application\/vnd\.openxmlformats-officedocument\.(\w+)\.[\w.]+\.main\+xml/
const MAINS: Readonly<Record<string, Kind>> = {
  wordprocessingml: KINDS.docx,
  spreadsheetml: KINDS.xlsx,
  presentationml: KINDS.pptx,
}
const OPEN: readonly Kind[] = [KINDS.odt, KINDS.ods, KINDS.odp]

/**
 * Which office document an archive is: by what it declares of itself, never by its name.
 * @throws FileRefused `macros` where it can run, `locked`, `archive` for every other archive
 */
export function zipKind(bytes: Bytes): Kind {
  const parts = readParts(bytes)
  const types = parts.find(({ name }) => name === '[Content_Types].xml')
  if (types !== undefined) {
    const declared = textOf(types.inflate())
    if (/macroEnabled|vbaProject|\.sheet\.binary/i.test(declared)) throw new FileRefused('macros')
    const kind = MAINS[MAIN.exec(declared)?.[1] ?? '']
    if (kind !== undefined) return kind
  }
  const mimetype = parts.find(({ name }) => name === 'mimetype')
  if (mimetype !== undefined && mimetype.size < 100) {
    const declared = textOf(mimetype.inflate()).trim()
    const kind = OPEN.find(({ type }) => type === declared)
    if (kind !== undefined) return kind
  }
  throw new FileRefused('archive')
}
