import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Size } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { delayedInbox } from '../schema/delayed-inbox.ts'
import { actHeadOf, actOf, bodyOf, type WaitingAct } from './waiting-act.ts'

/** A row whose day is over, as the duty sees it: its id and order, not its content. */
export interface Due {
  readonly id: Uint8Array<ArrayBuffer>
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly n: number
  /** How often it could not be released. */
  readonly failures: number
}

/** A pending row, parsed; letters stay sealed. */
export interface WaitingRow<Data = SealedLetter['data']> extends WaitingAct<Data> {
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

/** An act as text, with the length of each letter's bytes in their place: they do not leave the database. */
const HEAD = sql<string>`(
  select jsonb_set(act.body, '{letters}', coalesce((
    select jsonb_agg(jsonb_set(
      l.letter, '{data}', jsonb_build_object('length', octet_length(l.letter ->> 'data') * 3 / 4)
    ) order by l.n)
    from jsonb_array_elements(act.body -> 'letters') with ordinality as l (letter, n)
  ), '[]'))::text
  from (select convert_from(${delayedInbox.body}, 'UTF8')::jsonb as body offset 0) as act
)`

/** The same without the bytes of the letters: what an act has to know of those before it. */
export async function waitingHeads(
  tx: Transaction,
  lookup: Uint8Array,
): Promise<readonly WaitingRow<Size>[]> {
  const rows = await tx
    .select({ row: delayedInbox.id, n: delayedInbox.n, head: HEAD })
    .from(delayedInbox)
    .where(eq(delayedInbox.lookup, new Uint8Array(lookup)))
    .orderBy(asc(delayedInbox.n))
  return rows.map(({ row, n, head }) => ({ row, n, ...actHeadOf(head) }))
}

/** The act of one pending row, whole. */
export async function wholeAct(tx: Transaction, row: WaitingRow['row']): Promise<WaitingAct> {
  const [only] = await tx
    .select({ body: delayedInbox.body })
    .from(delayedInbox)
    .where(eq(delayedInbox.id, row))
  if (only === undefined) throw new AppError('CASE_UNKNOWN')
  return actOf(only.body)
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
  before: readonly Pick<WaitingRow, 'n'>[],
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
  { row, ...act }: Omit<WaitingRow, 'n'>,
): Promise<void> {
  await tx
    .update(delayedInbox)
    .set({ body: bodyOf(act, lookup) })
    .where(eq(delayedInbox.id, row))
}
