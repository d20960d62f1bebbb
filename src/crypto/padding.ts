import { type Bytes, utf8 } from '#bytes.ts'
import { AppError } from '#errors.ts'

const SMALLEST = 4096
const LARGEST = 1 << 20
const SPACE = 0x20

/** Padded lengths of letters in bytes: 4 KiB doubled up to 1 MiB, so that a length reveals little. */
export const BUCKETS: readonly number[] = Array.from(
  { length: Math.log2(LARGEST / SMALLEST) + 1 },
  (_, power) => SMALLEST * 2 ** power,
)

/**
 * Encodes a value as JSON, padded with trailing spaces to the next bucket: it stays valid JSON.
 * @throws ACCOUNT_TOO_LONG beyond the largest bucket
 */
export function padded(value: unknown): Bytes {
  const bytes = utf8(JSON.stringify(value))
  const bucket = BUCKETS.find((size) => bytes.length <= size)
  if (bucket === undefined) throw new AppError('ACCOUNT_TOO_LONG')
  return paddedTo(bucket, bytes)
}

/** A text with spaces behind it. @throws RangeError when it is longer */
export function paddedTo(length: number, text: Bytes): Bytes {
  const whole = new Uint8Array(length).fill(SPACE)
  whole.set(text)
  return whole
}

/** Padded length of a sealed label: the longest that the taxonomy makes fits, with seven bytes to spare. */
export const LABEL_BYTES = 128

/** The same for a label, which has one length alone. @returns `null` where it does not fit */
export function paddedLabel(label: unknown): Bytes | null {
  const bytes = utf8(JSON.stringify(label))
  return bytes.length > LABEL_BYTES ? null : paddedTo(LABEL_BYTES, bytes)
}

/** Smallest padded length of a file in bytes. */
const SMALLEST_FILE = 64 << 10

/**
 * Padded length of a file in bytes (Padmé): it reveals the magnitude of a length and a few more bits. From 64 KiB on it
 * adds at most 1/32 of the length.
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
