import { answerTo, contradicts } from '#domain/case/consent.ts'
import { isNextOwnAct } from '#domain/case/event.ts'
import { AppError } from '#errors.ts'
import { type StoredConsentAnswer, storeConsentAnswer } from '../cases/answer-consent.ts'
import type { Transaction } from '../database.ts'
import { countLetter } from '../uploads/daily-bytes.ts'
import { claimFiles } from '../uploads/message-files.ts'
import { refuseMisfits } from './add-message.ts'
import { doesNotWait, type InboxRules, lockDelayedCase } from './lock-case.ts'
import { appendRow } from './rows.ts'

type DelayedOutcome = Awaited<ReturnType<typeof storeConsentAnswer>> | 'changed'

/** Stores an answer to a consent request, checked with the pending rows. */
export async function answerInDelayedInbox(
  tx: Transaction,
  rules: InboxRules,
  lookup: Uint8Array,
  answer: StoredConsentAnswer,
): Promise<DelayedOutcome> {
  const done = await consentHeld(tx, rules, lookup, answer)
  if (done === 'recorded') await countLetter(tx, answer.letter, answer.event.on)
  return done
}

async function consentHeld(
  tx: Transaction,
  rules: InboxRules,
  lookup: Uint8Array,
  answer: StoredConsentAnswer,
): Promise<DelayedOutcome> {
  const met = await lockDelayedCase(tx, rules.unreleasedFrom, lookup)
  if (!isNextOwnAct(answer.event, met.delayedCase.lastAct)) return 'changed'
  if (doesNotWait(met)) return storeConsentAnswer(tx, rules, lookup, answer)
  const { consent, letter, event } = answer
  const { delayedCase } = met
  if (letter.case !== delayedCase.id) throw new AppError('ENVELOPE_FOREIGN')
  const heads = delayedCase.letters.map(({ head }) => head)
  const stands = answerTo(consent, heads, delayedCase.consents, delayedCase.office)
  if (stands !== 'new') return stands
  if (contradicts(consent, delayedCase.consents)) return 'replaced'
  if (delayedCase.status.closedOn !== null) return 'closed'
  await refuseMisfits(tx, rules, met, letter)
  await claimFiles(tx, letter)
  const act = { event, letters: [letter], filing: null, identity: null, consent }
  await appendRow(tx, lookup, delayedCase.office, met.waiting, act)
  return 'recorded'
}
