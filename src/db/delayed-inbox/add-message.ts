import type { SealedLetter } from '#domain/case/envelope.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Exclusions } from '#ports.ts'
import { type Addition, addOnce, Undone } from '../cases/add-once.ts'
import { refuseExcluded } from '../cases/change-case.ts'
import { anyExcluded } from '../cases/exclusions.ts'
import type { Transaction } from '../database.ts'
import { claimWithin } from '../idempotency.ts'
import { countLetter } from '../uploads/daily-bytes.ts'
import { claimFiles } from '../uploads/message-files.ts'
import { doesNotWait, type InboxRules, type LockedCase, lockDelayedCase } from './lock-case.ts'
import { appendRow } from './rows.ts'

/** Adds a reporter's letter: to the pending rows, or to the case where it cannot wait. */
export async function addToDelayedInbox(
  tx: Transaction,
  rules: InboxRules,
  addition: Addition,
): Promise<'added' | 'already'> {
  const added = await addHeld(tx, rules, addition)
  if (added === 'added') await countLetter(tx, addition.letter, addition.event.on)
  return added
}

async function addHeld(
  tx: Transaction,
  rules: InboxRules,
  addition: Addition,
): Promise<'added' | 'already'> {
  const { lookup, nonce, letter, event, identity = null } = addition
  const met = await lockDelayedCase(tx, rules.unreleasedFrom, lookup)
  if (doesNotWait(met)) return addOnce(tx, rules, addition)
  if (letter.case !== met.delayedCase.id) throw new AppError('ENVELOPE_FOREIGN')
  if (!(await claimWithin(tx, nonce, event.on))) return 'already'
  if (met.delayedCase.status.closedOn !== null) throw new Undone('closed')
  await refuseMisfits(tx, rules, met, letter)
  await claimFiles(tx, letter)
  const act = { event, letters: [letter], filing: null, identity, consent: null }
  await appendRow(tx, lookup, met.delayedCase.office, met.waiting, act)
  return 'added'
}

/**
 * Checks a pending letter as the database would on storing it: its position is taken, or a recipient may not read the
 * case. The browser then reloads and seals again.
 */
export async function refuseMisfits(
  tx: Transaction,
  rules: Exclusions,
  { delayedCase, waiting }: LockedCase,
  letter: SealedLetter,
): Promise<void> {
  const taken = delayedCase.letters.some(
    ({ head }) => head.id === letter.id || (head.dir === 'r>o' && head.seq === letter.seq),
  )
  const officers = letter.keys
    .filter(({ role }) => role === 'officer')
    .map(({ reader }) => reader as OfficerId)
  const strange = officers.some((officer) => !delayedCase.readers.includes(officer))
  const tags = waiting.flatMap(({ filing }) => filing?.exclusions ?? [])
  if (taken || strange || (await anyExcluded(rules, delayedCase.id, officers, tags))) {
    throw new Undone('changed')
  }
  await refuseExcluded(tx, rules, letter)
}
