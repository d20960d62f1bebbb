import type { SignedAct } from '#domain/case/act.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Holder, ReporterStore, ReportersCase, Services } from '#ports.ts'
import { type OwnActs, ownCase, ownDay, whoReadsNow } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { signOnPage } from './sign-own-act.ts'

type KeepOutServices = OwnActs & {
  readonly exclusions: Pick<Services['exclusions'], 'tag'>
}

/** A reader of the case, by public label. */
export interface NamedReader {
  readonly id: OfficerId
  readonly label: string
}

/**
 * Current readers of a case, by the labels of the last roster, also when its days are over: who reads goes on reading
 * then. Whoever left the office reads no longer.
 */
export async function namedReaders(
  services: Pick<Services, 'readership'>,
  reportersCase: Pick<ReportersCase, 'office' | 'readers'>,
): Promise<readonly NamedReader[]> {
  const { officers } = await services.readership.known()
  return officers
    .filter(
      ({ id, office }) => office === reportersCase.office && reportersCase.readers.includes(id),
    )
    .map(({ id, label }) => ({ id, label }))
}

/**
 * Excludes readers from a stored case: deletes their key packets and rows; the server refuses them from now on.
 * Earlier exclusions stay. At least one reader with a usable key has to remain. On the page the act is signed with the key
 * of the case; the signature is checked and stored nowhere (decision 007).
 * @returns the number of remaining readers
 * @throws CASE_UNKNOWN when it is gone or not the reporter's; ANSWERS_INVALID for somebody whom no roster knows;
 * CASE_CHANGED; SIGNATURE_REFUSED
 */
export async function keepOut(
  services: KeepOutServices,
  holder: Holder,
  id: string,
  chosen: readonly OfficerId[],
): Promise<number | 'nobody_left'> {
  const { left } = await retryPlacement(async () => {
    const own = await ownCase(services, holder, id)
    const on = ownDay(services, own.reportersCase)
    const content = await services.acts.content(chosen)
    const act = await signOnPage(services, own, { act: 'kept_out', on, content })
    const result = await keepOutOfCase(services, own.reportersCase, chosen, act)
    return result === 'changed' ? 'again' : { left: result }
  })
  return left
}

/** The same, for a case that is known to be the reporter's. */
export async function keepOutOfCase(
  services: Pick<KeepOutServices, 'readership' | 'exclusions'> & {
    readonly reporters: Pick<ReporterStore, 'keepOut'>
  },
  reportersCase: Pick<ReportersCase, 'id' | 'lookup' | 'office' | 'readers'>,
  chosen: readonly OfficerId[],
  act?: SignedAct,
): Promise<number | 'nobody_left' | 'changed'> {
  await refuseUnknown(services, reportersCase, chosen)
  const reading = await whoReadsNow(services, reportersCase)
  const staying = reading.filter((id) => !chosen.includes(id))
  // Where nobody of them reads it, nobody is taken away: it was done before, and whoever stayed has left since.
  const takes = reportersCase.readers.some((reader) => chosen.includes(reader))
  if (takes && staying.length === 0) return 'nobody_left'
  const out = chosen.map(async (officer) => {
    return { officer, tag: await services.exclusions.tag(reportersCase.id, officer) }
  })
  const left = await services.reporters.keepOut(reportersCase.lookup, await Promise.all(out), act)
  return typeof left === 'string' ? left : staying.length
}

/** Refuses names that no roster has: each stores a tag, and invented names have no limit. */
async function refuseUnknown(
  { readership }: Pick<Services, 'readership'>,
  reportersCase: Pick<ReportersCase, 'readers'>,
  chosen: readonly OfficerId[],
): Promise<void> {
  const { officers } = await readership.known()
  const known = new Set([...reportersCase.readers, ...officers.map(({ id }) => id)])
  if (!chosen.every((one) => known.has(one))) throw new AppError('ANSWERS_INVALID')
}
