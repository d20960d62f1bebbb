import type { Custodian } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import type { AskedName, CustodianHalf, Services } from '#ports.ts'

/** What a custodian is asked, the oldest first. */
export function readNames(
  services: Pick<Services, 'custody'>,
  custodian: Custodian,
): Promise<readonly AskedName[]> {
  return services.custody.asked(custodian.id)
}

/**
 * One request, with his half of the name. One that is not his and one that does not exist are the same to him; the try
 * at another's is ledgered. @throws CASE_UNKNOWN
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
