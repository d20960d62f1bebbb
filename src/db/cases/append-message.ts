import { eq, sql } from 'drizzle-orm'
import type { CaseStatus } from '#domain/case/case-status.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { type CaseEvent, isNextOwnAct, lastOwnAct } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { isSpam } from '#domain/case/spam.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { envelopes } from '../schema/envelope.ts'
import { events } from '../schema/event.ts'
import { messages } from '../schema/message.ts'
import { messageKeys } from '../schema/message-key.ts'
import { storeFiles } from '../uploads/message-files.ts'
import { caseByLookup } from './case-by-lookup.ts'
import { lockCase } from './lock-case.ts'
import { eventOf, termsOf } from './status-columns.ts'

/** Puts a letter behind the others. The case is locked by whoever calls; a taken position is a unique violation. @throws UPLOAD_REFUSED */
export async function appendLetter(tx: Transaction, letter: SealedLetter): Promise<void> {
  const n = sql<number>`(select coalesce(max(m.n), 0) + 1 from message m where m.case_id = ${letter.case})`
  await tx.insert(messages).values({
    id: letter.id,
    caseId: letter.case,
    n,
    dir: letter.dir,
    seq: letter.seq,
    kind: letter.kind,
    day: letter.on,
  })
  await tx
    .insert(envelopes)
    .values({ caseId: letter.case, messageId: letter.id, data: letter.data })
  await storeFiles(tx, letter)
  if (letter.keys.length === 0) return
  await tx.insert(messageKeys).values(
    letter.keys.map((key) => ({
      caseId: letter.case,
      messageId: letter.id,
      role: key.role,
      reader: key.reader,
      packet: key.bytes,
    })),
  )
}

/** Columns that the clock of a case is counted from; a duty may read no more. */
const CLOCK_COLUMNS = {
  receivedOn: cases.receivedOn,
  receivedAt: cases.receivedAt,
  replyDays: cases.replyDays,
  replyHours: cases.replyHours,
  zone: cases.zone,
}

/**
 * Whether an act that was signed is still the next one of its person; the case stays locked. Not asked at a release: what
 * was acknowledged is stored.
 */
export async function isStillNext(
  tx: Transaction,
  lookup: Uint8Array,
  event: CaseEvent,
): Promise<boolean> {
  if (event.signedAct === undefined) return true
  const id = await caseByLookup(tx, lookup)
  await lockCase(tx, id)
  const rows = await tx.select().from(events).where(eq(events.caseId, id)).orderBy(events.n)
  return isNextOwnAct(event, lastOwnAct(rows.map(eventOf)))
}

/** Writes what happened, and counts the clock anew from everything that did. The case is locked by whoever calls. */
export async function appendEvent(
  tx: Transaction,
  id: CaseId,
  event: CaseEvent,
  officer: string | null,
): Promise<CaseStatus | null> {
  const before = await tx.select().from(events).where(eq(events.caseId, id)).orderBy(events.n)
  await tx.insert(events).values({
    caseId: id,
    n: before.length + 1,
    day: event.on,
    at: event.at,
    act: event.act,
    actor: event.by,
    officer,
    reason: event.reason,
    corrects: event.corrects,
    signedAct: event.signedAct === undefined ? null : JSON.stringify(event.signedAct),
  })
  const [terms] = await tx.select(CLOCK_COLUMNS).from(cases).where(eq(cases.id, id))
  if (terms === undefined) return null
  const history = [...before.map(eventOf), event]
  const after = computeCaseStatus(termsOf(terms), history)
  await tx
    .update(cases)
    // Time alone lets a case lapse, and may change nothing else.
    .set(event.by === 'duty' ? { state: after.state } : { ...after, isSpam: isSpam(history) })
    .where(eq(cases.id, id))
  return after
}
