import { eq } from 'drizzle-orm'
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
import { settleCase } from '../cases/withdraw.ts'
import { asPerson, type Database, type Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { delayedInbox } from '../schema/delayed-inbox.ts'
import { readers } from '../schema/reader.ts'
import type { Due } from './rows.ts'
import { actOf, type WaitingAct } from './waiting-act.ts'

/**
 * Stores an act of a case that is released already, in the name of its person.
 * @returns `false` when it is gone: taken back, or released by somebody else. @throws CASE_UNKNOWN for no such case
 */
export function releaseAct(db: Database, rules: Exclusions, due: Due): Promise<boolean> {
  return asPerson(db, due.lookup, async (tx) => {
    const id = await caseByLookup(tx, due.lookup)
    await lockCase(tx, id)
    const [row] = await tx
      .select({ body: delayedInbox.body })
      .from(delayedInbox)
      .where(eq(delayedInbox.id, due.id))
      .for('update')
    if (row === undefined) return false
    await store(tx, rules, due.lookup, id, actOf(row.body))
    // Last: until then it says to the database on which day it was let in.
    await tx.delete(delayedInbox).where(eq(delayedInbox.id, due.id))
    return true
  })
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
    await settleCase(tx, lookup, event)
    return
  }
  await reopen(tx, id, event)
  const letter = await forReaders(tx, sealed)
  if (consent !== null) {
    const answer = { consent, letter, event }
    if ((await storeConsentAnswer(tx, rules, lookup, answer)) === 'recorded') return
  }
  // An answer that the office's next question overtook is no consent any more; her letter is still hers.
  const told: CaseEvent = consent === null ? event : { ...event, act: 'added' }
  await refuseExcluded(tx, rules, letter)
  await appendLetter(tx, letter)
  await appendEvent(tx, id, told, null)
  if (identity !== null) await tx.update(cases).set({ identity }).where(eq(cases.id, id))
}

/** She wrote before it was closed, and its office closed it without having seen that: so it is open again. */
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
 * Whoever stopped reading while it waited gets no key packet. When that was everybody it is stored all the same, as a
 * letter from before is left when its reader is kept out (decision 007): a refusal would be a line of the log that
 * somebody was (T-106), and all that she wrote since would wait behind it for ever.
 */
async function forReaders(tx: Transaction, letter: SealedLetter): Promise<SealedLetter> {
  const present = await tx
    .select({ officer: readers.officer })
    .from(readers)
    .where(eq(readers.caseId, letter.case))
  const reads = (id: string) => present.some(({ officer }) => officer === id)
  const keys = letter.keys.filter(({ role, reader }) => role !== 'officer' || reads(reader))
  return { ...letter, keys }
}
