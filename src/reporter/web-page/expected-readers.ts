import type { OfficerId } from '#domain/case/ids.ts'
import { sameSet } from '#domain/concern/same-set.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'
import type { PageFiling } from '#wire/reporter.ts'
import { usableCustodians } from '../seal-concern.ts'
import { isSealedFor } from './verify-client-sealed.ts'

/**
 * Readers of a filing, computed as the browser does: all usable officers of the office except the excluded ones. A
 * different list is refused (cases 7 and 8).
 * @throws PROMISE_CHANGED when the roster changed; NO_READER, NO_CUSTODIAN, ENVELOPE_REFUSED
 */
export async function expectedReaders(
  services: Pick<Services, 'policy' | 'readership'>,
  filing: PageFiling,
): Promise<readonly OfficerId[]> {
  const { office, keptOut, readers, identity, letters, label } = filing
  const usable = await services.readership.of(office)
  const expected = usable.map(({ id }) => id).filter((id) => !keptOut.includes(id))
  if (expected.length === 0 || !sameSet(readers, expected)) throw new AppError('PROMISE_CHANGED')
  const [account, name] = letters
  const keeping = identity === 'confidential' ? await custodianIds(services) : []
  const sound =
    sameSet(label?.keys.map(({ reader }) => reader) ?? readers, readers) &&
    isSealedFor(account, { officers: readers, custodians: [], reporter: 'must' }) &&
    (name === undefined ||
      isSealedFor(name, { officers: readers, custodians: keeping, reporter: 'may' }))
  if (!sound) throw new AppError('ENVELOPE_REFUSED')
  return expected
}

/** Custodians by id. @throws NO_CUSTODIAN */
export async function custodianIds(
  services: Pick<Services, 'readership'>,
): Promise<readonly string[]> {
  return (await usableCustodians(services)).map(({ reader }) => reader)
}
