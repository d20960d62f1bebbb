import type { Bytes } from '#bytes.ts'
import type { KeyPacket, Recipient } from '#domain/case/envelope.ts'
import { systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { WEAK_HASHES } from './bounds.ts'
import { parse } from './certificate.ts'
import { isKeyPacket } from './key-packet.ts'
import { decryptSessionKeys, encryptSessionKey, readMessage } from './openpgp.ts'
import { onlyPacket } from './packet.ts'
import { keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'

const AES256 = 'aes256' as const
const BYTES = 32

/** Session key of a data packet, or one half of it: OpenPGP treats both alike. */
export interface SessionKey {
  readonly data: Bytes
  readonly algorithm: typeof AES256 | 'aes128'
}

export function freshKey(): SessionKey {
  return asKey(new Uint8Array(systemChance(BYTES)))
}

export function asKey(data: Bytes): SessionKey {
  return { data, algorithm: AES256 }
}

/** Wraps a session key for every recipient. @throws NO_READER when one certificate cannot be used; then for nobody */
export function wrap(
  to: readonly Recipient[],
  sessionKey: SessionKey,
  date: Date,
): Promise<KeyPacket[]> {
  return Promise.all(to.map((recipient) => keyPacket(recipient, sessionKey, date)))
}

async function keyPacket(
  { role, reader, certificate }: Recipient,
  sessionKey: SessionKey,
  date: Date,
): Promise<KeyPacket> {
  try {
    const encryptionKeys = [await parse(certificate)]
    const format = 'binary' as const
    const config = { rejectHashAlgorithms: WEAK_HASHES }
    const sealed = { ...sessionKey, encryptionKeys, wildcard: true, date, format, config }
    return { role, reader, bytes: new Uint8Array(await encryptSessionKey(sealed)) }
  } catch {
    throw new AppError('NO_READER', { reader })
  }
}

/**
 * Decrypts the session key in one key packet. @throws ENVELOPE_BROKEN when it is not for this key, or not in the one
 * accepted form
 */
export async function unwrap(packet: Uint8Array, privateKey: PrivateKeyHandle): Promise<Bytes> {
  const decryptionKeys = keyOfHandle(privateKey)
  try {
    if (!isKeyPacket(onlyPacket(packet))) throw new AppError('ENVELOPE_BROKEN')
    const message = await readMessage({ binaryMessage: new Uint8Array(packet) })
    const [only, ...more] = await decryptSessionKeys({ message, decryptionKeys })
    const whole = only?.algorithm === AES256 && only.data.length === BYTES && more.length === 0
    if (!whole) throw new AppError('ENVELOPE_BROKEN')
    return new Uint8Array(only.data)
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}

/**
 * Wraps the same half for other readers: what a custodian does when a name is disclosed, and an officer when a case is
 * passed on. The sealed letter is not touched, and whoever re-wraps one half never has the other.
 * @throws ENVELOPE_BROKEN; NO_READER
 */
export async function rewrap(
  packet: Uint8Array,
  privateKey: PrivateKeyHandle,
  to: readonly Recipient[],
  date: Date,
): Promise<readonly KeyPacket[]> {
  if (to.length === 0) throw new AppError('NO_READER')
  return wrap(to, asKey(await unwrap(packet, privateKey)), date)
}
