import { AsideError } from '../errors.ts'
import { type Bytes, utf8 } from './bytes.ts'

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
  if (bucket === undefined) throw new AsideError('ACCOUNT_TOO_LONG')
  const whole = new Uint8Array(bucket).fill(SPACE)
  whole.set(bytes)
  return whole
}
