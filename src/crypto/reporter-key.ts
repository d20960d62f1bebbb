import type { Bytes } from '#bytes.ts'
import type { CaseId, Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { ReporterKey, ReportersCase } from '#ports.ts'
import { isAuthenticatedLock, openLock, sealLock } from './case-key-lock.ts'
import { fingerprintOf, parse } from './certificate.ts'
import { decryptKey, generateKey, readPrivateKey } from './openpgp.ts'
import { hold, keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'

/** Creation date of every reporter key: a true one would show the time of the report. */
export const REPORTER_KEY_CREATED: Date = new Date('2020-01-01T00:00:00Z')

export interface MadeReporterKey {
  readonly certificate: string
  readonly fingerprint: Fingerprint
  readonly key: ReporterKey
}

/** Makes a reporter key for one case. It holds no name, place or true date. */
export async function makeReporterKey(): Promise<MadeReporterKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'reporter' },
    date: REPORTER_KEY_CREATED,
    format: 'object',
  })
  const key = hold(privateKey)
  return { ...key, key }
}

/**
 * Locks the key of a case. The secret has 256 random bits, so key stretching is not needed. The same key can be locked
 * under several secrets.
 */
export function lockReporterKey(
  key: PrivateKeyHandle,
  secret: Uint8Array,
  id: CaseId,
): Promise<Bytes> {
  const bare = new Uint8Array(keyOfHandle(key).write())
  return sealLock(bare, secret, { id, fingerprint: key.fingerprint })
}

/**
 * Opens the lock of a case's key, of this form or of the one before, an OpenPGP key under a passphrase, which is bound to
 * nothing.
 * @throws ENVELOPE_BROKEN when the secret is not the one, the bytes are damaged, or belong to another case or certificate
 */
export async function unlockReporterKey(
  secret: Uint8Array,
  { id, lockedKey, reporterCertificate }: LockedCaseKey,
): Promise<PrivateKeyHandle> {
  try {
    if (!isAuthenticatedLock(lockedKey)) {
      const privateKey = await readPrivateKey({ binaryKey: lockedKey })
      return hold(await decryptKey({ privateKey, passphrase: hex(secret) }))
    }
    const fingerprint = fingerprintOf(await parse(reporterCertificate))
    const binaryKey = await openLock(lockedKey, secret, { id, fingerprint })
    return hold(await readPrivateKey({ binaryKey }))
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}

/** A case with its locked key, as the database has them. */
export type LockedCaseKey = Pick<ReportersCase, 'id' | 'lockedKey' | 'reporterCertificate'>

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
