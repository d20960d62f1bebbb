import type { Clock } from '../clock.ts'
import type { Office } from '../concern/office.ts'
import type { DutyStore } from '../duties/duty-store.ts'
import type { NoticeStore } from '../duties/notice-store.ts'
import type { Log } from '../log.ts'
import type {
  Attachments,
  CustodyStore,
  DeskStore,
  DirectoryStore,
  DoorCounts,
  Exclusions,
  FilingKeys,
  Health,
  IntakeStore,
  Letterbox,
  OfficeLinks,
  OfficerAddresses,
  Outbox,
  Releases,
  Reminders,
  ReporterStore,
  SessionStore,
  Uploads,
} from '../ports.ts'
import { type Alone, aloneOf } from './alone.ts'
import { attachmentStore } from './attachment-store.ts'
import { custodyStore } from './custody-store.ts'
import { database } from './database.ts'
import { deskStore } from './desk-store.ts'
import { type Chain, directoryStore } from './directory-store.ts'
import { doorCounts } from './door-counts.ts'
import { dutyStore } from './duty-store.ts'
import { filingKeyStore } from './filing-keys.ts'
import { health } from './health.ts'
import { intakeStore } from './intake-store.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { letterboxOf } from './letterbox/letterbox.ts'
import { releasesOf } from './letterbox/release.ts'
import { type Mark, mark } from './mark.ts'
import { noticeStore } from './notice-store.ts'
import { officeLinks } from './office-links.ts'
import { outboxOf } from './outbox.ts'
import { type People, peopleStore } from './people.ts'
import { type Policies, policyStore } from './policies.ts'
import { pool } from './pool.ts'
import { reminderStore } from './reminder-store.ts'
import { reporterStore } from './reporter-store.ts'
import { sessionStore } from './session-store.ts'
import { toldStore } from './told-store.ts'
import { uploadStore } from './upload-store.ts'

export interface Store {
  readonly intake: IntakeStore
  readonly reporters: ReporterStore
  readonly letterbox: Letterbox
  readonly doorCounts: DoorCounts
  readonly releases: Releases
  readonly desk: DeskStore
  readonly attachments: Attachments
  readonly uploads: Uploads
  readonly custody: CustodyStore
  readonly links: OfficeLinks
  readonly directory: DirectoryStore
  readonly filingKeys: FilingKeys
  readonly sessions: SessionStore
  readonly health: Health
  readonly people: People
  readonly policies: Policies
  readonly ledger: Ledger
  readonly duties: DutyStore
  readonly mark: Mark
  readonly notices: NoticeStore
  readonly told: OfficerAddresses
  readonly reminders: Reminders
  readonly outbox: Pick<Outbox, 'put'>
  /** Sends what is urgent: one server at a moment. */
  readonly sendingAlone: Alone
  close(): Promise<void>
}

export interface StoreOptions {
  readonly clock: Clock
  readonly log: Log
  readonly exclusions: Exclusions
  readonly chain: Chain
  readonly zoneOf: (office: Office) => string
}

/**
 * The store of a migrated database. Nothing is connected until it is needed, so a database that is away is met by the
 * first question and not by the start.
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  const { clock, exclusions } = options
  const pools = {
    intake: pool(url, 'aside_intake', 8),
    reporter: pool(url, 'aside_reporter', 4),
    desk: pool(url, 'aside_desk', 8),
    duty: pool(url, 'aside_duty', 3),
    register: pool(url, 'aside_register', 4),
  }
  const register = database(pools.register)
  const duty = database(pools.duty)
  return {
    intake: intakeStore(pools.intake, exclusions),
    reporters: reporterStore(database(pools.reporter), exclusions),
    letterbox: letterboxOf(pools.intake, database(pools.reporter), exclusions),
    doorCounts: doorCounts(pools.intake),
    releases: releasesOf(
      { duty, intake: pools.intake, reporter: database(pools.reporter) },
      exclusions,
      options.log,
    ),
    custody: custodyStore(database(pools.desk), clock, exclusions),
    desk: deskStore(database(pools.desk), clock, exclusions),
    links: officeLinks(database(pools.desk)),
    attachments: attachmentStore(database(pools.desk), clock),
    uploads: uploadStore(pools.intake, duty),
    directory: directoryStore(register, options.chain),
    filingKeys: filingKeyStore(register),
    sessions: sessionStore(register, clock),
    health: health(pools.register),
    people: peopleStore(register),
    policies: policyStore(register),
    ledger: ledgerOf(duty),
    duties: dutyStore(duty),
    mark: mark(register),
    notices: noticeStore(duty),
    told: toldStore(register),
    reminders: reminderStore(register),
    outbox: outboxOf(register),
    sendingAlone: aloneOf(pools.duty),
    close: async () => {
      await Promise.all(Object.values(pools).map((each) => each.end({ timeout: 2 })))
    },
  }
}
