import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Office } from '#domain/concern/office.ts'
import type { Transaction } from '../database.ts'
import { delayedInbox } from '../schema/delayed-inbox.ts'
import { actOf, bodyOf, type WaitingAct } from './waiting-act.ts'

/** A row whose day is over, as the duty sees it: its id and order, not its content. */
export interface Due {
  readonly id: Uint8Array<ArrayBuffer>
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly n: number
  /** How often it could not be released. */
  readonly failures: number
}

/** A pending row, parsed; letters stay sealed. */
export interface WaitingRow extends WaitingAct {
  readonly row: Uint8Array<ArrayBuffer>
  readonly n: number
}

/** Pending rows of one person, in order. */
export async function waitingOf(
  tx: Transaction,
  lookup: Uint8Array,
): Promise<readonly WaitingRow[]> {
  const rows = await tx
    .select({ row: delayedInbox.id, n: delayedInbox.n, body: delayedInbox.body })
    .from(delayedInbox)
    .where(eq(delayedInbox.lookup, new Uint8Array(lookup)))
    .orderBy(asc(delayedInbox.n))
  return rows.map(({ row, n, body }) => ({ row, n, ...actOf(body) }))
}

/**
 * Locks the pending rows of a person until the transaction ends, by their first row: every act takes that lock.
 * Rows that arrive while this statement waits for it are visible to the next statement only.
 * @returns `false` when no filing of the person is pending
 */
export async function lockFirstRow(tx: Transaction, lookup: Uint8Array): Promise<boolean> {
  const [first] = await tx
    .select({ row: delayedInbox.id })
    .from(delayedInbox)
    .where(and(eq(delayedInbox.lookup, new Uint8Array(lookup)), eq(delayedInbox.act, 'received')))
    .for('update')
  return first !== undefined
}

/** Appends an act to the pending rows of its person. The caller holds the lock. */
export async function appendRow(
  tx: Transaction,
  lookup: Uint8Array,
  office: Office,
  before: readonly WaitingRow[],
  act: WaitingAct,
): Promise<void> {
  // Raw SQL: Drizzle names every column, and the login may write only these.
  await tx.execute(sql`
    insert into delayed_inbox (id, office, day, lookup, n, act, body)
    values (
      ${randomBytes(16)}::bytea, ${office}, ${act.event.on}::date, ${Buffer.from(lookup)}::bytea,
      ${(before.at(-1)?.n ?? 1) + 1}::int, ${act.event.act}, ${Buffer.from(bodyOf(act, lookup))}::bytea
    )`)
}

/** Replaces the bytes of a pending act after its readers changed. */
export async function rewrite(
  tx: Transaction,
  lookup: Uint8Array,
  { row, ...act }: WaitingRow,
): Promise<void> {
  await tx
    .update(delayedInbox)
    .set({ body: bodyOf(act, lookup) })
    .where(eq(delayedInbox.id, row))
}
