import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#domain/case/day.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { MOST_COUNTED, PILES, type Pile, type QueueCursor, ROWS_A_PAGE } from '#domain/case/pile.ts'
import type { Office } from '#domain/concern/office.ts'
import type { CountedCases, QueuedCase } from '#ports.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { arrayLiteral } from '../literal.ts'
import { cases, DUE_AT, DUE_ON, PILE } from '../schema/case.ts'
import { queuedCases } from './queue.ts'

/*
 * Each pile of each office of the transaction's officer is read by the index `case_open`, in its order and to its limit:
 * what a look costs does not grow with the number of cases that she reads.
 */

/**
 * The planner knows little of a table under row-level security, and would read a whole pile and sort it where it guesses
 * that few cases are in it.
 */
const IN_ITS_ORDER = sql`select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`

const BY_CLOCK = sql.raw(`${DUE_ON}, ${DUE_AT}, id`)

/** The first cases of these piles, or those behind a place: of each pile one more than a page, to tell whether there are more. */
export async function queuePage(
  tx: Transaction,
  piles: readonly Pile[],
  after: QueueCursor | null,
): Promise<readonly QueuedCase[]> {
  const { dueOn, dueAt, id } = after ?? {}
  const behind =
    after === null
      ? sql`true`
      : sql`(${BY_CLOCK}) > (${dueOn ?? 'infinity'}::date, ${dueAt?.toISOString() ?? 'infinity'}::timestamptz, ${id})`
  await tx.execute(IN_ITS_ORDER)
  const page = await rowsOf<{ id: string }>(
    tx,
    sql`select open.id from ${ofEach(piles, sql`id`, behind, ROWS_A_PAGE + 1)} order by open.at`,
  )
  if (page.length === 0) return []
  const ids = page.map((row) => row.id)
  const rows = new Map(
    (await queuedCases(tx, inArray(cases.id, ids))).map(({ row: _, ...rest }) => [rest.id, rest]),
  )
  return ids.flatMap((each) => rows.get(each as CaseId) ?? [])
}

/** How many of the first cases of each pile stand alike. */
export async function countOpen(tx: Transaction): Promise<readonly CountedCases[]> {
  await tx.execute(IN_ITS_ORDER)
  const rows = await rowsOf<CountedRow>(
    tx,
    sql`select p.pile, o.office, state, due_on, due_at, paused_on, count(*)::int as n
      from ${ofEach(PILES, sql`state, due_on, due_at, paused_on`, sql`true`, MOST_COUNTED)}
      group by 1, 2, 3, 4, 5, 6`,
  )
  return rows.map(({ n, pile, office, state, ...row }) => ({
    pile,
    office,
    count: n,
    status: {
      state,
      dueOn: row.due_on as Day | null,
      dueAt: row.due_at === null ? null : new Date(row.due_at),
      pausedOn: row.paused_on as Day | null,
    },
  }))
}

interface CountedRow extends Record<string, unknown> {
  readonly pile: Pile
  readonly office: Office
  readonly state: CountedCases['status']['state']
  readonly due_on: string | null
  readonly due_at: string | null
  readonly paused_on: string | null
  readonly n: number
}

/** Under row-level security, which is asked before the limit: what she may not read takes no place of a page. */
function ofEach(piles: readonly Pile[], columns: SQL, where: SQL, most: number): SQL {
  return sql`unnest(${arrayLiteral(piles)}::text[]) p (pile), unnest(offices_of(this_officer())) o (office),
    lateral (
      select ${columns}, row_number() over (order by ${BY_CLOCK}) as at from "case"
      where closed_on is null and office = o.office and (${sql.raw(PILE)}) = p.pile and ${where}
      order by ${BY_CLOCK} limit ${most}
    ) open`
}
