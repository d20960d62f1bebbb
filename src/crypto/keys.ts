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

/** A new key, armored. `privateKey` is locked when a passphrase was given. */
export interface MadeKey {
  readonly privateKey: string
  readonly certificate: string
  readonly fingerprint: Fingerprint
}

/** User id of the root key of every demo; production refuses it. */
export const DEMO_ROOT = 'Aside demo root'

/** Argon2id with parameters that officers' browsers can afford: 64 MiB, three passes, four lanes. */
const ARGON2 = { passes: 3, parallelism: 4, memoryExponent: 16 }
const SLOWEST_ITERATED = 255

/**
 * Makes an OpenPGP v4 key on Curve25519 in the form that every GnuPG reads.
 * @param label user id of the key, public: a role, not a name
 * @param passphrase locks the private key; left out, it is not locked
 */
export function makeOfficerKey(
  label: string,
  passphrase?: string,
  created?: Date,
): Promise<MadeKey> {
  return make({ curve: 'curve25519Legacy' }, label, passphrase, created)
}

/** Makes the organisation's root key: it certifies and signs and has no subkey for encryption. It belongs offline. */
export function makeRootKey(label: string, passphrase?: string, created?: Date): Promise<MadeKey> {
  return make({ curve: 'ed25519Legacy', subkeys: [] }, label, passphrase, created)
}

/**
 * Locks a key with Argon2id for the browser's store. GnuPG cannot read this form; `exportForGnuPG` writes the same key
 * for it. AEAD is on for the lock only: a certificate made with it would ask others for letters that GnuPG cannot open.
 */
export async function lockForBrowser(
  key: string | PrivateKeyHandle,
  passphrase: string,
): Promise<string> {
  const open = typeof key === 'string' ? await read(key) : keyOfHandle(key)
  return (await locked(open, passphrase)).armor()
}

/**
 * Unlocks an armored private key; one that is not locked opens with any passphrase.
 * @throws KEY_REFUSED when the passphrase is wrong, the lock asks for more memory than a browser has, or the text is no
 * private key
 */
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

/** Exports a key for `gpg --import`, locked with iterated S2K at its highest count. */
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
