import { dayIn } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { AppError, codeOf } from '#errors.ts'
import type { Holder, ReporterKey, ReportersCase, Services } from '#ports.ts'

type OwnCaseServices = Pick<Services, 'receipts' | 'reporters'>

/** One of a person's own cases, with the key that is hers in it open in memory. */
export interface Own {
  readonly held: ReportersCase
  readonly key: ReporterKey
}

/** What a person needs of the world to say one thing more, by whichever channel she came back. */
export type OwnWords = Pick<
  Services,
  'clock' | 'chance' | 'sealer' | 'gate' | 'readership' | 'receipts' | 'reporters'
>

/** @returns `null` when there is no such case, or it is not hers */
export async function openOwn(
  services: OwnCaseServices,
  holder: Holder,
  id: string,
): Promise<Own | null> {
  const found = await services.reporters.find(await services.receipts.lookups(holder))
  const held = found.find((candidate) => candidate.id === id)
  if (held === undefined) return null
  const key = await services.receipts.open(holder, held)
  return key === null ? null : { held, key }
}

/** The same for what cannot be done without it. @throws CASE_UNKNOWN when it is not hers, or is gone */
export async function ownCase(services: OwnCaseServices, holder: Holder, id: string): Promise<Own> {
  const own = await openOwn(services, holder, id)
  if (own === null) throw new AppError('CASE_UNKNOWN')
  return own
}

/** Her case after something of hers was stored. That it cannot be read now does not undo it: then as it was before. */
export async function reloadCase(
  services: OwnCaseServices,
  holder: Holder,
  before: ReportersCase,
): Promise<ReportersCase> {
  const own = await openOwn(services, holder, before.id).catch(() => null)
  return own?.held ?? before
}

/**
 * Something of hers, sent under a nonce. What was kept of an earlier try is acknowledged, whatever this one meets:
 * readers who left, files that do not go again. "Nothing was sent" would be a lie.
 */
export async function sendUnlessStored(
  services: OwnCaseServices,
  of: { readonly holder: Holder; readonly id: string; readonly nonce: Uint8Array<ArrayBuffer> },
  send: () => Promise<ReportersCase>,
): Promise<ReportersCase> {
  try {
    return await send()
  } catch (thrown) {
    // Whoever heard nothing is told that it is not known: she presses again.
    if (codeOf(thrown) === 'DATABASE_AWAY' || !(await services.reporters.added(of.nonce)))
      throw thrown
    return (await ownCase(services, of.holder, of.id)).held
  }
}

/** What she does now, for the record: with its day, and its instant only where hours are promised. */
export function ownEvent(
  services: Pick<Services, 'clock'>,
  { terms }: Pick<ReportersCase, 'terms'>,
  act: CaseEvent['act'],
  reason: CaseEvent['reason'] = null,
): CaseEvent {
  const now = services.clock.now()
  const at = terms.replyHours === null ? null : now
  return { act, by: 'reporter', on: dayIn(terms.zone, now), at, reason, corrects: null }
}
