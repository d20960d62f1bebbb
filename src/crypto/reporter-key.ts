import type { Bytes } from '#bytes.ts'
import type { Fingerprint } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { ReporterKey } from '#ports.ts'
import { decryptKey, encryptKey, enums, generateKey, readPrivateKey } from './openpgp.ts'
import { hold, keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'

/** Creation date of every reporter key: a true one would show the time of the report. */
export const REPORTER_KEY_CREATED: Date = new Date('2020-01-01T00:00:00Z')

/** The secret has 256 random bits, so key stretching is not needed. */
const CHEAP = {
  s2kType: enums.s2k.iterated as const,
  s2kIterationCountByte: 0,
  aeadProtect: false,
}

export interface MadeReporterKey {
  readonly certificate: string
  readonly fingerprint: Fingerprint
  /** Opens only with the secret it was made with. */
  readonly locked: Bytes
  readonly key: ReporterKey
}

/** Makes a reporter key for one case. It holds no name, place or true date. */
export async function makeReporterKey(unlockSecret: Uint8Array): Promise<MadeReporterKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'reporter' },
    date: REPORTER_KEY_CREATED,
    format: 'object',
  })
  const passphrase = hex(unlockSecret)
  const locked = await encryptKey({ privateKey, passphrase, config: CHEAP })
  const key = hold(privateKey)
  return { ...key, locked: new Uint8Array(locked.write()), key }
}

/** Locks the same key under another secret. */
export async function lockReporterKey(key: PrivateKeyHandle, secret: Uint8Array): Promise<Bytes> {
  const passphrase = hex(secret)
  const locked = await encryptKey({ privateKey: keyOfHandle(key), passphrase, config: CHEAP })
  return new Uint8Array(locked.write())
}

/** @throws ENVELOPE_BROKEN when the secret is not the one, or the bytes are damaged. */
export async function unlockReporterKey(
  locked: Uint8Array,
  secret: Uint8Array,
): Promise<PrivateKeyHandle> {
  try {
    const privateKey = await readPrivateKey({ binaryKey: locked })
    return hold(await decryptKey({ privateKey, passphrase: hex(secret) }))
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
