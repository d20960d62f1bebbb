import { enums } from './openpgp.ts'
import { BUCKETS } from './padding.ts'

/*
 * Limits of what is opened and verified. Whoever can write to the database or may seal a letter could otherwise make
 * every reader spend minutes or hundreds of megabytes (T-146). Sizes of sealed data: `envelope-gate.ts`, `packet.ts`.
 */

/** Padded text of a letter in bytes: the largest bucket. */
const LARGEST_TEXT = BUCKETS.at(-1) ?? 0

/** Everything inside a sealed letter, in bytes: its text, the literal packet around it and a signature. */
export const LARGEST_OPENED = LARGEST_TEXT + (8 << 10)

/** A letter has one signature at most; they are counted before one is verified. */
export const MOST_SIGNATURES = 1

/** Packets of a certificate: keys, names and signatures. */
export const MOST_CERTIFICATE_PACKETS = 128

/** An armored certificate, in characters. */
export const LARGEST_CERTIFICATE = 64 << 10

/** Certificates of one key that are put together: the newest ones, and the first. */
export const MOST_RENEWALS = 32

/** Hashes by which no self-signature of a certificate counts when something is sealed to it. */
export const WEAK_HASHES: Set<enums.hash> = new Set([
  enums.hash.md5,
  enums.hash.sha1,
  enums.hash.ripemd,
])
