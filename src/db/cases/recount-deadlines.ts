import { and, asc, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { isSpam } from '#domain/case/spam.ts'
import { lapsesOn } from '#domain/case/urgency.ts'
import { type Database, rowsOf, type Transaction } from '../database.ts'
import { arrayLiteral } from '../literal.ts'
import { cases } from '../schema/case.ts'
import { events } from '../schema/event.ts'
import { caseStatusOf, eventOf, recounted, type TermsRow, termsOf } from './status-columns.ts'

const AT_ONCE = 500

/** What the clock of a case is counted from, and what it says; a duty may read no more. */
const COLUMNS = {
  id: cases.id,
  reference: cases.reference,
  receivedOn: cases.receivedOn,
  receivedAt: cases.receivedAt,
  replyDays: cases.replyDays,
  replyHours: cases.replyHours,
  zone: cases.zone,
  state: cases.state,
  dueOn: cases.dueOn,
  dueAt: cases.dueAt,
  pausedOn: cases.pausedOn,
  pausedDays: cases.pausedDays,
  acknowledgedOn: cases.acknowledgedOn,
  respondedOn: cases.respondedOn,
  outcome: cases.outcome,
  closedOn: cases.closedOn,
  isSpam: cases.isSpam,
}

/** Open cases, and those to which something happened since yesterday: the nightly cost does not grow with the closed. */
const RECENT = or(
  isNull(cases.closedOn),
  inArray(cases.id, sql`(select e.case_id from event e where e.recorded >= current_date - 3)`),
)

/** Counts anew, in this transaction, every clock whose row says something else than its events: the rules have changed. */
export async function recountAll(tx: Transaction): Promise<void> {
  let after = ''
  for (;;) {
    const page = await onePage(tx, after, undefined)
    for (const { id } of page.moved) await recountOne(tx, id)
    if (page.last === null) return
    after = page.last
  }
}

async function recountOne(tx: Transaction, id: string): Promise<void> {
  const [row] = await tx.select(COLUMNS).from(cases).where(eq(cases.id, id))
  if (row === undefined) return
  const happened = await tx.select().from(events).where(eq(events.caseId, id)).orderBy(events.n)
  const clock = countable(() => recounted(row, happened.map(eventOf)))
  // It stays as it is, and is named each night.
  if (clock !== null) await tx.update(cases).set(clock).where(eq(cases.id, id))
}

/** What a day that is none ends; `null` then. A bad row stops the count of no other. */
function countable<T>(count: () => T): T | null {
  try {
    return count()
  } catch (thrown) {
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

export interface MovedClock {
  readonly id: string
  readonly reference: string
}

/**
 * Cases whose due day, outcome, state or other column of the clock is not what their events say, that lapsed too
 * early, whose acts and letters do not match, or whose days are none.
 */
export async function movedClocks(
  db: Database,
  which: 'all' | 'recent',
): Promise<readonly MovedClock[]> {
  const scope = which === 'all' ? undefined : RECENT
  const moved: MovedClock[] = []
  let after = ''
  for (;;) {
    // Rows and events of one moment: an act in between would look like a moved clock.
    const { last, ...counted } = await db.transaction(
      async (tx) => {
        const page = await onePage(tx, after, scope)
        return { ...page, unmatched: await unmatchedAmong(tx, page.all) }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    moved.push(...new Set([...counted.moved, ...counted.unmatched]))
    if (last === null) return moved
    after = last
  }
}

async function onePage(
  tx: Transaction,
  after: string,
  scope: SQL | undefined,
): Promise<{
  readonly all: readonly MovedClock[]
  readonly moved: readonly MovedClock[]
  readonly last: string | null
}> {
  const rows = await tx
    .select(COLUMNS)
    .from(cases)
    .where(and(gt(cases.id, after), scope))
    .orderBy(asc(cases.id))
    .limit(AT_ONCE)
  const last = rows.at(-1)
  if (last === undefined) return { all: [], moved: [], last: null }
  const ids = rows.map(({ id }) => id)
  const happened = await tx
    .select()
    .from(events)
    .where(inArray(events.caseId, ids))
    .orderBy(events.caseId, events.n)
  const histories = Map.groupBy(happened, ({ caseId }) => caseId)
  const moved = rows.filter((row) => {
    const written = histories.get(row.id) ?? []
    const history = written.map(eventOf)
    const whole = history[0]?.act === 'received' && written.every(({ n }, at) => n === at + 1)
    if (!whole || Number.isNaN(row.dueAt?.getTime())) return true
    const isMoved = countable(() => {
      const before = JSON.stringify([caseStatusOf(row), row.isSpam])
      const counted = JSON.stringify([caseStatusOf(recounted(row, history)), isSpam(history)])
      return before !== counted || lapsedEarly(row, history)
    })
    return isMoved ?? true
  })
  return { all: rows, moved, last: rows.length < AT_ONCE ? null : last.id }
}

/** Whose acts do not come with what they say, or whose letters, consents and answers come without their act. */
async function unmatchedAmong(
  tx: Transaction,
  all: readonly MovedClock[],
): Promise<readonly MovedClock[]> {
  const ids = arrayLiteral(all.map(({ id }) => id))
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from unmatched_cases(${ids}::text[], null) as id`,
  )
  const unmatched = new Set(rows.map(({ id }) => id))
  return all.filter(({ id }) => unmatched.has(id))
}

/** Was a question said to have lapsed before its fourteen days, by what had been done until then? */
function lapsedEarly(row: TermsRow, history: readonly CaseEvent[]): boolean {
  return history.some(({ act, on }, at) => {
    if (act !== 'lapsed') return false
    const lapseDay = lapsesOn(computeCaseStatus(termsOf(row), history.slice(0, at)))
    return lapseDay === null || on < lapseDay
  })
}
