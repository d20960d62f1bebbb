import type { Bytes } from '#bytes.ts'
import { kindOf } from './kind.ts'
import { FileRefused, type MetadataFinding } from './metadata-finding.ts'
import { safeName } from './safe-name.ts'
import type { Stay } from './stay.ts'
import { strip } from './strip.ts'

/** Result of inspecting a file: its cleaned copy, what was removed, and what stays. */
export interface InspectedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Bytes
  readonly findings: readonly MetadataFinding[]
  readonly stays: readonly Stay[]
}

/** A file as the browser provides it. */
export type InputFile = Pick<Blob, 'size' | 'arrayBuffer'> & { readonly name: string }

/**
 * Reads a file once, determines its kind by its bytes and makes the cleaned copy.
 * @param limit largest size in bytes, of the file and of its copy
 * @throws FileRefused
 */
export async function look(file: InputFile, limit: number): Promise<InspectedFile> {
  if (file.size === 0) throw new FileRefused('empty')
  if (file.size > limit) throw new FileRefused('large')
  const bytes = await readBytes(file)
  const kind = kindOf(bytes, file.name)
  const stripped = await strip(kind, bytes)
  // A copy can be slightly larger than the file.
  if (stripped.bytes.length > limit) throw new FileRefused('large')
  return { name: safeName(file.name, kind), type: kind.type, ...stripped }
}

/** Reads a file. @throws FileRefused `gone` when the device no longer has it, as phones do after a while */
export async function readBytes(file: InputFile): Promise<Bytes> {
  const buffer = await file.arrayBuffer().catch(() => {
    throw new FileRefused('gone')
  })
  return new Uint8Array(buffer)
}
