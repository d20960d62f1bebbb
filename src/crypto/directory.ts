import { framed } from '#bytes.ts'
import { base64url } from '#domain/case/ids.ts'
import type { Directory } from '#domain/case/roster.ts'
import { sha256 } from './hkdf.ts'

export type Snapshot = Omit<Directory, 'previous' | 'hash'>

/** Hash of a published roster snapshot and of the one before it: a later change of a published one breaks the chain. */
export async function chain(
  previous: string | null,
  { root, roster, signature, certificates }: Snapshot,
): Promise<Pick<Directory, 'previous' | 'hash'>> {
  const bytes = framed('directory/v1', previous ?? '', root, roster, signature, ...certificates)
  return { previous, hash: base64url(await sha256(bytes)) }
}
