import { sql } from 'drizzle-orm'
import type { CaseId, OfficerId } from '../case/ids.ts'
import type { Transaction } from './database.ts'

/** This officer has fetched everything that is there. */
export async function markRead(tx: Transaction, id: CaseId, officer: OfficerId): Promise<void> {
  await tx.execute(sql`
    insert into read_mark (case_id, officer, n)
    select ${id}, ${officer}, max(m.n) from message m where m.case_id = ${id}
    on conflict (case_id, officer) do update set n = excluded.n where read_mark.n < excluded.n
  `)
}
