import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Office } from '#domain/concern/office.ts'
import type { Transaction } from '../database.ts'
import { delayedInbox } from '../schema/delayed-inbox.ts'
import { actOf, bodyOf, type WaitingAct } from './waiting-act.ts'

/** A row whose day is over, as the duty sees it: where it is, and not what it is. */
export interface Due {
  readonly id: Uint8Array<ArrayBuffer>
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly n: number
}

/** A row that waits, opened as far as the server can. */
export interface WaitingRow extends WaitingAct {
  readonly row: Uint8Array<ArrayBuffer>
  readonly n: number
}

/** What waits of one person, in its order. */
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
 * Nothing that waits of her is released or changed until this transaction is over: all of it begins with one row, and
 * whoever acts holds that. What came while this one stood in line for it is seen by the next statement, not by this.
 * @returns `false` when nothing of hers waits that her case begins with
 */
export async function lockFirstRow(tx: Transaction, lookup: Uint8Array): Promise<boolean> {
  const [first] = await tx
    .select({ row: delayedInbox.id })
    .from(delayedInbox)
    .where(and(eq(delayedInbox.lookup, new Uint8Array(lookup)), eq(delayedInbox.act, 'received')))
    .for('update')
  return first !== undefined
}

/** Puts an act of a person behind what waits of hers. Whoever calls holds her case still. */
export async function appendRow(
  tx: Transaction,
  lookup: Uint8Array,
  office: Office,
  before: readonly WaitingRow[],
  act: WaitingAct,
): Promise<void> {
  // By hand: Drizzle names every column of a table, and of this one a login may write no more than these.
  await tx.execute(sql`
    insert into delayed_inbox (id, office, day, lookup, n, act, body)
    values (
      ${randomBytes(16)}::bytea, ${office}, ${act.event.on}::date, ${Buffer.from(lookup)}::bytea,
      ${(before.at(-1)?.n ?? 1) + 1}::int, ${act.event.act}, ${Buffer.from(bodyOf(act, lookup))}::bytea
    )`)
}

/** The same act in its place, with other bytes: what it says of who reads has changed. */
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
