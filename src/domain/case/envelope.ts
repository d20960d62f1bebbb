import type { Day } from './day.ts'
import type { CaseId, MessageId } from './ids.ts'
import type { Direction, Kind } from './message.ts'

/** Whose key packet it is. Roles to come are named now: stored rows outlive versions. */
export const READER_ROLES = [
  'officer',
  'reporter',
  'recovery',
  'custodian',
  'caller',
  'released',
] as const
export type ReaderRole = (typeof READER_ROLES)[number]

/** Most key packets of a letter: its officers, the custodians of a sealed name, and the person. */
export const MOST_KEYS = 32

/** Somebody a letter is sealed to. */
export interface Recipient {
  readonly role: ReaderRole
  /** The officer's id in the roster; `reporter` for the person's own key of the case. */
  readonly reader: string
  /** OpenPGP certificate, armored. */
  readonly certificate: string
}

/** One PKESKv3 with a hidden key id. */
export interface KeyPacket {
  readonly role: ReaderRole
  readonly reader: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** All that is held of what a person wrote: one SEIPDv1 packet, and a key packet for each who may read it. */
export interface Envelope {
  readonly data: Uint8Array<ArrayBuffer>
  readonly keys: readonly KeyPacket[]
}

/** An envelope at its position in a case. */
export interface SealedLetter extends Envelope {
  readonly id: MessageId
  readonly case: CaseId
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  readonly on: Day
  /** Sealed files that came with it, by their ids; absent where none did. */
  readonly attachments?: readonly string[]
  /** How each of them came, until a letter that is kept has claimed them. */
  readonly uploads?: readonly string[]
}
