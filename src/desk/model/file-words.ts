import { kindOfBytes } from '#metadata/kind.ts'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { apart, safeName } from '#metadata/safe-name.ts'
import { isUnicode } from '#metadata/text-kind.ts'
import { nameOfSign, shownPieces } from '#metadata/unseen.ts'
import type { ListedFile } from '../key-worker/protocol.ts'
import { texts } from '../texts.ts'

const KILOBYTE = 1_000

/** Extensions for unknown types, which no program executes. */
const INERT = { text: { endings: ['txt'] }, bytes: { endings: ['bin'] } }

/**
 * Display name of a file, from its letter. The page made it safe, but the sender need not have used our page (T-93).
 */
export function fileNameOf({ name, type }: ListedFile): string {
  const inert = type.startsWith('text/') ? INERT.text : INERT.bytes
  return safeName(visible(name), kindOf(type) ?? inert)
}

/** Files of one letter, with unique names. */
export function withUniqueNames(files: readonly ListedFile[]): readonly ListedFile[] {
  const unique: ListedFile[] = []
  for (const file of files) {
    const name = fileNameOf(file)
    const free = apart(name, unique.map(fileNameOf))
    unique.push(free === name ? file : { ...file, name: free })
  }
  return unique
}

/** File name for saving. The extension follows from the bytes alone (T-148). */
export function savedName({ name }: ListedFile, bytes: Uint8Array<ArrayBuffer>): string {
  const inert = isUnicode(bytes) ? INERT.text : INERT.bytes
  return safeName(visible(name), kindOfBytes(bytes, name) ?? inert)
}

/** Name with bidi controls and invisible characters written out. */
function visible(name: string): string {
  return shownPieces(name)
    .map(({ text, sign }) => (sign === null ? text : `⟨${nameOfSign(text)}⟩`))
    .join('')
}

export function typeWords({ type }: ListedFile): string {
  const kind = kindOf(type)
  return kind === null ? texts.files.unknownType : texts.files.types[kind.id]
}

export function sizeWords({ bytes }: Pick<ListedFile, 'bytes'>): string {
  if (bytes < KILOBYTE) return texts.files.bytes(bytes)
  const [unit, size] =
    bytes < KILOBYTE ** 2 ? ['kB', bytes / KILOBYTE] : ['MB', bytes / KILOBYTE ** 2]
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

function kindOf(type: string) {
  return Object.values(FILE_KINDS).find((kind) => kind.type === type) ?? null
}
