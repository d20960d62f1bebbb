import { concat } from '#bytes.ts'
import { systemClock } from '#clock.ts'
import type { Fingerprint } from '#domain/case/ids.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import type { Head } from '#domain/case/message.ts'
import { AppError } from '#errors.ts'
import { LARGEST_OPENED, MOST_SIGNATURES } from './bounds.ts'
import { fingerprintOf, parse } from './certificate.ts'
import { isKeyPacket } from './key-packet.ts'
import { parseLetter } from './letter-text.ts'
import { bothHalves, type Halves } from './open-shared.ts'
import { configWith, type Key, type Message, readMessage } from './openpgp.ts'
import { onlyPacket } from './packet.ts'
import { keyOfHandle, type PrivateKeyHandle } from './private-key-handle.ts'

export const POSITION = ['case', 'msg', 'seq', 'dir', 'prev'] as const
export type MessagePosition = (typeof POSITION)[number]

/**
 * Why a signature does not count. `dated_ahead`: it verifies with a known key, but its date is in the future of every
 * clock here. The others prove nothing: no known signer, the key was expired or not yet valid at the date of the
 * signature, or the signature does not verify.
 */
export type SignatureTrouble =
  | 'dated_ahead'
  | 'unknown_signer'
  | 'expired_key'
  | 'key_not_yet_valid'
  | 'bad'

/** A decrypted letter with the results of its checks. */
export interface OpenedWords {
  readonly letter: LetterText
  /** Fingerprint of the signer; `null` unless the signature verifies. */
  readonly signedBy: Fingerprint | null
  readonly signature: 'good' | 'none' | SignatureTrouble
  /** Position fields that differ inside and outside the seal: the letter was swapped, replayed or reordered. */
  readonly foreign: readonly MessagePosition[]
}

/** How far signers' clocks may run ahead, in milliseconds. */
const CLOCK_TOLERANCE = 24 * 60 * 60 * 1000

/**
 * Decrypts a letter and checks signature and position. A bad signature or a foreign position does not throw: the result
 * says so.
 * @throws ENVELOPE_BROKEN when it does not decrypt with this key, or is no letter
 */
export async function openLetter(input: {
  readonly data: Uint8Array
  /** One key packet, or the two halves of a shared letter's key. */
  readonly key: Uint8Array | Halves
  readonly privateKey: PrivateKeyHandle
  readonly expect: Pick<Head, 'case' | 'msg' | 'seq' | 'dir'> & { readonly prev: string | null }
  /** Armored certificates of everybody who may have signed it. */
  readonly verify: readonly string[]
  /** Latest of all known clocks and signed days. */
  readonly now?: Date
}): Promise<OpenedWords> {
  const read = await Promise.all(input.verify.map((each) => parse(each).catch(() => null)))
  // An unreadable certificate makes a signature unknown; the letter still opens.
  const signers = read.filter((signer) => signer !== null)
  try {
    onlyPacket(input.data)
    const now = input.now ?? systemClock.now()
    const opened = await decrypted(input)
    const letter = parseLetter(textOf(opened))
    const foreign = foreignIn(letter, input.expect)
    return { letter, foreign, ...(await judged(await signaturesOf(opened, signers), signers, now)) }
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}

/** Position fields of a letter that differ from those of its row. */
export function foreignIn(
  letter: Pick<LetterText, MessagePosition>,
  expect: Pick<LetterText, MessagePosition>,
): readonly MessagePosition[] {
  return POSITION.filter((name) => letter[name] !== expect[name])
}

const BOUNDED = configWith({ maxDecompressedMessageSize: LARGEST_OPENED })

/** The bytes inside a seal, whoever signed them. */
export async function decryptedText(sealed: {
  readonly data: Uint8Array
  readonly key: Uint8Array
  readonly privateKey: PrivateKeyHandle
}): Promise<Uint8Array> {
  onlyPacket(sealed.data)
  return textOf(await decrypted(sealed))
}

type DecryptedMessage = Awaited<ReturnType<Message<Uint8Array>['decrypt']>>
type Verification = Awaited<ReturnType<DecryptedMessage['verify']>>[number]

async function decrypted({
  data,
  key,
  privateKey,
}: Pick<
  Parameters<typeof openLetter>[0],
  'data' | 'key' | 'privateKey'
>): Promise<DecryptedMessage> {
  if (!(key instanceof Uint8Array)) {
    const message = await readMessage({ binaryMessage: new Uint8Array(data) })
    const halves = [await bothHalves(key, privateKey)]
    return message.decrypt(undefined, undefined, halves, undefined, BOUNDED)
  }
  // Packet parsers are lenient; a key packet has one form, and any other was tampered with.
  if (!isKeyPacket(onlyPacket(key))) throw new AppError('ENVELOPE_BROKEN')
  const message = await readMessage({ binaryMessage: concat(key, data) })
  return message.decrypt([keyOfHandle(privateKey)], undefined, undefined, undefined, BOUNDED)
}

function textOf(opened: DecryptedMessage): Uint8Array {
  const text = opened.getLiteralData()
  if (!(text instanceof Uint8Array) || text.length > LARGEST_OPENED) {
    throw new AppError('ENVELOPE_BROKEN')
  }
  return text
}

/** Signatures of a letter, verified unless they are more than one: then none counts. */
async function signaturesOf(
  opened: DecryptedMessage,
  signers: readonly Key[],
): Promise<readonly Verification[] | 'too_many'> {
  if (opened.getSigningKeyIDs().length > MOST_SIGNATURES) return 'too_many'
  // Each signature is verified at its own date; a future date is checked apart (the type lacks `null`).
  return opened.verify([...signers], null as unknown as Date, BOUNDED)
}

async function judged(
  signatures: Awaited<ReturnType<typeof signaturesOf>>,
  signers: readonly Key[],
  now: Date,
): Promise<Pick<OpenedWords, 'signature' | 'signedBy'>> {
  if (signatures === 'too_many') return { signature: 'bad', signedBy: null }
  const [only] = signatures
  if (only === undefined) return { signature: 'none', signedBy: null }
  const owners = signers.filter((signer) => signer.getKeys(only.keyID).length > 0)
  const [owner, ...namesakes] = owners
  // Two certificates with one key id make the signer ambiguous.
  if (namesakes.length > 0) return { signature: 'bad', signedBy: null }
  if (owner === undefined) return { signature: 'unknown_signer', signedBy: null }
  const verified = await only.verified.catch(() => false)
  const created = (await only.signature).packets[0]?.created ?? null
  if (!verified || created === null) {
    return { signature: await whyNot(owner, only.keyID, created, now), signedBy: null }
  }
  const ahead = created.getTime() > now.getTime() + CLOCK_TOLERANCE
  return { signature: ahead ? 'dated_ahead' : 'good', signedBy: fingerprintOf(owner) }
}

/** Was the key valid when it signed? Then the signature itself is false. */
async function whyNot(
  owner: Key,
  keyId: Verification['keyID'],
  created: Date | null,
  now: Date,
): Promise<SignatureTrouble> {
  const validAt = (at: Date) =>
    owner.getSigningKey(keyId, at).then(
      () => true,
      () => false,
    )
  const [part] = owner.getKeys(keyId)
  if (part === undefined || created === null || (await validAt(created))) return 'bad'
  const ends = await Promise.all([owner.getExpirationTime(), part.getExpirationTime()])
  if (ends.some((end) => end instanceof Date && end <= created)) return 'expired_key'
  return (await validAt(now)) ? 'key_not_yet_valid' : 'bad'
}
