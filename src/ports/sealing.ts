import type { ActStatement, LastAct, SignedAct } from '#domain/case/act.ts'
import type { Day } from '#domain/case/day.ts'
import type { Envelope, KeyPacket, Recipient } from '#domain/case/envelope.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import type { CaseId, Fingerprint, OfficerId } from '#domain/case/ids.ts'
import type { CaseLabel } from '#domain/case/label.ts'
import type { Head } from '#domain/case/message.ts'
import type { HeadV2 } from '#domain/case/message-v2.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import type { Roster } from '#domain/case/roster.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Office } from '#domain/concern/office.ts'

/** The words of a letter and everything told with them; `form` values may be `Confidential`, and are sealed too. */
export type Letter = (Head | HeadV2) & {
  readonly text: Confidential
  readonly form: Readonly<Record<string, unknown>>
}

/** Opens and closes envelopes. */
export interface Sealer {
  /**
   * @throws NO_READER when a recipient's certificate cannot be used: a letter is sealed to all or not at all.
   */
  seal(letter: Letter, to: readonly Recipient[], signWith?: ReporterKey): Promise<Envelope>
  /**
   * Seals so that one of the first and one of the others must open it together; neither side alone can.
   * @throws NO_READER when either side is empty, or a certificate cannot be used
   */
  sealShared(
    letter: Letter,
    sides: readonly [readonly Recipient[], readonly Recipient[]],
    signWith?: ReporterKey,
  ): Promise<Envelope>
  /**
   * Seals a label, unsigned: the first letter names its hash. @returns `null` for one that does not fit into its bucket
   * @throws NO_READER
   */
  label(label: CaseLabel, to: readonly Recipient[]): Promise<Envelope | null>
  /** Base64url SHA-256 of a data packet: the next letter's `prev`. */
  hash(data: Uint8Array): Promise<string>
  readonly commitments: Commitments
}

/** Signs what is done to a case, and says who signed it. */
export interface ActSigning {
  sign(statement: ActStatement, key: ReporterKey): Promise<SignedAct>
  /** Whose signature it bears, by one of these armored certificates; `null` where it counts by none. */
  signer(act: SignedAct, certificates: readonly string[]): Promise<Fingerprint | null>
  /** Number and hash of an act, which the next one names. */
  last(act: SignedAct | null): Promise<LastAct | null>
  /** What an act about officers signs of them: a hash of their ids. */
  content(officers: readonly OfficerId[]): Promise<string>
  /** What a request for a name signs. @param letters `lettersContent` */
  requestContent(reason: IdentityReason, letters: string): Promise<string>
  /** One hash of the data packets with these hashes, in any order. */
  lettersContent(hashes: readonly string[]): Promise<string>
}

/** What the first message of a case commits to. SHA-256 in base64url. */
export interface Commitments {
  /** @param salt 16 random bytes in base64url, which stand beside the name in its seal */
  name(salt: string, name: Confidential): Promise<string>
  /** Of the words that were shown: they follow from the language and from the hash of policy and texts. */
  promise(language: string, policyHash: string): Promise<string>
}

/** Accepts exactly one SEIPDv1 data packet and single PKESKv3 key packets with key id 0; nothing readable gets by. */
export interface EnvelopeGate {
  /** @throws ENVELOPE_REFUSED */
  check(envelope: Envelope): Promise<void>
  /** The same of a label, in its own bucket. @throws ENVELOPE_REFUSED */
  checkLabel(label: Envelope): Promise<void>
  /** Key packets alone, for a letter that is here already. @throws ENVELOPE_REFUSED */
  checkKeys(keys: readonly KeyPacket[]): Promise<void>
}

/** A reporter's own key of one case, open in memory. Opaque: only `sealing/` looks inside. */
export interface ReporterKey {
  readonly certificate: string
  readonly fingerprint: string
}

/** Who may read at an office, from the signed roster and its certificates, never from what the database says. */
export interface Readership {
  /**
   * All usable officers of an office, before anybody is kept out.
   * @throws NO_READER when fewer than the policy's least are usable; ROSTER_REFUSED when the roster is not good.
   */
  of(office: Office): Promise<readonly (Officer & { readonly certificate: string })[]>
  /**
   * The same without judging health: what a case already holds is answered by whoever can still read it. May be
   * empty. @throws ROSTER_REFUSED
   */
  usable(office: Office): Promise<readonly (Officer & { readonly certificate: string })[]>
  /**
   * Whoever holds the other half of sealed names, with a usable certificate. Never an officer; may be empty, and then
   * *confidential* is not offered. @throws ROSTER_REFUSED
   */
  custodians(): Promise<readonly (Custodian & { readonly certificate: string })[]>
  /** The roster by which new letters are sealed today. @throws ROSTER_REFUSED, also when its days are over */
  roster(): Promise<Roster>
  /**
   * The newest roster that the pinned root signed, also when its days are over, or when an older one or one that the root
   * did not sign was published after it: to sign in, to read, to come back and to keep out by, never to seal. The same
   * object for as long as it is the same roster.
   * @param mayBeNewer somebody may have met a newer one than is in memory: it is read again, unless it was just now
   * @throws ROSTER_REFUSED
   */
  known(mayBeNewer?: boolean): Promise<Roster>
  /**
   * The root, and the hash of the newest roster snapshot, as a letter names them.
   * @param before on the page, the day of the letter: a snapshot of that very day would tell at what time of it the
   * letter was written, so the newest earlier one is named, or the first one
   */
  snapshot(before: Day | null): Promise<{ readonly root: string; readonly hash: string }>
  /** Which offices could receive now. Never throws: a bad roster is an empty answer. */
  healthy(): Promise<readonly Office[]>
}

/** Is this officer kept out of this case? Answered from HMAC tags, so the database does not say whom. */
export interface Exclusions {
  tag(id: CaseId, officer: OfficerId): Promise<Uint8Array<ArrayBuffer>>
  /** The tag under the present secret, and under the one before it: who was kept out then is kept out still. */
  tags(id: CaseId, officer: OfficerId): Promise<readonly Uint8Array<ArrayBuffer>[]>
}
