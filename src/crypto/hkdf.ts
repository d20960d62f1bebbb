import { type Bytes, framed, utf8 } from '#bytes.ts'
import { SALT } from './constants.ts'

const SALT_BYTES = utf8(SALT)

/**
 * Derives a key from a secret by label; labels give independent keys.
 * @param length in bytes
 */
export async function hkdf(secret: Uint8Array, label: string, length = 32): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, [
    'deriveBits',
  ])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: SALT_BYTES, info: utf8(label) }
  return new Uint8Array(await crypto.subtle.deriveBits(derivation, key, length * 8))
}

/** HMAC-SHA-256 over length-prefixed parts. */
export async function hmac(
  key: Uint8Array,
  ...parts: readonly (Uint8Array | string)[]
): Promise<Bytes> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), algorithm, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, framed(...parts)))
}

export async function sha256(data: Uint8Array | string): Promise<Bytes> {
  const bytes = typeof data === 'string' ? utf8(data) : new Uint8Array(data)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
