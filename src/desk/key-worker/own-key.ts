import { isWeak, parse } from '#crypto/certificate.ts'
import {
  exportForGnuPG,
  forget,
  lockForBrowser,
  makeOfficerKey,
  type PrivateKeyHandle,
  readCertificate,
  unlock,
} from '#crypto/keys.ts'
import { AppError } from '#errors.ts'
import { refuseOutsideItsDays, type Times } from './clock-check.ts'
import type { StoredKey } from './protocol.ts'
import { get, put, remove } from './vault.ts'

/** The officer's private key. Unlocked, it exists only in the memory of this worker. */
let open: PrivateKeyHandle | null = null

/** @throws KEY_REFUSED while the key is locked. */
export function opened(): PrivateKeyHandle {
  if (open === null) throw new AppError('KEY_REFUSED', { why: 'locked' })
  return open
}

export async function storedKey(): Promise<StoredKey | null> {
  const stored = await get('key')
  return stored === null ? null : { fingerprint: stored.fingerprint }
}

export async function makeKey(label: string, passphrase: string, at: Date): Promise<StoredKey> {
  const made = await makeOfficerKey(label, undefined, at)
  return keep(await unlock(made.privateKey, passphrase), passphrase)
}

/**
 * Imports a key: unlocks it with its passphrase and locks it again, with Argon2id, under the same one.
 * @throws KEY_REFUSED when letters could not be sealed to it; `why` is `passphrase` for a wrong one, `expired` or
 * `not_yet_valid` outside its validity period
 */
export async function bringKey(
  armored: string,
  passphrase: string,
  times: Times,
): Promise<StoredKey> {
  const handle = await unlock(armored, passphrase)
  await refuseOutsideItsDays(await parse(handle.certificate), times)
  // One with weak self-signatures is sealed to no more, and what was sealed to it opens.
  const isOld = await isWeak(handle.certificate, times.latest)
  if (!isOld) await readCertificate(handle.certificate, times.latest)
  return keep(handle, passphrase)
}

export async function openKey(passphrase: string): Promise<StoredKey> {
  const stored = await get('key')
  if (stored === null) throw new AppError('KEY_REFUSED', { why: 'none' })
  open = await unlock(stored.locked, passphrase)
  return { fingerprint: stored.fingerprint }
}

/** Requires the passphrase again, so that an unattended desk does not export the key. */
export async function exportKey(passphrase: string): Promise<string> {
  const stored = await get('key')
  if (stored === null) throw new AppError('KEY_REFUSED', { why: 'none' })
  const handle = await unlock(stored.locked, passphrase)
  try {
    return await exportForGnuPG(handle, passphrase)
  } finally {
    forget(handle)
  }
}

export async function forgetKey(): Promise<null> {
  if (open !== null) forget(open)
  open = null
  await remove('key')
  return null
}

async function keep(handle: PrivateKeyHandle, passphrase: string): Promise<StoredKey> {
  const { fingerprint } = handle
  await put('key', { locked: await lockForBrowser(handle, passphrase), fingerprint })
  open = handle
  return { fingerprint }
}
