import { same } from '#bytes.ts'
import { systemClock } from '#clock.ts'
import { AppError } from '#errors.ts'
import type { ReporterKeyGate } from '#ports.ts'
import { isAuthenticatedLock, lockCiphertext } from './case-key-lock.ts'
import { parse, usable } from './certificate.ts'
import { looksRandom } from './envelope-gate.ts'
import { type Key, type PrivateKey, readPrivateKey } from './openpgp.ts'
import { isPlainSignature } from './plain-signature.ts'
import { REPORTER_KEY_CREATED } from './reporter-key.ts'

const NAME = 'reporter'
/**
 * Lengths in bytes of a certificate and of a locked key that `makeReporterKey` makes; leading zeros of numbers vary
 * them.
 */
const CERTIFICATE = { least: 500, most: 530 }
const LOCKED = { least: 660, most: 700 }
const AUTHENTICATED = { least: 620, most: 630 }
const LOCKED_BY_PASSPHRASE = 254

/**
 * Checks an uploaded reporter key. OpenPGP keys can carry text: names, notations, comments, packets that parsers skip.
 * This one may hold only what our page writes, so no readable text and no true date (T-20, T-39).
 */
export const reporterKeyGate: ReporterKeyGate = {
  async check(certificate, lockedKey) {
    const key = await parse(certificate)
    if (!isOurs(key) || !within(key.write().length, CERTIFICATE)) refuse('not_a_reporters_key')
    if (!(await usable(key, systemClock.now()))) refuse('unusable')
    if (isAuthenticatedLock(lockedKey)) {
      checkAuthenticated(lockedKey)
      return key.armor()
    }
    const locked = await readLocked(lockedKey)
    if (!isOurs(locked) || !isLocked(locked)) refuse('not_locked')
    if (!same(locked.toPublic().write(), key.write())) refuse('not_of_one_key')
    return key.armor()
  },
}

/** Whose key is inside, and whether it is one, only its reporter can know: no byte of it may look like words. */
function checkAuthenticated(locked: Uint8Array): void {
  if (!within(locked.length, AUTHENTICATED) || !looksRandom(lockCiphertext(locked))) {
    refuse('not_locked')
  }
}

/** A lock of before: a page that was loaded earlier makes one. */
async function readLocked(binaryKey: Uint8Array): Promise<PrivateKey> {
  if (!within(binaryKey.length, LOCKED)) refuse('not_locked')
  const locked = await readPrivateKey({ binaryKey }).catch(() => refuse('not_locked'))
  // The parser drops packets that it does not know; then the bytes differ.
  if (!same(new Uint8Array(locked.write()), binaryKey)) refuse('not_locked')
  return locked
}

function isOurs(key: Key): boolean {
  const [user] = key.users
  const [subkey] = key.subkeys
  if (user === undefined || subkey === undefined) return false
  const made = [key, subkey].map((one) => one.getCreationTime().getTime())
  const signatures = [...user.selfCertifications, ...subkey.bindingSignatures]
  return (
    key.keyPacket.version === 4 &&
    key.users.length === 1 &&
    key.subkeys.length === 1 &&
    user.userID?.userID === NAME &&
    signatures.length === 2 &&
    user.otherCertifications.length === 0 &&
    [key, user, subkey].every(({ revocationSignatures }) => revocationSignatures.length === 0) &&
    made.every((at) => at === REPORTER_KEY_CREATED.getTime()) &&
    signatures.every(isPlainSignature)
  )
}

/** Whether both secret keys are present and locked by a passphrase. */
function isLocked(key: PrivateKey): boolean {
  return [key, ...key.subkeys].every(({ keyPacket }) => {
    const { s2k, s2kUsage } = keyPacket as unknown as KeyProtection
    return s2kUsage === LOCKED_BY_PASSPHRASE && s2k?.type === 'iterated'
  })
}

/** Fields of a locked key that openpgp's types omit. */
interface KeyProtection {
  readonly s2k?: { readonly type: string } | null
  readonly s2kUsage?: number
}

function within(length: number, { least, most }: typeof LOCKED): boolean {
  return length >= least && length <= most
}

function refuse(why: string): never {
  throw new AppError('KEY_REFUSED', { why })
}
