import { systemClock } from '#clock.ts'
import type { Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { type Key, readKeys } from './openpgp.ts'

const LARGEST = 64 << 10
const MOST_USER_IDS = 16
const KEPT_PARSED = 256
/** A second block is not read by openpgp, and could be the private half of the first. */
const BEGIN = '-----BEGIN PGP '
const PRIVATE = `${BEGIN}PRIVATE`

/** Somebody's public half, looked at closely enough to seal to it. */
export interface Certificate {
  readonly certificate: string
  readonly fingerprint: Fingerprint
  /** As printed on a screen: control and direction marks are shown as `\u{…}`. */
  readonly userIds: readonly string[]
  /** When it stops being usable; `null` when it does not. */
  readonly until: Date | null
}

/** Parsing costs more than sealing, and the same officers are sealed to all day. */
const parsed = new Map<string, Key>()

/** @throws KEY_REFUSED when the text is not exactly one public certificate. */
export async function parse(armored: string): Promise<Key> {
  const known = parsed.get(armored)
  if (known !== undefined) return known
  if (armored.length > LARGEST) refuse('too_large')
  if (armored.includes(PRIVATE)) refuse('private_key')
  if (armored.split(BEGIN).length !== 2) refuse('not_one_certificate')
  const keys = await readKeys({ armoredKeys: armored }).catch(() => [])
  const [key, ...more] = keys
  if (key === undefined || more.length > 0) refuse('not_one_certificate')
  if (key.isPrivate()) refuse('private_key')
  if (parsed.size >= KEPT_PARSED) parsed.delete(parsed.keys().next().value ?? '')
  parsed.set(armored, key)
  return key
}

/**
 * Reads a certificate that somebody brings and refuses what could not be sealed to: private keys, RSA below 3072,
 * revoked, expired, without a key for encryption or for signing.
 * @throws KEY_REFUSED with the reason as an id.
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

/** Can it be sealed to, and can its owner sign, at this moment? */
export async function usable(key: Key, now: Date): Promise<boolean> {
  try {
    await key.getEncryptionKey(undefined, now)
    await key.getSigningKey(undefined, now)
    return true
  } catch {
    return false
  }
}

/** The certificate itself, its key for encryption or its key for signing: whichever ends first. */
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
