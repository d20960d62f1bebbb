import { type Bytes, concat, framed } from '#bytes.ts'
import type { CaseId, Fingerprint } from '#domain/case/ids.ts'
import { CASE_KEY_LOCK, CASE_KEY_LOCK_CASE } from './constants.ts'
import { hkdf } from './hkdf.ts'

/** First byte of a lock. A lock of before is an OpenPGP key: its first byte has the highest bit set. */
const VERSION = 2
const NONCE = 12
const HEADER = 1 + NONCE
/** Bytes that locking adds: version, nonce and tag. */
const ADDED = HEADER + 16

/** What a lock is bound to: under another case, or beside another certificate, it does not open. */
export interface LockedFor {
  readonly id: CaseId
  readonly fingerprint: Fingerprint
}

export function isAuthenticatedLock(locked: Uint8Array): boolean {
  return locked[0] === VERSION && locked.length > ADDED
}

/** The bytes of a lock that look random. */
export function lockCiphertext(locked: Uint8Array): Uint8Array {
  return locked.subarray(1)
}

/** Encrypts the private key of a case with AES-256-GCM under a key that is derived from the secret. */
export async function sealLock(
  bare: Bytes,
  secret: Uint8Array,
  lockedFor: LockedFor,
): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE))
  const key = await lockKey(secret)
  const sealed = await crypto.subtle.encrypt(settings(nonce, lockedFor), key, bare)
  return concat(new Uint8Array([VERSION]), nonce, new Uint8Array(sealed))
}

/** @throws an error of WebCrypto where one byte, the secret, the case or the fingerprint is another */
export async function openLock(
  locked: Uint8Array,
  secret: Uint8Array,
  lockedFor: LockedFor,
): Promise<Bytes> {
  const nonce = new Uint8Array(locked.slice(1, HEADER))
  const key = await lockKey(secret)
  const sealed = new Uint8Array(locked.slice(HEADER))
  return new Uint8Array(await crypto.subtle.decrypt(settings(nonce, lockedFor), key, sealed))
}

async function lockKey(secret: Uint8Array): Promise<CryptoKey> {
  const key = await hkdf(secret, CASE_KEY_LOCK)
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function settings(iv: Bytes, { id, fingerprint }: LockedFor) {
  return { name: 'AES-GCM', iv, additionalData: framed(CASE_KEY_LOCK_CASE, id, fingerprint) }
}
