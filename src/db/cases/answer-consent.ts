import { eq, sql } from 'drizzle-orm'
import { answerTo, contradicts, type GivenConsent } from '#domain/case/consent.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { type CaseId, fromBase64url, type MessageId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Exclusions } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { consents } from '../schema/consent.ts'
import { messages } from '../schema/message.ts'
import { appendEvent, appendLetter } from './append-message.ts'
import { caseByLookup } from './case-by-lookup.ts'
import { refuseExcluded } from './change-case.ts'
import { givenConsents } from './given-consents.ts'
import { lockCase } from './lock-case.ts'

type Outcome = 'recorded' | 'closed' | Exclude<ReturnType<typeof answerTo>, 'new'>

export interface StoredConsentAnswer {
  readonly consent: GivenConsent
  readonly letter: SealedLetter
  readonly event: CaseEvent
}

/** Judged on a case that stands still meanwhile: of two answers at once the second meets the first. */
export async function storeConsentAnswer(
  tx: Transaction,
  rules: Exclusions,
  lookup: Uint8Array,
  { consent, letter, event }: StoredConsentAnswer,
): Promise<Outcome> {
  const id = await caseByLookup(tx, lookup)
  if (letter.case !== id) throw new AppError('ENVELOPE_FOREIGN')
  const { office, closed } = await lockCase(tx, id)
  const before = (await givenConsents(tx, [id])).get(id) ?? []
  const stands = answerTo(consent, await lettersOf(tx, id), before, office)
  if (stands !== 'new') return stands
  if (contradicts(consent, before)) return 'replaced'
  if (closed) return 'closed'
  await refuseExcluded(tx, rules, letter)
  await appendLetter(tx, letter)
  await tx.insert(consents).values({
    caseId: id,
    n: sql<number>`(select coalesce(max(c.n), 0) + 1 from consent c where c.case_id = ${id})`,
    office: consent.office,
    content: fromBase64url(consent.hash),
    request: consent.request,
    agreed: consent.agreed,
    day: consent.on,
  })
  await appendEvent(tx, id, event, null)
  return 'recorded'
}

function lettersOf(tx: Transaction, id: CaseId) {
  return tx
    .select({ id: sql<MessageId>`${messages.id}`, dir: messages.dir, kind: messages.kind })
    .from(messages)
    .where(eq(messages.caseId, id))
    .orderBy(messages.n)
}
