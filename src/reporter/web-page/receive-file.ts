import { dayIn } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { Services, UploadHandle } from '#ports.ts'

type Receiving = Pick<Services, 'clock' | 'policy' | 'uploads' | 'uploadHandles' | 'fileGate'>

const MEBIBYTE = 1 << 20

/**
 * A sealed file is announced: how long it will be. Nothing is stored.
 * @returns the handle it is sent under @throws UPLOAD_REFUSED
 */
export async function announceFile(
  { policy, uploadHandles, fileGate }: Receiving,
  size: number,
): Promise<string> {
  fileGate.checkSize(size, policy.attachments.mebibytes * MEBIBYTE)
  return uploadHandles.make(size)
}

/**
 * One piece of it, in any order. What does not look sealed is not kept.
 * @throws UPLOAD_REFUSED; FILES_FULL when as many bytes came today as one day may bring
 */
export async function takePiece(
  services: Receiving,
  handle: string,
  n: number,
  piece: Uint8Array,
): Promise<void> {
  const upload = await opened(services, handle)
  services.fileGate.checkPiece(piece, n, upload.size)
  if (upload.isExpired && (await services.uploads.has(upload.id)) === null) refuse()
  // The server's own day: the row belongs to no office yet.
  await services.uploads.put(upload, n, piece, dayIn('UTC', services.clock.now()))
}

/** Which pieces are here, for a line that broke. @throws UPLOAD_REFUSED for what was never sent and is over, or is swept */
export async function piecesHere(services: Receiving, handle: string): Promise<readonly number[]> {
  const { id, isExpired } = await opened(services, handle)
  const pieces = await services.uploads.has(id)
  if (pieces === null && isExpired) refuse()
  return pieces ?? []
}

async function opened({ uploadHandles }: Receiving, handle: string): Promise<UploadHandle> {
  return (await uploadHandles.open(handle)) ?? refuse()
}

function refuse(): never {
  throw new AppError('UPLOAD_REFUSED')
}
