import { eq, sql } from 'drizzle-orm'
import { type Day, later } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { Exclusions } from '#ports.ts'
import { storeConsentAnswer } from '../cases/answer-consent.ts'
import { appendEvent, appendLetter } from '../cases/append-message.ts'
import { caseByLookup } from '../cases/case-by-lookup.ts'
import { refuseExcluded } from '../cases/change-case.ts'
import { lockCase } from '../cases/lock-case.ts'
import { asPerson, type Database, type Transaction } from '../database.ts'
import { NO_TIME_LIMIT } from '../pool.ts'
import { cases } from '../schema/case.ts'
import { delayedInbox } from '../schema/delayed-inbox.ts'
import { readers } from '../schema/reader.ts'
import type { Due } from './rows.ts'
import { actOf, type WaitingAct } from './waiting-act.ts'

/**
 * Stores a pending act on a case that is already released, as its person.
 * @returns `false` when the row is gone: withdrawn, or released by another server. @throws CASE_UNKNOWN for no such case
 */
export function releaseAct(db: Database, rules: Exclusions, due: Due): Promise<boolean> {
  const release = async (tx: Transaction) => {
    const id = await caseByLookup(tx, due.lookup)
    await lockCase(tx, id)
    const [row] = await tx
      .select({ body: delayedInbox.body })
      .from(delayedInbox)
      .where(eq(delayedInbox.id, due.id))
      .for('update')
    if (row === undefined) return false
    await store(tx, rules, due.lookup, id, actOf(row.body))
    // Deleted last: until then the database reads its day of arrival from it.
    await tx.delete(delayedInbox).where(eq(delayedInbox.id, due.id))
    return true
  }
  return asPerson(db, due.lookup, release, NO_TIME_LIMIT)
}

async function store(
  tx: Transaction,
  rules: Exclusions,
  lookup: Uint8Array,
  id: CaseId,
  { event, letters, identity, consent }: WaitingAct,
): Promise<void> {
  const [sealed] = letters
  if (sealed === undefined) {
    // Also where its office closed the case meanwhile: she was told that it is settled.
    await appendEvent(tx, id, event, null)
    return
  }
  await reopen(tx, id, event)
  const letter = await forReaders(tx, sealed)
  if (consent !== null) {
    const answer = { consent, letter, event }
    if ((await storeConsentAnswer(tx, rules, lookup, answer)) === 'recorded') return
  }
  // An answer to a request that was replaced is no consent; its letter is stored all the same.
  const writtenEvent: CaseEvent = consent === null ? event : { ...event, act: 'added' }
  await refuseExcluded(tx, rules, letter)
  await appendLetter(tx, letter)
  await appendEvent(tx, id, writtenEvent, null)
  if (identity !== null) await tx.update(cases).set({ identity }).where(eq(cases.id, id))
}

/** Reopens a case that the office closed before it had seen this act. */
async function reopen(tx: Transaction, id: CaseId, { on }: CaseEvent): Promise<void> {
  const [row] = await tx.select({ closedOn: cases.closedOn }).from(cases).where(eq(cases.id, id))
  if (row === undefined || row.closedOn === null) return
  const event: CaseEvent = {
    act: 'reopened',
    by: 'reporter',
    on: later(row.closedOn as Day, on),
    at: null,
    reason: null,
    corrects: null,
  }
  await appendEvent(tx, id, event, null)
}

/**
 * Drops the key packets of officers who lost access in the meantime, kept out or of another office by now. With none left
 * the letter is still stored, as older letters stay when their reader is excluded (decision 007): a refusal would show the
 * exclusion in the log (T-106) and block all later acts of the person. Where all left the office, their packets stay with
 * it: they open nothing meanwhile, and a roster that was wrong loses no letter.
 */
async function forReaders(tx: Transaction, letter: SealedLetter): Promise<SealedLetter> {
  const present = await tx
    .select({
      officer: readers.officer,
      atOffice: sql<boolean>`works_at((select roster_offices()), ${readers.officer}, ${cases.office})`,
    })
    .from(readers)
    .innerJoin(cases, eq(cases.id, readers.caseId))
    .where(eq(readers.caseId, letter.case))
  const atOffice = present.filter((one) => one.atOffice)
  const reading = atOffice.length > 0 ? atOffice : present
  const reads = (id: string) => reading.some(({ officer }) => officer === id)
  const keys = letter.keys.filter(({ role, reader }) => role !== 'officer' || reads(reader))
  return { ...letter, keys }
}
