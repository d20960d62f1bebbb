import { eq } from 'drizzle-orm'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { Act } from '#domain/case/event.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Change, Exclusions } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { constraintOf, sqlStateOf } from '../error-mapping.ts'
import { exclusions } from '../schema/exclusion.ts'
import { appendEvent, appendLetter } from './append-message.ts'
import { anyExcluded } from './exclusions.ts'
import { loadCase } from './load-case.ts'
import { lockCase } from './lock-case.ts'
import { askForName } from './name-request.ts'
import { markFetched } from './read-marks.ts'

/** What the database says to a key packet for somebody who is no reader. */
export const NOT_ALLOWED = '42501'

interface CaseRequest {
  readonly rules: Exclusions
  readonly officer: OfficerId
  readonly id: CaseId
  readonly decide: (caseRecord: CaseRecord) => Change | Promise<Change>
}

/** To these acts an officer's machine is answered with no case; to all others with the case and its letters. */
const ANSWERED_WITHOUT_LETTERS: readonly Act[] = ['set_aside', 'brought_back']

/** An officer's act: decided on a case that stands still meanwhile, and stored whole or not at all. */
export async function changeCase(tx: Transaction, asked: CaseRequest): Promise<CaseRecord> {
  const { officer, id } = asked
  await lockCase(tx, id)
  const caseRecord = await loadCase(tx, id)
  if (caseRecord === null) throw new AppError('CASE_UNKNOWN')
  const { event, letter, nameRequest } = await asked.decide(caseRecord)
  if (letter !== undefined) await store(tx, asked, letter)
  if (nameRequest !== undefined) await askForName(tx, id, officer, event.on, nameRequest)
  // Its line of the ledger is written by the database.
  await appendEvent(tx, id, event, event.by === 'officer' ? officer : null)
  if (!ANSWERED_WITHOUT_LETTERS.includes(event.act)) await markFetched(tx, id, officer)
  const changed = await loadCase(tx, id)
  if (changed === null) throw new AppError('CASE_UNKNOWN')
  return changed
}

async function store(tx: Transaction, asked: CaseRequest, letter: SealedLetter): Promise<void> {
  if (letter.case !== asked.id) throw new AppError('ENVELOPE_FOREIGN')
  await refuseExcluded(tx, asked.rules, letter)
  try {
    await appendLetter(tx, letter)
  } catch (thrown) {
    if (isPositionTaken(thrown)) throw new AppError('CASE_CHANGED', { case: asked.id })
    if (sqlStateOf(thrown) === NOT_ALLOWED) throw new AppError('KEY_REFUSED', { case: asked.id })
    throw thrown
  }
}

/** @throws KEY_REFUSED when a key packet is for somebody who is kept out of the case */
export async function refuseExcluded(
  tx: Transaction,
  rules: Exclusions,
  letter: SealedLetter,
): Promise<void> {
  const tags = await tx
    .select({ tag: exclusions.tag })
    .from(exclusions)
    .where(eq(exclusions.caseId, letter.case))
  const officers = letter.keys
    .filter((key) => key.role === 'officer')
    .map((key) => key.reader as OfficerId)
  const excluded = await anyExcluded(
    rules,
    letter.case,
    officers,
    tags.map((row) => row.tag),
  )
  if (excluded) throw new AppError('KEY_REFUSED', { case: letter.case })
}

/** Somebody else's letter has the position, or the same letter came twice. */
export function isPositionTaken(thrown: unknown): boolean {
  return ['message_position', 'message_order', 'message_case_id_id_pk'].includes(
    constraintOf(thrown) ?? '',
  )
}
