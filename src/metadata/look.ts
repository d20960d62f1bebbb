import type { Bytes } from '#bytes.ts'
import { kindOf } from './kind.ts'
import { FileRefused, type MetadataFinding } from './metadata-finding.ts'
import { safeName } from './safe-name.ts'
import type { Stay } from './stay.ts'
import { strip } from './strip.ts'

/** What looking at a file brought: a copy without the traces, and what they are. */
export interface InspectedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Bytes
  readonly found: readonly MetadataFinding[]
  readonly stays: readonly Stay[]
}

/** What the device hands over. */
export type InputFile = Pick<Blob, 'size' | 'arrayBuffer'> & { readonly name: string }

/**
 * Reads it once, decides by the bytes what it is, and makes the copy that is sent unless she says otherwise.
 * @throws FileRefused
 */
export async function look(file: InputFile, limit: number): Promise<InspectedFile> {
  if (file.size === 0) throw new FileRefused('empty')
  if (file.size > limit) throw new FileRefused('large')
  const bytes = await readBytes(file)
  const kind = kindOf(bytes, file.name)
  const stripped = await strip(kind, bytes)
  // A copy can come out a little longer than what it was made of.
  if (stripped.bytes.length > limit) throw new FileRefused('large')
  return { name: safeName(file.name, kind), type: kind.type, ...stripped }
}

/** @throws FileRefused when the device no longer has it, as phones do after a while */
export async function readBytes(file: InputFile): Promise<Bytes> {
  const buffer = await file.arrayBuffer().catch(() => {
    throw new FileRefused('gone')
  })
  return new Uint8Array(buffer)
}
