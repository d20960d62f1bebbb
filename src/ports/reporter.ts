import type { SignedAct } from '#domain/case/act.ts'
import type { CaseStatus, PromisedTerms } from '#domain/case/case-status.ts'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { Erasure, ErasureReason } from '#domain/case/erasure.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseId, OfficerId, Reference } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { ReceiptPress } from './intake.ts'
import type { ReporterKey } from './sealing.ts'

/** A person who presses a card: the share that stood in it, and who the verified activity says pressed. */
export interface CardHolder {
  readonly share: Uint8Array<ArrayBuffer>
  readonly tenant: string
  readonly person: string
}

/** A person who comes back by the page: the secret of her receipt. It never leaves her browser. */
export interface WordsHolder {
  readonly secret: Uint8Array
}

/** Whoever holds a receipt, of one channel or the other. */
export type Holder = CardHolder | WordsHolder

/** What leads from a receipt to its cases. A holder of another channel's receipt finds nothing here. */
export interface Receipts {
  /** What the rows are found by, in order. */
  lookups(holder: Holder): Promise<readonly Uint8Array<ArrayBuffer>[]>
  /** @returns `null` when the case is not this holder's: a card was forwarded or copied, or the words are others. */
  open(holder: Holder, reportersCase: Omit<ReportersCase, 'letters'>): Promise<ReporterKey | null>
}

/** The three-part receipt of the Teams channel: the card's share, the row's, the server secret's. */
export interface CardReceipts extends Receipts {
  press(holder: CardHolder): ReceiptPress
}

/** A stored letter as its reporter may have it. */
export interface ReportersLetter {
  readonly head: Pick<SealedLetter, 'id' | 'dir' | 'seq' | 'kind' | 'on'>
  readonly data: Uint8Array<ArrayBuffer>
  /** The packet for the reporter's key; `null` for what was never sealed to it (the account on the card channel). */
  readonly key: Uint8Array<ArrayBuffer> | null
}

/** How many bytes there are, in place of the bytes. */
export type Size = Pick<Uint8Array, 'length'>
export type LetterWith<Data> = Omit<ReportersLetter, 'data'> & { readonly data: Data }
export type WithLetters<Case, Letter> = Omit<Case, 'letters'> & {
  readonly letters: readonly Letter[]
}

/** A case as its reporter meets it. */
export interface ReportersCase {
  readonly id: CaseId
  readonly reference: Reference
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly office: Office
  /** How the case came, by the database; absent where it can only have come by a card. */
  readonly channel?: Channel
  readonly leaf: LeafId | null
  readonly identity: IdentityLevel
  readonly terms: PromisedTerms
  /** Within how many hours somebody confirms that a danger was seen; `null` where nobody is in danger. */
  readonly alertHours: number | null
  readonly status: CaseStatus
  readonly reporterCertificate: string
  readonly lockedKey: Uint8Array<ArrayBuffer>
  readonly serverShare: Uint8Array<ArrayBuffer> | null
  readonly bind: Uint8Array<ArrayBuffer> | null
  readonly secretEpoch: string | null
  readonly letters: readonly ReportersLetter[]
  /** What a custodian decided about her name, oldest first. */
  readonly nameNews: readonly { readonly on: Day; readonly isDisclosed: boolean }[]
  readonly readers: readonly OfficerId[]
  /** Her answers to requests to pass something on, oldest first. */
  readonly consents: readonly GivenConsent[]
  /** It was taken back and is not erased yet: nobody opens it, she neither, and nothing of it is here but its day. */
  readonly erasure?: Erasure | null
  /** The last signed act of hers that is stored with an event; absent or `null` where there is none. */
  readonly lastAct?: SignedAct | null
}

/** The same without the bytes of its letters: all that its line, and an act that seals nothing, have to know. */
export type ReportersCaseHeads = WithLetters<ReportersCase, LetterWith<Size>>

export interface ReporterStore {
  /** Newest first; empty when none of the lookups is known. @param id of one alone: the others are not read */
  find(lookups: readonly Uint8Array[], id?: string): Promise<readonly ReportersCase[]>
  /** With what was taken back and can still be undone (`erasure`). */
  heads(lookups: readonly Uint8Array[], id?: string): Promise<readonly ReportersCaseHeads[]>
  /**
   * Adds a letter of the person's, and the event that goes with it, in one transaction.
   * `already`: the nonce was used. `changed`: somebody wrote in between; read again and retry.
   */
  add(
    lookup: Uint8Array,
    addition: {
      readonly nonce: Uint8Array<ArrayBuffer>
      /** Of the screen it was written on, whatever stood there: by this too it is known that something was kept. */
      readonly screen?: Uint8Array<ArrayBuffer>
      readonly letter: SealedLetter
      readonly event: CaseEvent
      /** She has said more of who she is: stored together with the letter that says it. */
      readonly identity?: IdentityLevel
    },
  ): Promise<'added' | 'already' | 'changed' | 'closed'>
  /** Was something of hers kept under this nonce? A retry of it hears so, whoever has left since. @throws DATABASE_AWAY */
  added(nonce: Uint8Array<ArrayBuffer>): Promise<boolean>
  /**
   * Records an answer to a request: the consent, the event and her signed letter in one transaction. `already`: this
   * answer stands. The other outcomes record nothing: `answered` means otherwise than this, or no yes to take back.
   */
  consent(
    lookup: Uint8Array,
    given: {
      readonly consent: GivenConsent
      readonly letter: SealedLetter
      readonly event: CaseEvent
    },
  ): Promise<
    'recorded' | 'already' | 'changed' | 'closed' | 'answered' | 'replaced' | 'handed_over'
  >
  /** The case closes. `already`: it was closed before. `changed`: she did something else since. @throws CASE_UNKNOWN */
  settle(lookup: Uint8Array, event: CaseEvent): Promise<'settled' | 'already' | 'changed'>
  /**
   * Locked for everybody at once, in one transaction; on `erasureDay` everything sealed, every key and the case go, and
   * an office, a month and a count stay. @param act for a store behind HTTP: a database stores nothing of it
   * @returns `false` when it is locked or gone already
   */
  takeBack(
    lookup: Uint8Array,
    on: Day,
    why: ErasureReason,
    act?: SignedAct,
  ): Promise<boolean | 'changed'>
  /** It is as it was before. @param act as for `takeBack` @returns `false` when it is gone, or not taken back */
  undoTakeBack(
    lookup: Uint8Array,
    erasure: Erasure,
    on: Day,
    act?: SignedAct,
  ): Promise<boolean | 'changed'>
  /**
   * Their key packets and their rows go, and the tags refuse them from now on, all in one transaction. Whoever is no
   * reader is only refused. @param act as for `takeBack` @returns how many readers are left, or `nobody_left` when that
   * would be none, and nothing was done @throws CASE_UNKNOWN
   */
  keepOut(
    lookup: Uint8Array,
    out: readonly ExcludedOfficer[],
    act?: SignedAct,
  ): Promise<number | 'nobody_left' | 'changed'>
  /** Web words for her case, once; the same again are given all the same. `already`: it has others. @throws CASE_UNKNOWN */
  giveWords(own: OwnReceipt, receipt: NewReceipt): Promise<'given' | 'already'>
  wordsGiven(own: OwnReceipt): Promise<boolean>
}
type OwnReceipt = Pick<ReportersCase, 'id' | 'lookup'>

/** An officer to be kept out, and the tag by which the server refuses him without the database saying whom. */
export interface ExcludedOfficer {
  readonly officer: OfficerId
  readonly tag: Uint8Array<ArrayBuffer>
}
