import type { CaseId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { HeldCase, World } from '#ports.ts'

/**
 * Fetches a case for its reader. One that is not hers and one that does not exist are the same, and both tries are
 * ledgered; that of somebody who is kept out of it is not (T-106).
 * @throws CASE_UNKNOWN
 */
export async function readCase(
  world: Pick<World, 'desk'>,
  officer: Officer,
  id: CaseId,
): Promise<HeldCase> {
  const found = await world.desk.open(officer.id, id)
  if (found !== null) return found
  await world.desk.refused(officer.id, 'opened', id)
  throw new AppError('CASE_UNKNOWN')
}
