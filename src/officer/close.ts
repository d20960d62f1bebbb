import type { ClosingReason } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord } from '#ports.ts'
import { act, type OfficerServices } from './act.ts'

/**
 * Closes a case. The annual report counts it under the reason. Refused unless this officer fetched the reporter's last
 * letter and the officer's browser reports that it opened it.
 * A case of the ombudsman is not erased here but after the next release (`daily-release.ts`): a waiting letter reopens
 * the case, and a different response would tell that one waits.
 * @throws CASE_CHANGED when there is a newer letter of the reporter, or this one was not fetched; whatever `act` throws
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
