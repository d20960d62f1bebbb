import { PIECE_BYTES } from '#domain/case/attachment.ts'
import { AppError } from '#errors.ts'
import type { FileGate } from '#ports.ts'
import { looksRandom } from './envelope-gate.ts'
import { fileLength, isFileLength } from './padding.ts'

const SEIPD = 0b1100_0000 | 18
const HEADER = 6
/** Bytes that sealing adds to a padded file: packet header, version, prefix, literal header and MDC. */
const LEAST_ADDED = 48
const MOST_ADDED = 128
/** Shorter pieces are too short for the test of randomness. */
const TELLING = 4096

/**
 * Checks an uploaded file piece by piece before it is stored: the head of one SEIPDv1 packet of a padded length, and
 * that each piece of `TELLING` bytes or more looks random. The file's key is inside the sealed letter that names it, so
 * the server cannot check more.
 */
export const fileGate: FileGate = {
  checkSize(size, most) {
    const largest = fileLength(most) + MOST_ADDED
    if (!Number.isSafeInteger(size) || size > largest || !isPaddedSize(size)) refuse()
  },
  checkPiece(piece, n, size) {
    const pieces = Math.ceil(size / PIECE_BYTES)
    const length = n === pieces - 1 ? size - n * PIECE_BYTES : PIECE_BYTES
    if (!Number.isSafeInteger(n) || n < 0 || n >= pieces || piece.length !== length) refuse()
    if (n === 0 && !beginsPacket(piece, size)) refuse()
    const sealed = n === 0 ? piece.subarray(HEADER + 1) : piece
    if (sealed.length >= TELLING && !looksRandom(sealed)) refuse()
  },
}

function isPaddedSize(size: number): boolean {
  for (let added = LEAST_ADDED; added <= MOST_ADDED; added += 1) {
    if (isFileLength(size - added)) return true
  }
  return false
}

/** Whether the piece begins a SEIPD packet of version 1 with a five-byte length that is that of the whole file. */
function beginsPacket(piece: Uint8Array, size: number): boolean {
  const [tag, form] = piece
  const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength)
  return (
    piece.length > HEADER &&
    tag === SEIPD &&
    form === 255 &&
    view.getUint32(2) === size - HEADER &&
    piece[HEADER] === 1
  )
}

function refuse(): never {
  throw new AppError('UPLOAD_REFUSED')
}
