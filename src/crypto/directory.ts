import { framed } from '#bytes.ts'
import { base64url } from '#domain/case/ids.ts'
import type { Directory } from '#domain/case/roster.ts'
import { sha256 } from './hkdf.ts'

export type Snapshot = Omit<Directory, 'previous' | 'hash'>

/** Ties a published snapshot to the one before it: a published list cannot be changed later without showing. */
export async function chain(
  previous: string | null,
  { root, roster, signature, certificates }: Snapshot,
): Promise<Pick<Directory, 'previous' | 'hash'>> {
  const bytes = framed('directory/v1', previous ?? '', root, roster, signature, ...certificates)
  return { previous, hash: base64url(await sha256(bytes)) }
}
