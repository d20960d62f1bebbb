import { KINDS } from '../../../metadata/kinds.ts'
import { safeName } from '../../../metadata/safe-name.ts'
import type { ListedFile } from '../keeper/protocol.ts'
import { texts } from '../texts.ts'

const KILOBYTE = 1_000

/**
 * The name to show and to save under. The page of the person made it safe, but what sealed the letter need not have
 * been our page (T-93). A kind that is not known gets an ending that nothing runs (T-148).
 */
export function nameOf({ name, type }: ListedFile): string {
  return safeName(name, kindOf(type) ?? { endings: [type.startsWith('text/') ? 'txt' : 'bin'] })
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
  return Object.values(KINDS).find((kind) => kind.type === type) ?? null
}
