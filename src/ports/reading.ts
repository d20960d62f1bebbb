import type { ConsentAnswer, Content } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { Direction, Doubt, Kind } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Office } from '#domain/concern/office.ts'
import type { ReportersCase } from './reporter.ts'
import type { ReporterKey } from './sealing.ts'

/** What an officer asked to pass on, as far as it holds: the hash is that of what is there, or there is no request. */
export interface AskedConsent {
  readonly office: Office
  readonly content: Content
  readonly hash: string
  /** All of what would be passed; `null` where it is the account, which is not shown back on the card channel. */
  readonly sanitised: Confidential | null
}

/** A letter as its reporter reads it. */
export interface OpenedLetter {
  readonly id: MessageId
  readonly kind: Kind
  readonly dir: Direction
  readonly on: Day
  /** `null` for what is not sealed to the reporter: her own account on the card channel. */
  readonly text: Confidential | null
  /** Of a letter that asks to pass something on; `null` on all others, and where what it asks about does not hold. */
  readonly asks: AskedConsent | null
  /** Of an answer of hers: as she signed it. */
  readonly answer?: ConsentAnswer
  /** How many files came with it; absent where none did. */
  readonly files?: number
  /** `doubtful`: it opens, but nobody signed it, the signature is false, or it belongs to another place. */
  readonly trust: 'sound' | 'not_sealed_to_you' | Doubt
}

export interface ReporterReader {
  read(key: ReporterKey, reportersCase: ReportersCase): Promise<readonly OpenedLetter[]>
  /**
   * Why nothing is sealed to these officers; `null` where her first letter let all of them in. The database lists
   * readers, and admits nobody.
   */
  refusal(
    key: ReporterKey,
    reportersCase: ReportersCase,
    officers: readonly Pick<Officer, 'id' | 'office'>[],
  ): Promise<'FIRST_UNPROVEN' | 'READER_UNKNOWN' | 'ROSTER_REFUSED' | null>
}
