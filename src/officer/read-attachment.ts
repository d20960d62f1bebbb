import { type CaseId, ID_SHAPE } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'

/**
 * Fetches one sealed attachment of a case. A file of another case, a file of a case this officer cannot read, and a
 * file that does not exist are answered alike, and each try is written to the ledger; not for an officer excluded from
 * the case (T-106).
 * @param file id as requested; anything that is no id is unknown
 * @throws CASE_UNKNOWN; ENVELOPE_BROKEN when bytes of it are missing
 */
export async function readAttachment(
  services: Pick<Services, 'desk' | 'attachments'>,
  officer: Officer,
  id: CaseId,
  file: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = ID_SHAPE.test(file) ? await services.attachments.open(officer.id, id, file) : null
  if (bytes !== null) return bytes
  await services.desk.refused(officer.id, 'opened', id)
  throw new AppError('CASE_UNKNOWN')
}
