import type { CaseId } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'

/**
 * The officer's machine opened a message of the person's: for her it is new no more. Nothing is handed out, and the
 * machine says it by itself: a refused try is not ledgered, or its line would tell when somebody was kept out (T-106).
 * @throws CASE_UNKNOWN when she did not fetch it
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
