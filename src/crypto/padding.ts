import { type Bytes, utf8 } from '#bytes.ts'
import { AppError } from '#errors.ts'

const SMALLEST = 4096
const LARGEST = 1 << 20
const SPACE = 0x20

/** The lengths a plaintext can have: 4 KiB doubled up to 1 MiB, so that a length says nearly nothing. */
export const BUCKETS: readonly number[] = Array.from(
  { length: Math.log2(LARGEST / SMALLEST) + 1 },
  (_, power) => SMALLEST * 2 ** power,
)

/**
 * JSON with trailing spaces up to the next bucket: whoever opens it by hand sees plain JSON.
 * @throws ACCOUNT_TOO_LONG beyond the largest.
 */
export function padded(value: unknown): Bytes {
  const bytes = utf8(JSON.stringify(value))
  const bucket = BUCKETS.find((size) => bytes.length <= size)
  if (bucket === undefined) throw new AppError('ACCOUNT_TOO_LONG')
  const whole = new Uint8Array(bucket).fill(SPACE)
  whole.set(bytes)
  return whole
}

/** A smaller file says only that it is small. */
const SMALLEST_FILE = 64 << 10

/**
 * The length a file is padded to: Padmé's, which tells no more of a length than its magnitude and few more bits, for a
 * tenth more bytes at most.
 */
export function fileLength(bytes: number): number {
  const length = Math.max(bytes, SMALLEST_FILE)
  const exponent = Math.floor(Math.log2(length))
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1))
  return Math.ceil(length / step) * step
}

export function isFileLength(length: number): boolean {
  return length >= SMALLEST_FILE && fileLength(length) === length
}
