import { dayIn } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import type { Services, UploadHandle } from '#ports.ts'

type Receiving = Pick<Services, 'clock' | 'policy' | 'uploads' | 'uploadHandles' | 'fileGate'>

const MEBIBYTE = 1 << 20

/**
 * Accepts the announcement of a sealed file with its length. Stores nothing.
 * @returns the upload handle @throws UPLOAD_REFUSED
 */
export async function announceFile(
  { policy, uploadHandles, fileGate }: Receiving,
  size: number,
): Promise<string> {
  fileGate.checkSize(size, policy.attachments.mebibytes * MEBIBYTE)
  return uploadHandles.make(size)
}

/**
 * Stores one piece, in any order, if it looks like ciphertext.
 * @throws UPLOAD_REFUSED; FILES_FULL at the daily limit of bytes
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
  // The server's day: the row has no office yet.
  await services.uploads.put(upload, n, piece, dayIn('UTC', services.clock.now()))
}

/** Numbers of the stored pieces, to resume. @throws UPLOAD_REFUSED for an expired or deleted upload */
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
