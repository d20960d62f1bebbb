import { and, desc, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { CaseId, OfficerId, Reference } from '#domain/case/ids.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { QueuedCase } from '#ports.ts'
import { caseStatusOf, termsOf } from '../cases/status-columns.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { caseLeaves } from '../schema/case-leaf.ts'
import { events } from '../schema/event.ts'
import { messages } from '../schema/message.ts'
import { readMarks } from '../schema/read-mark.ts'

/** Cases of the transaction's officer, in no order: row-level security selects the rows by the session's officer. */
export async function queuedCases(tx: Transaction, which: SQL): Promise<(QueuedCase & Row)[]> {
  const last = tx
    .select({ dir: messages.dir, n: messages.n })
    .from(messages)
    .where(and(eq(messages.caseId, cases.id), ne(messages.dir, 'o>o')))
    .orderBy(desc(messages.n))
    .limit(1)
    .as('last')
  const holder = tx
    .select({ officer: events.officer })
    .from(events)
    .where(and(eq(events.caseId, cases.id), isNotNull(events.officer)))
    .orderBy(desc(events.n))
    .limit(1)
    .as('holder')
  const mark = tx
    .select({ opened: readMarks.opened })
    .from(readMarks)
    .where(eq(readMarks.caseId, cases.id))
  const rows = await tx
    .select({
      row: cases,
      unread: sql<boolean>`coalesce(${last.dir} = 'r>o' and ${last.n} > coalesce((${mark}), 0), false)`,
      heldBy: holder.officer,
      leaf: caseLeaves.leaf,
    })
    .from(cases)
    .leftJoinLateral(last, sql`true`)
    .leftJoinLateral(holder, sql`true`)
    .leftJoin(caseLeaves, and(eq(caseLeaves.caseId, cases.id), eq(caseLeaves.isPrimary, true)))
    .where(which)
  return rows.map(({ row, ...beside }) => ({ ...queuedCase(row, beside), row }))
}

interface Row {
  readonly row: typeof cases.$inferSelect
}

interface Beside {
  readonly unread: boolean
  readonly heldBy: string | null
  readonly leaf: string | null
}

function queuedCase(row: Row['row'], { unread, heldBy, leaf }: Beside): QueuedCase {
  return {
    id: row.id as CaseId,
    reference: row.reference as Reference,
    office: row.office,
    category: row.category,
    leaf: leaf as LeafId | null,
    channel: row.channel,
    terms: termsOf(row),
    status: caseStatusOf(row),
    danger: row.category === 'safety' && row.acknowledgedOn === null && row.closedOn === null,
    unread,
    heldBy: heldBy as OfficerId | null,
    isSpam: row.isSpam,
  }
}
