import type { AttachmentLine } from '#domain/case/attachment.ts'
import type { ConsentStanding, Content } from '#domain/case/consent.ts'
import type { ClosingReason } from '#domain/case/event.ts'
import type { ConcernForm, Kind, OpenedMessage } from '#domain/case/message.ts'
import type { Directory } from '#domain/case/roster.ts'
import type { Office } from '#domain/concern/office.ts'
import type { NameToRelease, ReleaseName } from '#wire/custodian.ts'
import type { UploadedLetter, WireCase } from '#wire/desk.ts'
import type { ClockReading } from './clock-check.ts'

export type { ClosingReason }

/** What can be wrong with one letter. Whatever is wrong is said beside it, never hidden. */
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
  /** A name whose other half a custodian keeps. */
  | 'half'

/** What can be wrong with the row of letters as a whole. */
export type CaseTrouble = 'gap' | 'repeated' | 'first_missing' | 'key_changed' | 'received_moved'

/** A file that a letter names, as far as a screen needs it. */
export type ListedFile = Pick<AttachmentLine, 'id' | 'name' | 'type' | 'bytes' | 'original'>

/** A letter as the worker read it. `words` is `null` where it could not or must not be shown. */
export interface ReadLetter {
  readonly id: string
  readonly words: string | null
  readonly lang: string | null
  readonly trouble: LetterTrouble | null
  /** Only of a letter in which the person answers whether something may be passed on. */
  readonly agreed: boolean | null
  readonly files: readonly ListedFile[]
}

/** What an officer asks to pass on, and where. */
export interface Asking {
  readonly office: Office
  readonly content: Content
  /** Only where it is a version without what identifies the person. */
  readonly sanitised: string
}

/** One request to pass something on, as its sealed letters tell it. */
export interface ReadConsent {
  /** The letter that asked. */
  readonly request: string
  readonly office: Office
  readonly content: Content
  readonly sanitised: string | null
  readonly askedOn: string
  /** Since when it stands as it does; `null` while nothing was answered. */
  readonly answeredOn: string | null
  /** `unproved`: the database says otherwise than the person's signed letters. It is not to be relied on. */
  readonly standing: ConsentStanding | 'unproved'
}

export interface ReadCase {
  readonly letters: readonly ReadLetter[]
  /** From the sealed form of the first letter, and nowhere else. */
  readonly form: ConcernForm | null
  readonly name: string | null
  /** She typed it where nobody knew who she is. */
  readonly nameTyped: boolean
  /** Where she asked to be told of an answer: sealed for the server, and handed back to it with each answer. */
  readonly notify: string | null
  readonly lang: string | null
  readonly troubles: readonly CaseTrouble[]
  /** The newest of the person's messages, where it was opened; without it the case cannot be closed. */
  readonly newest: OpenedMessage | null
  /** The newest day that an officer signed a letter of this case for. */
  readonly signedUntil: string | null
  /** What she was asked to let us pass on, oldest first. */
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

/** The key that lies locked on this machine. */
export interface StoredKey {
  readonly fingerprint: string
}

export interface DraftToSeal {
  readonly kind: Extract<Kind, 'answer' | 'question' | 'note' | 'consent'>
  readonly words: string
  readonly lang: string
  /** Only on a request to pass something on. */
  readonly asking?: Asking
}

/** What the page may ask of the worker, and what comes back. The open key itself is not in any answer. */
export interface Asks {
  stored: { given: Record<never, never>; back: StoredKey | null }
  make: { given: { label: string; passphrase: string }; back: StoredKey }
  bring: { given: { armored: string; passphrase: string }; back: StoredKey }
  open: { given: { passphrase: string }; back: StoredKey }
  export: { given: { passphrase: string }; back: string }
  forget: { given: Record<never, never>; back: null }
  roster: { given: { directory: Directory; today: string; demo: boolean }; back: RosterState }
  trustRoot: { given: { fingerprint: string }; back: null }
  read: { given: { wireCase: WireCase }; back: ReadCase }
  seal: { given: { wireCase: WireCase; draft: DraftToSeal; today: string }; back: UploadedLetter }
  /** A custodian's half, made anew for the readers of one case. */
  release: { given: { name: NameToRelease }; back: ReleaseName['keys'] }
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
