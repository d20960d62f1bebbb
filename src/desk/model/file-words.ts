import { kindOfBytes } from '#metadata/kind.ts'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { apart, safeName } from '#metadata/safe-name.ts'
import { isUnicode } from '#metadata/text-kind.ts'
import { nameOfSign, shownPieces } from '#metadata/unseen.ts'
import type { ListedFile } from '../key-worker/protocol.ts'
import { texts } from '../texts.ts'

const KILOBYTE = 1_000

/** A kind that is not known gets an ending that nothing runs. */
const INERT = { text: { endings: ['txt'] }, bytes: { endings: ['bin'] } }

/**
 * The name to show, by what the letter says of the file. The page of the person made it safe, but what sealed the letter
 * need not have been our page (T-93).
 */
export function fileNameOf({ name, type }: ListedFile): string {
  const inert = type.startsWith('text/') ? INERT.text : INERT.bytes
  return safeName(visible(name), kindOf(type) ?? inert)
}

/** The files of one letter, no two of one name. */
export function withUniqueNames(files: readonly ListedFile[]): readonly ListedFile[] {
  const unique: ListedFile[] = []
  for (const file of files) {
    const name = fileNameOf(file)
    const free = apart(name, unique.map(fileNameOf))
    unique.push(free === name ? file : { ...file, name: free })
  }
  return unique
}

/** The name to save under: its ending is decided by the bytes, and by nothing that is said of them (T-148). */
export function savedName({ name }: ListedFile, bytes: Uint8Array<ArrayBuffer>): string {
  const inert = isUnicode(bytes) ? INERT.text : INERT.bytes
  return safeName(visible(name), kindOfBytes(bytes, name) ?? inert)
}

/** Marks that turn a name around or are not seen are written out. */
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
