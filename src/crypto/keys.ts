import type { Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import {
  decryptKey,
  encryptKey,
  enums,
  generateKey,
  type KeyOptions,
  type PrivateKey,
  readPrivateKey,
} from './openpgp.ts'
import { hold, keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'

export { type Certificate, readCertificate } from './certificate.ts'
export { forget, type PrivateKeyHandle } from './private-key-handle.ts'

/** A key as text. `privateKey` is locked when a passphrase was given. */
export interface MadeKey {
  readonly privateKey: string
  readonly certificate: string
  readonly fingerprint: Fingerprint
}

/** How the demo's root is known for ever, and refused everywhere else. */
export const DEMO_ROOT = 'Aside demo root'

/** Argon2id as officers' browsers can bear it: 64 MiB, three passes, four lanes. */
const ARGON2 = { passes: 3, parallelism: 4, memoryExponent: 16 }
const SLOWEST_ITERATED = 255

/** A v4 Curve25519 key in the form every GnuPG reads. The label is public: a role, not a name. */
export function makeOfficerKey(
  label: string,
  passphrase?: string,
  created?: Date,
): Promise<MadeKey> {
  return make({ curve: 'curve25519Legacy' }, label, passphrase, created)
}

/** The organisation's root: certifies and signs, encrypts nothing. It belongs offline. */
export function makeRootKey(label: string, passphrase?: string, created?: Date): Promise<MadeKey> {
  return make({ curve: 'ed25519Legacy', subkeys: [] }, label, passphrase, created)
}

/**
 * For keeping in the browser: Argon2id. GnuPG cannot read this form, so `exportForGnuPG` is the other view of the
 * same key. AEAD is on for the lock alone: made with it, the certificate would ask others for letters GnuPG cannot open.
 */
export async function lockForBrowser(
  key: string | PrivateKeyHandle,
  passphrase: string,
): Promise<string> {
  const open = typeof key === 'string' ? await read(key) : keyOfHandle(key)
  return (await locked(open, passphrase)).armor()
}

/** @throws KEY_REFUSED when the passphrase is wrong, or the lock asks for more memory than a browser has. */
export async function unlock(
  privateArmored: string,
  passphrase: string,
): Promise<PrivateKeyHandle> {
  const privateKey = await read(privateArmored)
  if (privateKey.isDecrypted()) return hold(privateKey)
  try {
    return hold(await decryptKey({ privateKey, passphrase }))
  } catch (error) {
    throw new AppError('KEY_REFUSED', {
      why: isTooHeavy(error) ? 'lock_too_heavy' : 'passphrase',
    })
  }
}

/** The same key for `gpg --import`: iterated S2K at its slowest. */
export async function exportForGnuPG(
  handle: PrivateKeyHandle,
  passphrase: string,
): Promise<string> {
  const config = {
    s2kType: enums.s2k.iterated as const,
    s2kIterationCountByte: SLOWEST_ITERATED,
    aeadProtect: false,
  }
  return (await encryptKey({ privateKey: keyOfHandle(handle), passphrase, config })).armor()
}

async function make(
  form: Pick<KeyOptions, 'curve' | 'subkeys'>,
  label: string,
  passphrase: string | undefined,
  created: Date | undefined,
): Promise<MadeKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    ...form,
    userIDs: { name: label },
    format: 'object',
    ...(created && { date: created }),
  })
  const { certificate, fingerprint } = hold(privateKey)
  const stored = passphrase === undefined ? privateKey : await locked(privateKey, passphrase)
  return { privateKey: stored.armor(), certificate, fingerprint }
}

async function read(armoredKey: string): Promise<PrivateKey> {
  try {
    return await readPrivateKey({ armoredKey })
  } catch {
    throw new AppError('KEY_REFUSED', { why: 'not_a_private_key' })
  }
}

function isTooHeavy(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && cause.name === 'Argon2OutOfMemoryError'
}

function locked(privateKey: PrivateKey, passphrase: string): Promise<PrivateKey> {
  const config = {
    s2kType: enums.s2k.argon2 as const,
    s2kArgon2Params: ARGON2,
    aeadProtect: true,
  }
  return encryptKey({ privateKey, passphrase, config })
}
