import { sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import type { CaseId, Reference } from '#domain/case/ids.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { DelayedInboxCase } from '#ports.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { unreleased } from '../delayed-inbox/merge-pending.ts'
import { actHeadOf } from '../delayed-inbox/waiting-act.ts'
import { byReceipt } from './load-reporter-cases.ts'

/** A row of `locked_cases`: of a stored case its receipt and terms, of what waits the filing without its letters. */
interface LockedRow {
  readonly lookup: Buffer
  readonly case_id: string
  readonly erasure: string
  readonly day: string
  readonly terms: {
    readonly reference: string
    readonly office: Office
    readonly channel: Channel
    readonly category: Category
    readonly receivedOn: string
    readonly replyDays: number
    readonly zone: string
  }
  readonly reporter_certificate: string
  readonly locked_key: Buffer
  readonly server_share: Buffer | null
  readonly bind: Buffer | null
  readonly secret_epoch: string | null
  readonly filing: string | null
}

/** What its person took back and can still undo, in a transaction that reads by these lookups; newest first. */
export async function lockedCases(
  tx: Transaction,
  lookups: readonly Uint8Array[],
): Promise<readonly DelayedInboxCase[]> {
  const rows = await rowsOf<LockedRow & Record<string, unknown>>(
    tx,
    sql`select lookup, case_id, erasure, day::text, terms, reporter_certificate, locked_key, server_share, bind,
      secret_epoch, filing from locked_cases()`,
  )
  const cases = rows.flatMap((row) => {
    const known =
      row.filing === null ? storedCase(row) : unreleased(actHeadOf(row.filing), bytes(row.lookup))
    if (known === null) return []
    const erasure = { id: row.erasure, on: erasureDay(row.day as Day) }
    return [
      { ...known, readers: [], erasure, waiting: [], status: computeCaseStatus(known.terms, []) },
    ]
  })
  return byReceipt(cases, lookups)
}

/** Of a case that is locked nobody is told who reads, what was written or what was done. */
function storedCase(row: LockedRow): Omit<DelayedInboxCase, 'status' | 'waiting'> {
  const { reference, office, channel, category, receivedOn, replyDays, zone } = row.terms
  return {
    id: row.case_id as CaseId,
    reference: reference as Reference,
    lookup: bytes(row.lookup),
    office,
    channel,
    category,
    leaf: null,
    identity: 'not_told',
    terms: { receivedOn: receivedOn as Day, receivedAt: null, replyDays, replyHours: null, zone },
    alertHours: null,
    reporterCertificate: row.reporter_certificate,
    lockedKey: bytes(row.locked_key),
    serverShare: row.server_share && bytes(row.server_share),
    bind: row.bind && bytes(row.bind),
    secretEpoch: row.secret_epoch,
    letters: [],
    readers: [],
    nameNews: [],
    consents: [],
  }
}

function bytes(given: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(given)
}
