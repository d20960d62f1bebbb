import type { SignedAct } from '#domain/case/act.ts'
import type { AttachmentLine } from '#domain/case/attachment.ts'
import type { AuthorFault } from '#domain/case/author.ts'
import type { ConsentStanding, Content } from '#domain/case/consent.ts'
import type { ClosingReason, IdentityReason } from '#domain/case/event.ts'
import type { FirstFault } from '#domain/case/first-letter.ts'
import type { HistoryTrouble } from '#domain/case/history.ts'
import type { ActTrouble } from '#domain/case/history-acts.ts'
import type { CaseLabel } from '#domain/case/label.ts'
import type { ConcernForm, Kind, OpenedMessage } from '#domain/case/message.ts'
import type { Directory } from '#domain/case/roster.ts'
import type { Office } from '#domain/concern/office.ts'
import type { DiscloseName, NameToDisclose } from '#wire/custodian.ts'
import type { UploadedLetter, WireCase, WireLabel } from '#wire/desk.ts'
import type { ClockReading } from './clock-check.ts'

export type { ClosingReason }

/** Faults of one letter. A faulty letter is shown with its fault, never hidden. */
export type LetterTrouble =
  | 'not_for_you'
  | 'broken'
  | 'foreign'
  | 'misplaced'
  | 'unsigned'
  | 'dated_ahead'
  | 'expired_key'
  | 'key_not_yet_valid'
  | 'stranger'
  | AuthorFault
  | HistoryTrouble
  /** Signed by an officer whom nobody let into the case. */
  | 'author_no_reader'
  /** A confidential name whose other half a custodian has. */
  | 'half'
  /** A confidential name of which nothing proves that a custodian released it. */
  | 'disclosure_unproven'

/** Faults of the sequence of letters. */
export type CaseTrouble =
  | 'gap'
  | 'repeated'
  | FirstFault
  | 'key_changed'
  | 'received_moved'
  | ActTrouble
  /** Another label than the first letter names: what the row showed is not what the person tapped. */
  | 'label_replaced'
  /** A letter with a name is faulty, or another one than later letters name (T-140). */
  | 'name_doubtful'
  /** The database lists a reader whom nobody let in (T-139). */
  | 'ghost_reader'
  /** The list by which the case was sealed is not published: of an earlier root key, or kept back. */
  | 'list_missing'
  /** Published lists of readers were changed, or are missing. */
  | 'lists_broken'

/** File of a letter, without key and hash. */
export type ListedFile = Pick<AttachmentLine, 'id' | 'name' | 'type' | 'bytes' | 'original'>

/** A decrypted letter. `words` is `null` where it could not be decrypted or must not be shown. */
export interface ReadLetter {
  readonly id: string
  readonly words: string | null
  readonly lang: string | null
  readonly trouble: LetterTrouble | null
  /** Label of the officer who signed, by the roster of that day; `null` for the reporter and for faulty letters. */
  readonly author: string | null
  /** Only of the reporter's answer to a consent request. */
  readonly agreed: boolean | null
  readonly files: readonly ListedFile[]
}

/** Content of a consent request, and the office it names. */
export interface Asking {
  readonly office: Office
  readonly content: Content
  /** Text of a sanitised version; absent for the account itself. */
  readonly sanitised: string
}

/** A consent request, from its sealed letters. */
export interface ReadConsent {
  /** Id of the letter with the request. */
  readonly request: string
  readonly office: Office
  readonly content: Content
  readonly sanitised: string | null
  readonly askedOn: string
  /** Day of the last answer; `null` without one. */
  readonly answeredOn: string | null
  /** `unproved`: the database contradicts the reporter's signed letters. */
  readonly standing: ConsentStanding | 'unproved'
}

export interface ReadCase {
  readonly letters: readonly ReadLetter[]
  /** From the sealed form of the first letter only. */
  readonly form: ConcernForm | null
  readonly name: string | null
  /** The reporter typed the name and nobody verified it. */
  readonly nameTyped: boolean
  /** Address for the notification of an answer, sealed for the server; returned to it with each answer. */
  readonly notify: string | null
  readonly lang: string | null
  readonly troubles: readonly CaseTrouble[]
  /** Labels of the listed readers whom nobody let in. */
  readonly ghosts: readonly string[]
  /** Newest message of the reporter, if it was decrypted; required to close the case. */
  readonly newest: OpenedMessage | null
  /** Newest day in a letter that an officer signed. */
  readonly signedUntil: string | null
  /** Consent requests, oldest first. */
  readonly consents: readonly ReadConsent[]
}

export interface RosterOfficer {
  readonly id: string
  readonly office: Office
  readonly label: string
  readonly fingerprint: string
}

export type RosterState =
  | {
      readonly is: 'good'
      readonly root: string
      readonly version: number
      readonly expires: string
      readonly officers: readonly RosterOfficer[]
    }
  | { readonly is: 'changed'; readonly root: string; readonly offered: string }
  | {
      readonly is: 'bad'
      readonly root: string | null
      readonly why: 'expired' | 'not_yet_issued' | 'other'
    }

/** The stored, locked key. */
export interface StoredKey {
  readonly fingerprint: string
}

export interface DraftToSeal {
  readonly kind: Extract<Kind, 'answer' | 'question' | 'note' | 'consent'>
  readonly words: string
  readonly lang: string
  /** Only of a consent request. */
  readonly asking?: Asking
}

/** Messages of the key worker: request (`given`) and response (`back`). No response contains the unlocked key. */
export interface Asks {
  stored: { given: Record<never, never>; back: StoredKey | null }
  make: { given: { label: string; passphrase: string }; back: StoredKey }
  bring: { given: { armored: string; passphrase: string }; back: StoredKey }
  open: { given: { passphrase: string }; back: StoredKey }
  export: { given: { passphrase: string }; back: string }
  forget: { given: Record<never, never>; back: null }
  roster: {
    given: { directory: Directory; every: readonly Directory[]; today: string; demo: boolean }
    back: RosterState
  }
  trustRoot: { given: { fingerprint: string }; back: null }
  read: {
    /** The label as it is served; absent where there is none for this officer, or it could not be fetched. */
    given: { wireCase: WireCase; label?: WireLabel | undefined }
    back: ReadCase
  }
  /** Opens labels; `null` for one that does not open, or is of another case than its row. */
  labels: {
    given: { labels: readonly WireLabel[] }
    back: readonly (CaseLabel | null)[]
  }
  seal: { given: { wireCase: WireCase; draft: DraftToSeal; today: string }; back: UploadedLetter }
  /** Signs a request for a name. */
  askName: { given: { wireCase: WireCase; reason: IdentityReason; today: string }; back: SignedAct }
  /** Seals a custodian's half of a name for the readers of one case, and signs that. */
  disclose: { given: { name: NameToDisclose }; back: DiscloseName }
  message: { given: { wireCase: WireCase; id: string }; back: Uint8Array<ArrayBuffer> }
  file: {
    given: { wireCase: WireCase; letter: string; file: string; sealed: Uint8Array<ArrayBuffer> }
    back: Uint8Array<ArrayBuffer>
  }
}
export type WorkerVerb = keyof Asks

export interface WorkerRequest<V extends WorkerVerb = WorkerVerb> {
  readonly number: number
  readonly verb: V
  readonly given: Asks[V]['given']
  readonly clock: ClockReading
}

export type Reply =
  | { readonly number: number; readonly back: Asks[WorkerVerb]['back'] }
  | { readonly number: number; readonly code: string }
