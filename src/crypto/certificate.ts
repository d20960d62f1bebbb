import { systemClock } from '#clock.ts'
import type { Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { LARGEST_CERTIFICATE, MOST_CERTIFICATE_PACKETS, WEAK_HASHES } from './bounds.ts'
import { configWith, type Key, readKeys } from './openpgp.ts'

const MOST_USER_IDS = 16
const KEPT_PARSED = 256
/** Start of an armored block. OpenPGP.js reads the first block only; a second could be the private key. */
const BEGIN = '-----BEGIN PGP '
const PRIVATE = `${BEGIN}PRIVATE`

/** A public key that was checked far enough to seal to it. */
export interface Certificate {
  readonly certificate: string
  readonly fingerprint: Fingerprint
  /** For display: control characters and direction marks are written as `\u{…}`. */
  readonly userIds: readonly string[]
  /** When it stops being usable; `null` when it does not expire. */
  readonly until: Date | null
}

/** Parsed keys by their text: parsing costs more than sealing, and letters are sealed to the same officers all day. */
const parsed = new Map<string, Key>()

/** Parses an armored public key. @throws KEY_REFUSED when the text is not exactly one public certificate */
export async function parse(armored: string): Promise<Key> {
  const cachedKey = parsed.get(armored)
  if (cachedKey !== undefined) return cachedKey
  if (armored.length > LARGEST_CERTIFICATE) refuse('too_large')
  if (armored.includes(PRIVATE)) refuse('private_key')
  if (armored.split(BEGIN).length !== 2) refuse('not_one_certificate')
  const keys = await readKeys({ armoredKeys: armored }).catch(() => [])
  const [key, ...more] = keys
  if (key === undefined || more.length > 0) refuse('not_one_certificate')
  if (key.isPrivate()) refuse('private_key')
  if (key.toPacketList().length > MOST_CERTIFICATE_PACKETS) refuse('too_many_packets')
  if (parsed.size >= KEPT_PARSED) parsed.delete(parsed.keys().next().value ?? '')
  parsed.set(armored, key)
  return key
}

/**
 * Reads a certificate that a person imports, and refuses what cannot be used for sealing: private keys, RSA below 3072
 * bits, revoked or expired keys, keys without a subkey for encryption or signing.
 * @throws KEY_REFUSED with the reason as an id
 */
export async function readCertificate(
  text: string,
  now: Date = systemClock.now(),
): Promise<Certificate> {
  const key = await parse(text)
  if (key.users.length > MOST_USER_IDS) refuse('too_many_names')
  if (!(await usable(key, now))) refuse('unusable')
  return {
    certificate: key.armor(),
    fingerprint: fingerprintOf(key),
    userIds: key.getUserIDs().map(shown),
    until: await usableUntil(key, now),
  }
}

/** Self-signatures by weak hashes do not count: who finds a collision could move one to another key. */
const STRONG = configWith({ rejectHashAlgorithms: WEAK_HASHES })

/** Whether it can be sealed to and its owner can sign, at this moment. */
export async function usable(key: Key, now: Date, settings = STRONG): Promise<boolean> {
  try {
    await key.getEncryptionKey(undefined, now, undefined, settings)
    await key.getSigningKey(undefined, now, undefined, settings)
    return true
  } catch {
    return false
  }
}

/**
 * Whether nothing is sealed to a certificate only because its self-signatures are of weak hashes: it opens what was
 * sealed to it, and its owner makes them anew.
 */
export async function isWeak(certificate: string, now: Date): Promise<boolean> {
  const key = await parse(certificate)
  return (await usable(key, now, configWith({}))) && !(await usable(key, now))
}

/** When the certificate, its encryption key or its signing key ends, whichever is first; `null` for never. */
async function usableUntil(key: Key, now: Date): Promise<Date | null> {
  const parts = [
    await key.getEncryptionKey(undefined, now),
    await key.getSigningKey(undefined, now),
  ]
  const ends = await Promise.all([
    key.getExpirationTime(),
    ...parts.map((part) => part.getExpirationTime()),
  ])
  const dates = ends.filter((end) => end instanceof Date).map((end) => end.getTime())
  return dates.length === 0 ? null : new Date(Math.min(...dates))
}

export function fingerprintOf(key: Key): Fingerprint {
  return key.getFingerprint().toUpperCase() as Fingerprint
}

function shown(userId: string): string {
  return userId.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`,
  )
}

function refuse(why: string): never {
  throw new AppError('KEY_REFUSED', { why })
}
