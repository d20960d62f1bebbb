import { type Bytes, concat, framed, utf8 } from '#bytes.ts'
import type { KeyPacket, Recipient } from '#domain/case/envelope.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { type HalfText, halfText, parseHalf } from '#domain/case/name-half.ts'
import { AppError } from '#errors.ts'
import { LARGEST_OPENED } from './bounds.ts'
import { DISCLOSED_HALF, NAME_REQUEST, NAME_REQUEST_LETTERS } from './constants.ts'
import { HALF_BYTES, isSealedHalf } from './envelope-gate.ts'
import { sha256 } from './hkdf.ts'
import { configWith, createMessage, decryptSessionKeys, encrypt, readMessage } from './openpgp.ts'
import { paddedTo } from './padding.ts'
import { keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'
import { asKey, wrap } from './wrap.ts'

const NO_DATE = new Date(0)

/**
 * Algorithm and bytes of the session key of a sealed half. It is shorter than the key of a message, so that neither this
 * key passes for an untyped half, nor half or key of a message for this.
 */
const KEY = { algorithm: 'aes128', bytes: 16 } as const

/** Seals a half for each of them: an OpenPGP message of its own, key packet and data. @throws NO_READER */
export function sealHalf(
  half: HalfText,
  to: readonly Recipient[],
  date: Date,
): Promise<KeyPacket[]> {
  const text = paddedTo(HALF_BYTES, utf8(halfText(half)))
  return Promise.all(
    to.map(async (one) => {
      const data = new Uint8Array(systemChance(KEY.bytes))
      const sessionKey = { data, algorithm: KEY.algorithm }
      const [key] = await wrap([one], sessionKey, date)
      if (key === undefined) throw new AppError('NO_READER')
      const message = await createMessage({ binary: text, date: NO_DATE })
      const sealed = await encrypt({ message, sessionKey, format: 'binary' })
      return { ...key, bytes: concat(key.bytes, new Uint8Array(sealed as Uint8Array)) }
    }),
  )
}

/**
 * Opens a sealed half. @throws ENVELOPE_BROKEN when it is none, or not for this key
 */
export async function openHalf(bytes: Uint8Array, key: PrivateKeyHandle): Promise<HalfText> {
  const decryptionKeys = [keyOfHandle(key)]
  try {
    if (!isSealedHalf(bytes)) throw new AppError('ENVELOPE_BROKEN')
    const message = await readMessage({ binaryMessage: new Uint8Array(bytes) })
    const bounded = configWith({ maxDecompressedMessageSize: 2 * HALF_BYTES })
    const [only, ...others] = await decryptSessionKeys({ message, decryptionKeys })
    if (only?.data.length !== KEY.bytes || others.length > 0) throw new AppError('ENVELOPE_BROKEN')
    const sessionKey = { data: only.data, algorithm: KEY.algorithm }
    const opened = await message.decrypt(undefined, undefined, [sessionKey], undefined, bounded)
    const text = opened.getLiteralData()
    if (!(text instanceof Uint8Array) || text.length !== HALF_BYTES)
      throw new AppError('ENVELOPE_BROKEN')
    return parseHalf(new TextDecoder('utf-8', { fatal: true }).decode(text).trimEnd())
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}

/** Whether a key opens a sealed letter by itself: then it is no half. */
export async function opensAlone(letter: Uint8Array, key: Bytes): Promise<boolean> {
  try {
    const message = await readMessage({ binaryMessage: new Uint8Array(letter) })
    const bounded = configWith({ maxDecompressedMessageSize: LARGEST_OPENED })
    await message.decrypt(undefined, undefined, [asKey(key)], undefined, bounded)
    return true
  } catch {
    return false
  }
}

/** What the act of a release signs of it: a hash of its text, which nobody guesses without the half. */
export async function disclosedContent(half: HalfText): Promise<string> {
  return base64url(await sha256(framed(DISCLOSED_HALF, halfText(half))))
}

/**
 * What a request for a name signs: its reason, and the sealed letters between person and office that the office was given.
 * @param letters `lettersContent` of their hashes
 */
export async function requestContent(reason: string, letters: string): Promise<string> {
  return base64url(await sha256(framed(NAME_REQUEST, reason, letters)))
}

/** @param hashes of the data packets of letters, in any order */
export async function lettersContent(hashes: readonly string[]): Promise<string> {
  return base64url(await sha256(framed(NAME_REQUEST_LETTERS, ...[...hashes].toSorted())))
}
