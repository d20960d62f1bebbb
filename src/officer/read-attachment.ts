import { type CaseId, ID_SHAPE } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'

/**
 * Fetches a sealed file of a case for its reader. One of another case, of another officer, and one that does not exist
 * are the same, and each try is ledgered; that of somebody who is kept out of the case is not (T-106).
 * @throws CASE_UNKNOWN; ENVELOPE_BROKEN when not all of it is here
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
