import type { Clock } from '#clock.ts'
import type { Chance } from '#domain/case/ids.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Log } from '#log.ts'
import type { Attachments, FileGate, UploadHandles, Uploads } from './attachments.ts'
import type { CustodyStore } from './custody.ts'
import type { DailyCounts, DelayedInbox } from './delayed-inbox.ts'
import type { DeskStore } from './desk.ts'
import type { FilingKeyStore, FilingSigner } from './filing-keys.ts'
import type { IntakeStore } from './intake.ts'
import type { OfficeLinks } from './links.ts'
import type { Addresses, OfficerAddresses, Outbox, Reminders } from './notifications.ts'
import type { ReporterReader } from './reading.ts'
import type { RecoveryPhrase } from './recovery-phrase.ts'
import type { CardReceipts, Receipts, ReporterStore } from './reporter.ts'
import type { ActSigning, EnvelopeGate, Exclusions, Readership, Sealer } from './sealing.ts'
import type { ServerSecret } from './server-secret.ts'
import type { IdempotencyMarks, ReporterKeyGate } from './web-page.ts'

/** What every verb may need. A verb takes only what it uses, by `Pick`. */
export interface Services {
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly policy: Policy
  readonly policyHash: string
  readonly sealer: Sealer
  readonly acts: ActSigning
  readonly gate: EnvelopeGate
  readonly fileGate: FileGate
  readonly readership: Readership
  readonly exclusions: Exclusions
  readonly idempotencyMarks: IdempotencyMarks
  readonly reporterKeys: ReporterKeyGate
  readonly receipts: Receipts
  /** Makes the receipt of the card channel. */
  readonly cards: Pick<CardReceipts, 'press'>
  readonly recoveryPhrase: RecoveryPhrase
  readonly reading: ReporterReader
  readonly intake: IntakeStore
  readonly reporters: ReporterStore
  readonly delayedInbox: DelayedInbox
  readonly dailyCounts: DailyCounts
  /** Signs acknowledgements. */
  readonly filing: FilingSigner
  readonly filingKeys: FilingKeyStore
  readonly serverSecret: ServerSecret
  readonly desk: DeskStore
  readonly uploadHandles: UploadHandles
  readonly uploads: Uploads
  readonly attachments: Attachments
  readonly custody: CustodyStore
  readonly links: OfficeLinks
  readonly addresses: Addresses
  readonly officerAddresses: OfficerAddresses
  readonly reminders: Reminders
  readonly outbox: Outbox
}
