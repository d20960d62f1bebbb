import type { CaseId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'

/**
 * Records that the officer's browser opened a letter of the reporter, so that it no longer counts as unread for this
 * officer. The browser sends it by itself and gets nothing for it, so a refused try is not written to the ledger: its
 * line would tell when somebody was excluded (T-106).
 * @throws CASE_UNKNOWN when this officer did not fetch the letter
 */
export async function markOpened(
  services: Pick<Services, 'desk'>,
  officer: Officer,
  id: CaseId,
  message: OpenedMessage,
): Promise<void> {
  const marked = await services.desk.opened(officer.id, id, message)
  if (!marked) throw new AppError('CASE_UNKNOWN', { case: id })
}
