import type { Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { PrivateKey } from './openpgp.ts'

/**
 * Handle of an unlocked private key. The key itself stays inside `src/crypto`: code elsewhere cannot print, copy or
 * send it.
 */
export interface PrivateKeyHandle {
  readonly certificate: string
  readonly fingerprint: Fingerprint
}

const keys = new WeakMap<object, PrivateKey>()

export function hold(key: PrivateKey): PrivateKeyHandle {
  const handle = Object.freeze({
    certificate: key.toPublic().armor(),
    fingerprint: key.getFingerprint().toUpperCase() as Fingerprint,
  })
  keys.set(handle, key)
  return handle
}

/** The key of a handle. @throws KEY_REFUSED for a handle that was not made here, or was forgotten */
export function keyOfHandle(handle: object): PrivateKey {
  const key = keys.get(handle)
  if (key === undefined) throw new AppError('KEY_REFUSED', { why: 'not_held' })
  return key
}

/** Forgets the key: whoever still has the handle can no longer open or sign anything with it. */
export function forget(handle: PrivateKeyHandle): void {
  keys.delete(handle)
}
