import type { Custodian } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { AskedName, CustodianHalf, Services } from '#ports.ts'

/** Open identity requests that a custodian may decide, the oldest first. */
export function readNames(
  services: Pick<Services, 'custody'>,
  custodian: Custodian,
): Promise<readonly AskedName[]> {
  return services.custody.asked(custodian.id)
}

/**
 * One identity request with the custodian's half of the name. A request of another custodian is answered like one that
 * does not exist, and written to the ledger.
 * @throws CASE_UNKNOWN
 */
export async function readName(
  services: Pick<Services, 'custody'>,
  custodian: Custodian,
  request: string,
): Promise<CustodianHalf> {
  const half = await services.custody.open(custodian.id, request)
  if (half !== null) return half
  await services.custody.refused(custodian.id, 'name_fetched', request)
  throw new AppError('CASE_UNKNOWN')
}
