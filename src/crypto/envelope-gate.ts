import { MOST_KEYS, type ReaderRole } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import type { EnvelopeGate } from '#ports.ts'
import { isKeyPacket } from './key-packet.ts'
import { onlyPacket, packetsIn } from './packet.ts'
import { BUCKETS, LABEL_BYTES } from './padding.ts'

const SEIPD = 18
const LARGEST_KEY = 2 << 10
/**
 * Bytes that sealing adds to the padded text: version, prefix, literal header and MDC; and a signature of up to
 * RSA-8192.
 */
const LEAST_ADDED = 40
const MOST_ADDED = 2 << 10
/** The same without a signature. */
const MOST_ADDED_TO_LABEL = 64
/**
 * Chi-squared with 255 degrees of freedom exceeds this once in 10¹⁸ for random bytes; for text it is in the thousands.
 */
const FAR_FROM_RANDOM = 512

/** Padded length of a sealed half of a name: with as many readers as a letter has, it fits. */
export const HALF_BYTES = 2 << 10
/** Version, prefix, literal header and MDC. */
const ADDED_TO_HALF = 50

/** Whose packet may have a half behind it. An untyped half, of a page of before, is a key packet alone. */
const MAY_BE_HALF: readonly ReaderRole[] = ['custodian', 'released']

/**
 * Checks uploaded letters before they are stored, whoever sends them: the form of the packets, and that the bytes look
 * random. It cannot prove that they are encrypted.
 */
export const gate: EnvelopeGate = {
  async check(envelope) {
    checkData(envelope.data)
    await gate.checkKeys(envelope.keys)
  },
  async checkLabel({ data, keys }) {
    checkPacket(data, [LABEL_BYTES], MOST_ADDED_TO_LABEL)
    await gate.checkKeys(keys)
  },
  async checkKeys(keys) {
    if (keys.length === 0 || keys.length > MOST_KEYS) refuse()
    for (const { role, bytes } of keys) {
      if (!MAY_BE_HALF.includes(role) || !isSealedHalf(bytes)) checkKey(bytes)
    }
  },
}

/**
 * Checks that these bytes are exactly one SEIPDv1 packet of a padded length that looks random. @throws ENVELOPE_REFUSED
 */
export function checkData(data: Uint8Array): void {
  checkPacket(data, BUCKETS, MOST_ADDED)
}

function checkPacket(data: Uint8Array, buckets: readonly number[], mostAdded: number): void {
  const inBucket = buckets.some(
    (size) => data.length >= size + LEAST_ADDED && data.length <= size + mostAdded,
  )
  if (!inBucket) refuse()
  const { tag, body } = onlyPacket(data)
  if (tag !== SEIPD || body[0] !== 1) refuse()
  if (!looksRandom(body.subarray(1))) refuse()
}

/** Checks that these bytes are exactly one PKESKv3 packet without a recipient's key id. @throws ENVELOPE_REFUSED */
export function checkKey(key: Uint8Array): void {
  if (key.length > LARGEST_KEY || !isKeyPacket(onlyPacket(key))) refuse()
}

/** Whether these bytes are a key packet and a data packet of the one length of halves that looks random. */
export function isSealedHalf(bytes: Uint8Array): boolean {
  const [key, data, ...others] = packetsIn(bytes)
  if (key === undefined || data === undefined || others.length > 0) return false
  checkKey(key)
  const { tag, body } = onlyPacket(data)
  const isData = tag === SEIPD && body[0] === 1 && body.length === HALF_BYTES + ADDED_TO_HALF
  return isData && looksRandom(body.subarray(1))
}

/**
 * Whether the bytes are distributed like random ones: catches a client that labels plain text as sealed. Not a proof; a
 * proof would need the keys.
 */
export function looksRandom(bytes: Uint8Array): boolean {
  const counts = new Uint32Array(256)
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1
  const expected = bytes.length / 256
  return (
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) < FAR_FROM_RANDOM
  )
}

function refuse(): never {
  throw new AppError('ENVELOPE_REFUSED')
}
