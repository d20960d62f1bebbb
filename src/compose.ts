import { filingSigner } from '#crypto/acknowledgement.ts'
import { addresses } from '#crypto/addresses.ts'
import { dayEdge } from '#crypto/day-edge.ts'
import { cardReceipts } from '#crypto/derive-card-receipt.ts'
import { chain } from '#crypto/directory.ts'
import { gate } from '#crypto/envelope-gate.ts'
import { exclusionTags } from '#crypto/exclusions.ts'
import { fileGate } from '#crypto/file-gate.ts'
import { idempotencyMarks } from '#crypto/idempotency-marks.ts'
import { readership } from '#crypto/readership.ts'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { rememberedDirectory } from '#crypto/remembered-directory.ts'
import { reporterKeyGate } from '#crypto/reporter-key-gate.ts'
import { reporterReader } from '#crypto/reporter-reader.ts'
import { sealer } from '#crypto/seal.ts'
import { type ServerKeys, serverKeys } from '#crypto/server-keys.ts'
import { serverSecret } from '#crypto/server-secret.ts'
import { actSigning } from '#crypto/sign-act.ts'
import { signers } from '#crypto/signers.ts'
import { uploadHandles } from '#crypto/upload-handles.ts'
import { openStore, type Store } from '#db/open-store.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { unreleasedFrom } from '#domain/case/release-day.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { whoReads } from '#reporter/who-reads.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { rateLimited } from './log-rate-limit.ts'
import type { PolicyInForce } from './policy-file.ts'
import type { Services } from './ports.ts'

export interface Composition {
  readonly services: Services
  readonly store: Store
  readonly keys: ServerKeys
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  /** Set by whoever starts the duties: has what is urgent sent now. */
  readonly urgent: { send: (() => void) | null }
  close(): Promise<void>
}

export interface Parts {
  readonly databaseUrl: string
  readonly secret: Uint8Array<ArrayBuffer>
  readonly oldSecret: Uint8Array<ArrayBuffer> | null
  readonly rootFingerprint: string
  readonly leastRoster: number
  readonly inForce: PolicyInForce
  readonly clock: Clock
  readonly log: Log
  readonly demo: boolean
}

/** Puts sealing and store behind the ports. The only place that knows both; used by the server, the command line and the demo. */
export async function compose(parts: Parts): Promise<Composition> {
  const { clock, demo, rootFingerprint } = parts
  const log = rateLimited(parts.log)
  const { policy, hash } = parts.inForce
  const keys = serverKeys(parts.secret, parts.oldSecret ?? undefined)
  const exclusions = exclusionTags(keys)
  const store = await openStore(parts.databaseUrl, {
    clock,
    log,
    exclusions,
    chain,
    dayEdge: dayEdge(keys),
    unreleasedFrom: (office) => {
      const { zone } = policy.offices[office]
      const now = clock.now()
      // The demo releases each minute, today's with it (`src/start-jobs.ts`).
      return demo ? plusDays(dayIn(zone, now), 1) : unreleasedFrom(policy.releaseAt, zone, now)
    },
  })
  log.watch('DATABASE_AWAY', 'database_back', store.health.database)
  const readers = readership(
    rememberedDirectory(clock, () => store.directory.latest()),
    {
      rootFingerprint,
      leastVersion: parts.leastRoster,
      leastReaders: (office) => policy.offices[office].leastReaders,
      clock,
      demo,
      zone: policy.offices.ethics.zone,
    },
    () => store.directory.every(),
  )
  const sealedAddresses = addresses(keys, systemChance)
  const cards = cardReceipts(keys, systemChance)
  const urgent: Composition['urgent'] = { send: null }
  const services: Services = {
    clock,
    chance: systemChance,
    log,
    policy,
    policyHash: hash,
    sealer,
    acts: actSigning(clock),
    gate,
    fileGate,
    readership: readers,
    exclusions,
    idempotencyMarks: idempotencyMarks(keys),
    reporterKeys: reporterKeyGate,
    receipts: cards,
    cards,
    recoveryPhrase,
    reading: reporterReader(signers(() => store.directory.every(), { rootFingerprint, demo })),
    intake: store.intake,
    reporters: store.reporters,
    delayedInbox: store.delayedInbox,
    dailyCounts: store.dailyCounts,
    filing: await filingSigner(keys),
    filingKeys: store.filingKeys,
    serverSecret: serverSecret(keys, { ...store, addresses: sealedAddresses }),
    desk: store.desk,
    uploads: store.uploads,
    uploadHandles: uploadHandles(keys, clock, systemChance),
    attachments: store.attachments,
    custody: store.custody,
    links: store.links,
    addresses: sealedAddresses,
    officerAddresses: store.officerAddresses,
    reminders: store.reminders,
    outbox: { ...store.outbox, sendNow: () => urgent.send?.() },
  }
  return {
    services,
    store,
    keys,
    urgent,
    facts: (words, displayName) => factsNow(services, policy, words, displayName, demo),
    close: () => store.close(),
  }
}

async function factsNow(
  services: Pick<Services, 'clock' | 'readership'>,
  policy: Policy,
  words: Words,
  displayName: string | null,
  demo: boolean,
): Promise<Facts> {
  const readers = await whoReads({ readership: services.readership, policy })
  return {
    words,
    policy,
    todayIn: (office) => dayIn(policy.offices[office].zone, services.clock.now()),
    ...readers,
    displayName,
    channel: 'teams_card',
    demo,
  }
}
