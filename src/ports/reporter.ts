import type { Day } from '../case/day.ts'
import type { SealedLetter } from '../case/envelope.ts'
import type { CaseEvent } from '../case/event.ts'
import type { CaseId, OfficerId, Reference } from '../case/ids.ts'
import type { Direction, Kind } from '../case/letter.ts'
import type { Reckoning, Terms } from '../case/reckoning.ts'
import type { Confidential } from '../concern/confidential.ts'
import type { IdentityLevel } from '../concern/identity.ts'
import type { LeafId } from '../concern/leaf.ts'
import type { Office } from '../concern/office.ts'
import type { ReceiptPress } from './intake.ts'
import type { ReporterKey } from './sealing.ts'

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
