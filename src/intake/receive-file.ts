import { dayIn } from '../case/day.ts'
import { AsideError } from '../errors.ts'
import type { World } from '../ports.ts'

type Receiving = Pick<World, 'clock' | 'policy' | 'uploads' | 'fileGate'>

const MEBIBYTE = 1 << 20

/**
 * A sealed file is announced: how long it will be, under an id that only its sender knows.
 * @throws UPLOAD_REFUSED
 */
export async function announceFile(
  { clock, policy, uploads, fileGate }: Receiving,
  file: { readonly id: string; readonly size: number },
): Promise<void> {
  fileGate.checkSize(file.size, policy.attachments.mebibytes * MEBIBYTE)
  // The server's own day: the row belongs to no office yet.
  await uploads.begin(file, dayIn('UTC', clock.now()))
}

/**
 * One piece of it, in any order. What does not look sealed is not kept.
 * @throws UPLOAD_REFUSED
 */
export async function takePiece(
  { uploads, fileGate }: Receiving,
  id: string,
  n: number,
  piece: Uint8Array,
): Promise<void> {
  const size = await uploads.sizeOf(id)
  if (size === null) throw new AsideError('UPLOAD_REFUSED')
  fileGate.checkPiece(piece, n, size)
  await uploads.put(id, n, piece)
}

/** Which pieces are here, for a line that broke. @throws UPLOAD_REFUSED when there is no such file */
export async function piecesHere({ uploads }: Receiving, id: string): Promise<readonly number[]> {
  const pieces = await uploads.has(id)
  if (pieces === null) throw new AsideError('UPLOAD_REFUSED')
  return pieces
}
