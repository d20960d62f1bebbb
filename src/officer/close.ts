import type { ClosingReason } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Ends a case, with the reason the annual report counts it under. What the person wrote last was fetched by this
 * officer, and her machine says that it opened it. What the ombudsman closed is erased by the next
 * release (`release.ts`) and not here: a letter that waits opens the case again, and an answer that differed would say
 * that one waits.
 */
export async function close(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  reason: ClosingReason,
  opened: OpenedMessage,
): Promise<CaseRecord> {
  const fetched = await services.desk.opened(officer.id, id, opened)
  return act(services, officer, id, {
    act: 'closed',
    reason,
    letter: null,
    refuse: ({ letters }) => {
      const newest = letters.findLast(({ dir }) => dir === 'r>o')
      if (!fetched || newest?.seq !== opened.seq) throw new AppError('CASE_CHANGED', { case: id })
    },
  })
}
