import type { Day } from './case/day.ts'
import type { Envelope, Recipient, SealedLetter } from './case/envelope.ts'
import type { CaseEvent } from './case/event.ts'
import type { CaseId, Chance, OfficerId, Reference } from './case/ids.ts'
import type { Direction, Head, Kind } from './case/letter.ts'
import type { Officer } from './case/officer.ts'
import type { NewReceipt } from './case/receipt.ts'
import type { Reckoning, Terms } from './case/reckoning.ts'
import type { Directory, Roster } from './case/roster.ts'
import type { Clock } from './clock.ts'
import type { About } from './concern/about.ts'
import type { Confidential } from './concern/confidential.ts'
import type { Door } from './concern/door.ts'
import type { IdentityLevel } from './concern/identity.ts'
import type { Category, LeafId } from './concern/leaf.ts'
import type { Office } from './concern/office.ts'
import type { Policy } from './concern/policy.ts'
import type { RouteFlag } from './concern/route.ts'
import type { Log } from './log.ts'

/*
 * What the inside asks of the outside. Nothing here knows Postgres, Teams or OpenPGP.
 * `null` means "there is none"; a throw is always an `AsideError` and means "it is broken" or "it is refused".
 */

/** The words of a letter and everything told with them; `form` values may be `Confidential`, and are sealed too. */
export interface Letter extends Head {
  readonly text: Confidential
  readonly form: Readonly<Record<string, unknown>>
}

/** Opens and closes envelopes. */
export interface Sealer {
  /**
   * @throws NO_READER when a recipient's certificate cannot be used: a letter is sealed to all or not at all.
   */
  seal(letter: Letter, to: readonly Recipient[], signWith?: ReporterKey): Promise<Envelope>
  /** Base64url SHA-256 of a data packet: the next letter's `prev`. */
  hash(data: Uint8Array): Promise<string>
}

/** Accepts exactly one SEIPDv1 data packet and single PKESKv3 key packets with key id 0; nothing readable gets by. */
export interface EnvelopeGate {
  /** @throws ENVELOPE_REFUSED */
  check(envelope: Envelope): Promise<void>
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
  roster(): Promise<Roster>
  /** Which offices could receive now. Never throws: a bad roster is an empty answer. */
  healthy(): Promise<readonly Office[]>
}

/** Makes the receipt of a door. The card door's takes the card's share and the person; the page's comes sealed. */
export interface ReceiptPress {
  press(): Promise<{ readonly receipt: NewReceipt; readonly key: ReporterKey }>
}

/** One acknowledged submission: everything in it is stored in one transaction or nothing is. */
export interface Filing {
  readonly id: CaseId
  readonly reference: Reference
  /** HMAC of the dialog's nonce. Stored apart from the case, so that the two cannot be joined later. */
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly office: Office
  /** The plain category; self-harm never reaches here, danger is `safety`. */
  readonly category: Category
  /** `null` on anonymous doors, where the leaf is inside the seal only. */
  readonly leaf: LeafId | null
  readonly door: Door
  readonly identity: IdentityLevel
  readonly passOn: boolean
  readonly flags: readonly RouteFlag[]
  readonly terms: Terms
  readonly triageHours: number | null
  readonly reporterCertificate: string
  readonly receipt: NewReceipt
  readonly letters: readonly SealedLetter[]
  readonly readers: readonly OfficerId[]
  /** HMAC(secret, case ‖ officer) of each who was kept out: lets the server refuse without telling whom. */
  readonly exclusions: readonly Uint8Array<ArrayBuffer>[]
  /** SHA-256 of the policy and texts that were shown. */
  readonly policy: string
}

/** A person who presses a card: the share that stood in it, and who the verified activity says pressed. */
export interface CardHolder {
  readonly share: Uint8Array<ArrayBuffer>
  readonly tenant: string
  readonly person: string
}

/** The three-part receipt of the Teams door (`design.md` §5): the card's share, the row's, the server secret's. */
export interface CardReceipts {
  /** The rows a card can lead to, in order. Needs the card and the server's secret; the database alone finds none. */
  lookups(holder: CardHolder): Promise<readonly Uint8Array<ArrayBuffer>[]>
  press(holder: CardHolder): ReceiptPress
  /** @returns `null` when the case is not this person's: the card was forwarded or copied. */
  open(holder: CardHolder, held: ReportersCase): Promise<ReporterKey | null>
}

/** A letter as its reporter reads it. */
export interface OpenedLetter {
  readonly kind: Kind
  readonly dir: Direction
  readonly on: Day
  /** `null` for what is not sealed to the reporter: her own account on the card door. */
  readonly text: Confidential | null
  /** `doubtful`: it opens, but it is not signed by an officer of the roster, or belongs to another place. */
  readonly trust: 'sound' | 'doubtful' | 'not_sealed_to_you'
}

export interface ReporterReader {
  read(key: ReporterKey, held: ReportersCase): Promise<readonly OpenedLetter[]>
}

export interface IntakeStore {
  /**
   * `already`: the same nonce was filed before, and nothing was done. `taken`: a random reference or every lookup is
   * in use; try again with another. @throws DATABASE_AWAY
   */
  file(filing: Filing): Promise<'filed' | 'already' | 'taken'>
  /** Information that somebody served herself: a count by quarter, without a case. */
  countSelfServed(category: Category, on: Day): Promise<void>
}

/** A stored letter as its reporter may have it. */
export interface ReportersLetter {
  readonly head: Pick<SealedLetter, 'id' | 'dir' | 'seq' | 'kind' | 'on'>
  readonly data: Uint8Array<ArrayBuffer>
  /** The packet for the reporter's key; `null` for what was never sealed to it (the account on the card door). */
  readonly key: Uint8Array<ArrayBuffer> | null
}

/** A case as its reporter meets it. */
export interface ReportersCase {
  readonly id: CaseId
  readonly reference: Reference
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly office: Office
  readonly leaf: LeafId | null
  readonly identity: IdentityLevel
  readonly terms: Terms
  readonly reckoning: Reckoning
  readonly reporterCertificate: string
  readonly lockedKey: Uint8Array<ArrayBuffer>
  readonly serverShare: Uint8Array<ArrayBuffer> | null
  readonly bind: Uint8Array<ArrayBuffer> | null
  readonly secretEpoch: string | null
  readonly letters: readonly ReportersLetter[]
  readonly readers: readonly OfficerId[]
}

export interface ReporterStore {
  /** Newest first; empty when none of the lookups is known. */
  find(lookups: readonly Uint8Array[]): Promise<readonly ReportersCase[]>
  /**
   * Adds a letter of the person's, and the event that goes with it, in one transaction.
   * `already`: the nonce was used. `changed`: somebody wrote in between; read again and retry.
   */
  add(
    lookup: Uint8Array,
    addition: {
      readonly nonce: Uint8Array<ArrayBuffer>
      readonly letter: SealedLetter
      readonly event: CaseEvent
    },
  ): Promise<'added' | 'already' | 'changed' | 'closed'>
}

/** One row of the queue. No narrative, no name. */
export interface QueuedCase {
  readonly id: CaseId
  readonly reference: Reference
  readonly office: Office
  readonly category: Category
  readonly door: Door
  readonly terms: Terms
  readonly reckoning: Reckoning
  /** Danger that nobody has confirmed yet. */
  readonly danger: boolean
  /** The last letter is the person's, and this officer has not fetched it. */
  readonly unread: boolean
  /** Who acted last; `null` when nobody has. */
  readonly heldBy: OfficerId | null
}

/** Everything the desk fetches of one case for one officer: her own key packets only. */
export interface HeldCase extends QueuedCase {
  readonly identity: IdentityLevel
  readonly passOn: boolean
  readonly flags: readonly RouteFlag[]
  readonly policy: string
  readonly reporterCertificate: string
  readonly events: readonly CaseEvent[]
  readonly letters: readonly (Pick<SealedLetter, 'id' | 'dir' | 'seq' | 'kind' | 'on' | 'data'> & {
    readonly key: Uint8Array<ArrayBuffer> | null
    /** For whom it was sealed, so that "cannot open" can say so. */
    readonly sealedTo: readonly { readonly role: string; readonly reader: string }[]
  })[]
  readonly readers: readonly OfficerId[]
}

/** What an officer's act changes. */
export interface Change {
  readonly event: CaseEvent
  readonly letter?: SealedLetter
}

/** All of it goes through row-level security by reader: an officer who is none gets the same `null` as for no case. */
export interface DeskStore {
  queue(officer: OfficerId): Promise<readonly QueuedCase[]>
  /** Fetching is ledgered. */
  open(officer: OfficerId, id: CaseId): Promise<HeldCase | null>
  /**
   * Locks the case, asks `decide`, stores event, letter, recounted clock and ledger row in one transaction.
   * @throws CASE_UNKNOWN; CASE_CHANGED when the letter's `seq` is taken; whatever `decide` throws.
   */
  change(officer: OfficerId, id: CaseId, decide: (found: HeldCase) => Change): Promise<HeldCase>
  /** A refused act, for the ledger. */
  refused(officer: OfficerId, act: string): Promise<void>
}

/** Is this officer kept out of this case? Answered from HMAC tags, so the database does not say whom. */
export interface Exclusions {
  tag(id: CaseId, officer: OfficerId): Promise<Uint8Array<ArrayBuffer>>
}

export interface DirectoryStore {
  /** The newest published snapshot; `null` before the first roster. */
  latest(): Promise<Directory | null>
  publish(directory: Omit<Directory, 'previous' | 'hash'>): Promise<void>
}

/** People who can sign in, apart from the roster: subject at the identity provider → officer. */
export interface Person {
  readonly id: OfficerId
  readonly subject: string
  readonly offices: readonly Office[]
}

export interface SessionStore {
  personOf(issuer: string, subject: string): Promise<Person | null>
  start(tokenHash: Uint8Array<ArrayBuffer>, person: OfficerId, until: Date): Promise<void>
  find(tokenHash: Uint8Array, now: Date): Promise<Person | null>
  end(tokenHash: Uint8Array): Promise<void>
}

export interface Health {
  /** `false` when the database does not answer within a second. Never throws. */
  database(): Promise<boolean>
}

/** Makes what was sealed, and the person's key, unopenable for good. The count of the case stays. */
export interface Shredder {
  /** @returns `false` when there is no such case. */
  shred(id: CaseId, on: Day, why: 'settled' | 'retention' | 'withdrawn'): Promise<boolean>
}

/** What every verb may need. A verb takes only what it uses, by `Pick`. */
export interface World {
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly policy: Policy
  readonly policyHash: string
  readonly sealer: Sealer
  readonly gate: EnvelopeGate
  readonly readership: Readership
  readonly exclusions: Exclusions
  readonly receipts: CardReceipts
  readonly reading: ReporterReader
  readonly intake: IntakeStore
  readonly reporters: ReporterStore
  readonly desk: DeskStore
  readonly shredder: Shredder
}

export type { About }
