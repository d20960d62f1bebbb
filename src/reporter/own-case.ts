import { type Day, dayIn } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import type { Holder, ReporterKey, ReportersCase, ReportersCaseHeads, Services } from '#ports.ts'
import { lookBefore } from './look-before.ts'

type OwnCaseServices = Pick<Services, 'receipts' | 'reporters'>

/** A reporter's own case, with its reporter key unlocked in memory. */
export interface Own<Case = ReportersCase> {
  readonly reportersCase: Case
  readonly key: ReporterKey
}

/** Services of a follow-up by the reporter, in every channel. */
export type OwnWords = Pick<
  Services,
  | 'clock'
  | 'chance'
  | 'sealer'
  | 'acts'
  | 'gate'
  | 'readership'
  | 'receipts'
  | 'reporters'
  | 'reading'
>

/** Services of an act that is signed with the key of the case. */
export type OwnActs = Pick<
  Services,
  'clock' | 'sealer' | 'acts' | 'readership' | 'receipts' | 'reporters'
>

/** @returns `null` when the case does not exist or is not the reporter's */
export async function openOwn(
  services: OwnCaseServices,
  holder: Holder,
  id: string,
): Promise<Own | null> {
  const cases = await services.reporters.find(await services.receipts.lookups(holder), id)
  return opened(services, holder, cases, id)
}

/** The same without the bytes of its letters. */
export async function openOwnHeads(
  services: OwnCaseServices,
  holder: Holder,
  id: string,
): Promise<Own<ReportersCaseHeads> | null> {
  const cases = await services.reporters.heads(await services.receipts.lookups(holder), id)
  return opened(services, holder, cases, id)
}

async function opened<Case extends Omit<ReportersCase, 'letters'>>(
  { receipts }: OwnCaseServices,
  holder: Holder,
  cases: readonly Case[],
  id: string,
): Promise<Own<Case> | null> {
  const reportersCase = cases.find((candidate) => candidate.id === id)
  // What was taken back is nobody's to open, hers neither (`lockedCase`).
  if (reportersCase === undefined || (reportersCase.erasure ?? null) !== null) return null
  const key = await receipts.open(holder, reportersCase)
  return key === null ? null : { reportersCase, key }
}

/** The same, required. @throws CASE_UNKNOWN when it is gone or not the reporter's */
export async function ownCase(services: OwnCaseServices, holder: Holder, id: string): Promise<Own> {
  return required(await openOwn(services, holder, id))
}

/** The same without the bytes of its letters. @throws CASE_UNKNOWN */
export async function ownHeads(
  services: OwnCaseServices,
  holder: Holder,
  id: string,
): Promise<Own<ReportersCaseHeads>> {
  return required(await openOwnHeads(services, holder, id))
}

function required<Case>(own: Own<Case> | null): Own<Case> {
  if (own === null) throw new AppError('CASE_UNKNOWN')
  return own
}

/**
 * Who of its readers reads the case now: of its office, with a usable key; when the days of the roster are over, whoever
 * it names there.
 */
export async function whoReadsNow(
  { readership }: Pick<Services, 'readership'>,
  { office: at, readers }: Pick<ReportersCase, 'office' | 'readers'>,
): Promise<readonly OfficerId[]> {
  const officers = await readership.usable(at).catch(async (thrown: unknown) => {
    if (codeOf(thrown) !== 'ROSTER_REFUSED') throw thrown
    return (await readership.known()).officers.filter(({ office }) => office === at)
  })
  return officers.map(({ id }) => id).filter((id) => readers.includes(id))
}

/** Reads the case again after a write. If that fails, returns it as before: the write stands. */
export async function reloadCase(
  services: OwnCaseServices,
  holder: Holder,
  before: ReportersCaseHeads,
): Promise<ReportersCaseHeads> {
  const own = await openOwnHeads(services, holder, before.id).catch(() => null)
  return own?.reportersCase ?? before
}

/**
 * Stores a reporter's act under a nonce. An earlier try that was stored is acknowledged, whatever error this one
 * meets (removed readers, used files): "Nothing was sent" would be false.
 */
export async function sendUnlessStored(
  services: OwnCaseServices,
  of: { readonly holder: Holder; readonly id: string; readonly nonce: Uint8Array<ArrayBuffer> },
  send: () => Promise<ReportersCaseHeads>,
): Promise<ReportersCaseHeads> {
  const isStored = () => lookBefore(() => services.reporters.added(of.nonce))
  try {
    return await send()
  } catch (thrown) {
    // Without a reply the outcome is shown as unknown, and the reporter presses again.
    if (codeOf(thrown) === 'DATABASE_AWAY' || !(await isStored())) throw thrown
    return (await ownHeads(services, of.holder, of.id)).reportersCase
  }
}

/** Today at the office of a case. */
export function ownDay(
  { clock }: Pick<Services, 'clock'>,
  { terms }: Pick<ReportersCase, 'terms'>,
): Day {
  return dayIn(terms.zone, clock.now())
}

/** The event of an act now: with its day, and its instant only for deadlines in hours. */
export function ownEvent(
  services: Pick<Services, 'clock'>,
  { terms }: Pick<ReportersCase, 'terms'>,
  act: CaseEvent['act'],
  reason: CaseEvent['reason'] = null,
): CaseEvent {
  const at = terms.replyHours === null ? null : services.clock.now()
  return { act, by: 'reporter', on: ownDay(services, { terms }), at, reason, corrects: null }
}
