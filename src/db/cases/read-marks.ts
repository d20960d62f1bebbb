import { createHash } from 'node:crypto'
import { and, eq, gte, sql } from 'drizzle-orm'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Transaction } from '../database.ts'
import { envelopes } from '../schema/envelope.ts'
import { messages, partOf } from '../schema/message.ts'
import { readMarks } from '../schema/read-mark.ts'

/** This officer has fetched everything that is there. */
export async function markFetched(tx: Transaction, id: CaseId, officer: OfficerId): Promise<void> {
  await tx.execute(sql`
    insert into read_mark (case_id, officer, n)
    select ${id}, ${officer}, max(m.n) from message m where m.case_id = ${id}
    on conflict (case_id, officer) do update set n = excluded.n where read_mark.n < excluded.n
  `)
}

/** @returns whether it is a letter of the person's that this officer fetched */
export async function storeOpened(
  tx: Transaction,
  id: CaseId,
  officer: OfficerId,
  { seq, hash }: OpenedMessage,
): Promise<boolean> {
  const [letter] = await tx
    .select({ n: messages.n, data: envelopes.data })
    .from(messages)
    .innerJoin(envelopes, partOf(envelopes))
    .where(and(eq(messages.caseId, id), eq(messages.dir, 'r>o'), eq(messages.seq, seq)))
  if (letter === undefined) return false
  if (createHash('sha256').update(letter.data).digest('base64url') !== hash) return false
  const marked = await tx
    .update(readMarks)
    .set({ opened: sql`greatest(${readMarks.opened}, ${letter.n})` })
    .where(
      and(eq(readMarks.caseId, id), eq(readMarks.officer, officer), gte(readMarks.n, letter.n)),
    )
    .returning({ n: readMarks.n })
  return marked.length > 0
}
