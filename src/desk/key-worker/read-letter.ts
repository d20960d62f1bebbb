import { isSealedHalf } from '#crypto/envelope-gate.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { disclosedContent, openHalf } from '#crypto/name-half.ts'
import { type OpenedWords, openLetter } from '#crypto/open.ts'
import type { Halves } from '#crypto/open-shared.ts'
import type { HandedDisclosure } from '#domain/case/disclosed-name.ts'
import { type Fingerprint, fromBase64url } from '#domain/case/ids.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import { AppError } from '#errors.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import type { LetterTrouble } from './protocol.ts'

export interface DecryptedLetter {
  readonly wireLetter: WireLetter
  readonly letter: LetterText | null
  readonly trouble: LetterTrouble | null
  readonly signed: boolean
  /** Fingerprint of the signer; `null` unless the signature is good. */
  readonly signedBy: Fingerprint | null
  /** The half by which a confidential name was opened. */
  readonly disclosed?: OpenedDisclosure
}

type OpenedDisclosure = Pick<HandedDisclosure, 'half' | 'content' | 'own'>

interface LetterPosition {
  readonly wireCase: WireCase
  readonly wireLetter: WireLetter
  /** Hash of the data packet before this one in the same direction. */
  readonly prev: string | null
}

/** Decrypts one letter and checks it against the data inside its seal, not against columns of its row. */
export async function readLetter(
  { wireCase, wireLetter, prev }: LetterPosition,
  privateKey: PrivateKeyHandle,
  officers: readonly string[],
  now?: Date,
): Promise<DecryptedLetter> {
  const closed = (trouble: LetterTrouble) => {
    return { wireLetter, letter: null, trouble, signed: false, signedBy: null }
  }
  if (wireLetter.key === null) return closed('not_for_you')
  if (wireLetter.half === 'missing') return closed('half')
  const { id: msg, seq, dir } = wireLetter
  try {
    const disclosed = await disclosedHalf(wireLetter.half, privateKey)
    const opened = await openLetter({
      data: fromBase64url(wireLetter.data),
      key: keyOf(wireLetter.key, wireLetter.half, disclosed?.half),
      privateKey,
      expect: { case: wireCase.id, msg, seq, dir, prev },
      verify: dir === 'r>o' ? [wireCase.reporterCertificate] : officers,
      ...(now && { now }),
    })
    return { ...judgedLetter(opened, wireCase, wireLetter), ...(disclosed && { disclosed }) }
  } catch {
    return closed('broken')
  }
}

/** An opened letter with the first fault that it has by itself. */
export function judgedLetter(
  opened: OpenedWords,
  wireCase: WireCase,
  wireLetter: WireLetter,
): DecryptedLetter {
  const trouble = troubleOf(opened, wireCase, wireLetter)
  const letter = trouble === 'foreign' ? null : opened.letter
  const { signature, signedBy } = opened
  return { wireLetter, letter, trouble, signed: signature === 'good', signedBy }
}

/** The half that a custodian released to this reader; `null` of a letter whose key is whole. @throws ENVELOPE_BROKEN */
async function disclosedHalf(
  half: string | null,
  privateKey: PrivateKeyHandle,
): Promise<OpenedDisclosure | null> {
  if (half === null) return null
  const own = privateKey.fingerprint
  if (!isSealedHalf(fromBase64url(half))) return { half: 'untyped', content: '', own }
  const released = await openHalf(fromBase64url(half), privateKey)
  if (released.typ !== 'released') throw new AppError('ENVELOPE_BROKEN')
  return { half: released, content: await disclosedContent(released), own }
}

function keyOf(
  own: string,
  half: string | null,
  disclosed: OpenedDisclosure['half'] = 'untyped',
): Uint8Array | Halves {
  if (half === null) return fromBase64url(own)
  return [fromBase64url(own), disclosed === 'untyped' ? fromBase64url(half) : disclosed]
}

function troubleOf(
  { letter, foreign, signature }: OpenedWords,
  wireCase: WireCase,
  wireLetter: WireLetter,
): LetterTrouble | null {
  const elsewhere = foreign.some((place) => place !== 'seq' && place !== 'prev')
  if (elsewhere || letter.typ !== wireLetter.kind) return 'foreign'
  if (wireLetter.dir !== 'r>o' && signature !== 'good') {
    return SAID_APART.find((trouble) => trouble === signature) ?? 'unsigned'
  }
  if (
    wireLetter.dir === 'r>o' &&
    signature !== 'good' &&
    !mayBeUnsigned(wireCase, wireLetter, signature)
  ) {
    return 'stranger'
  }
  return foreign.length > 0 ? 'misplaced' : null
}

const SAID_APART = ['dated_ahead', 'expired_key', 'key_not_yet_valid'] as const

/** Whether a letter may be unsigned: on the card channel the server seals the first letters, without a reporter key. */
function mayBeUnsigned(
  wireCase: WireCase,
  wireLetter: WireLetter,
  signature: OpenedWords['signature'],
): boolean {
  return (
    signature === 'none' &&
    wireCase.door === 'card' &&
    (wireLetter.kind === 'concern' || wireLetter.kind === 'identity')
  )
}
