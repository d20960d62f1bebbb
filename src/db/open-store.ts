import type { Clock } from '#clock.ts'
import type { Log } from '#log.ts'
import type { JobStore } from '#ports/jobs.ts'
import type { NotificationStore } from '#ports/notification-store.ts'
import type {
  Attachments,
  CustodyStore,
  DailyCounts,
  DayEdge,
  DelayedInbox,
  DeskStore,
  DirectoryStore,
  Exclusions,
  FilingKeyStore,
  Health,
  IntakeStore,
  OfficeLinks,
  OfficerAddresses,
  Outbox,
  Releases,
  Reminders,
  ReporterStore,
  SessionStore,
  Uploads,
} from '#ports.ts'
import { type AdvisoryLock, advisoryLockOf } from './advisory-lock.ts'
import { custodyStore } from './cases/custody-store.ts'
import { intakeStore } from './cases/intake-store.ts'
import { reporterStore } from './cases/reporter-store.ts'
import { dailyCounts } from './daily-counts.ts'
import { database } from './database.ts'
import { delayedInboxOf } from './delayed-inbox/delayed-inbox.ts'
import type { UnreleasedFrom } from './delayed-inbox/find-case.ts'
import { releasesOf } from './delayed-inbox/release.ts'
import { type EnvironmentMarker, environmentMarker } from './environment-marker.ts'
import { filingKeyStore } from './filing-keys.ts'
import { health } from './health.ts'
import { jobStore } from './job-store.ts'
import { type Ledger, ledgerOf } from './ledger/ledger.ts'
import { addressStore } from './notifications/address-store.ts'
import { notificationStore } from './notifications/notification-store.ts'
import { outboxOf } from './notifications/outbox.ts'
import { reminderStore } from './notifications/reminder-store.ts'
import { officeLinkStore } from './office-links.ts'
import { type Chain, directoryStore } from './people/directory-store.ts'
import { type People, peopleStore } from './people/people.ts'
import { sessionStore } from './people/session-store.ts'
import { type Policies, policyStore } from './policy-archive.ts'
import { pool } from './pool.ts'
import { deskStore } from './queue/desk-store.ts'
import { attachmentStore } from './uploads/attachment-store.ts'
import { dayLimits } from './uploads/daily-bytes.ts'
import { uploadStore } from './uploads/upload-store.ts'

export interface Store {
  readonly intake: IntakeStore
  readonly reporters: ReporterStore
  readonly delayedInbox: DelayedInbox
  readonly dailyCounts: DailyCounts
  readonly releases: Releases
  readonly desk: DeskStore
  readonly attachments: Attachments
  readonly uploads: Uploads
  readonly custody: CustodyStore
  readonly links: OfficeLinks
  readonly directory: DirectoryStore
  readonly filingKeys: FilingKeyStore
  readonly sessions: SessionStore
  readonly health: Health
  readonly people: People
  readonly policies: Policies
  readonly ledger: Ledger
  readonly jobs: JobStore
  readonly environmentMarker: EnvironmentMarker
  readonly notifications: NotificationStore
  readonly officerAddresses: OfficerAddresses
  readonly reminders: Reminders
  readonly outbox: Pick<Outbox, 'put'>
  /** Sends what is urgent: one server at a moment. */
  readonly sendingAlone: AdvisoryLock
  close(): Promise<void>
}

export interface StoreOptions {
  readonly clock: Clock
  readonly log: Log
  readonly exclusions: Exclusions
  readonly chain: Chain
  readonly unreleasedFrom: UnreleasedFrom
  readonly dayEdge: DayEdge
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
    // Of their own: whoever asks much at the hour of the release makes nobody's concern wait until the next (T-137).
    releaseFilings: pool(url, 'aside_intake', 4, 0),
    releaseActs: pool(url, 'aside_reporter', 2, 0),
    // Of its own: a pool that is full is no database that is away.
    health: pool(url, 'aside_register', 1),
  }
  const register = database(pools.register)
  const duty = database(pools.duty)
  const limits = dayLimits(options.dayEdge)
  return {
    intake: intakeStore(pools.intake, exclusions),
    reporters: reporterStore(database(pools.reporter), exclusions),
    delayedInbox: delayedInboxOf(
      pools.intake,
      database(pools.reporter),
      exclusions,
      options.unreleasedFrom,
      limits,
    ),
    dailyCounts: dailyCounts(pools.intake),
    releases: releasesOf(
      { duty, intake: pools.releaseFilings, reporter: database(pools.releaseActs) },
      exclusions,
      options.log,
    ),
    custody: custodyStore(database(pools.desk), clock, exclusions),
    desk: deskStore(database(pools.desk), clock, exclusions),
    links: officeLinkStore(database(pools.desk)),
    attachments: attachmentStore(database(pools.desk), clock),
    uploads: uploadStore(pools.intake, duty, limits),
    directory: directoryStore(register, options.chain),
    filingKeys: filingKeyStore(register),
    sessions: sessionStore(register, clock),
    health: health(pools.health),
    people: peopleStore(register),
    policies: policyStore(register),
    ledger: ledgerOf(duty),
    jobs: jobStore(duty),
    environmentMarker: environmentMarker(register),
    notifications: notificationStore(duty),
    officerAddresses: addressStore(register),
    reminders: reminderStore(register),
    outbox: outboxOf(register),
    sendingAlone: advisoryLockOf(pools.duty),
    close: async () => {
      await Promise.all(Object.values(pools).map((each) => each.end({ timeout: 2 })))
    },
  }
}
