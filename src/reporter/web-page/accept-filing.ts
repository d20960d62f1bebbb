import type { PromisedTerms } from '#domain/case/case-status.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { Envelope } from '#domain/case/envelope.ts'
import { base64url, type CaseId, fromBase64url } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import { atOneOffice } from '#domain/concern/at-one-office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { repeats } from '#domain/concern/same-set.ts'
import { AppError, codeOf } from '#errors.ts'
import type { IdempotencyMarks, LinkUse, Proofs } from '#ports.ts'
import type { PageFiling } from '#wire/reporter.ts'
import { fileOnce } from '../file-once.ts'
import { keptOutTags } from '../kept-out-tags.ts'
import { lookBefore } from '../look-before.ts'
import { byNewestRoster } from './by-newest-roster.ts'
import { whatArrives } from './check-filing-route.ts'
import { expectedReaders } from './expected-readers.ts'
import { filedUnder } from './filed-under.ts'
import { incrementDailyCount, takeWork } from './flood-limits.ts'
import type { WebPageServices } from './services.ts'
import { verifyClientSealed } from './verify-client-sealed.ts'

/**
 * Accepts a concern from the anonymous page. Client data is not trusted: what can be computed is, the case id included,
 * and the rest is validated. The same bytes again succeed again. Other bytes for the same receipt are refused.
 * @returns the day of receipt
 * @throws TAKEN_BACK when it was stored and is gone
 */
export async function takeFiling(
  services: WebPageServices,
  filing: PageFiling,
  proofs: Proofs,
): Promise<Day> {
  const { shown, salt, letters } = filing
  if (filing.case !== (await services.idempotencyMarks.caseId(shown, salt))) {
    throw new AppError('ANSWERS_INVALID')
  }
  const sent = [shown, ...letters.map(({ data }) => data)]
  const nonce = await services.idempotencyMarks.nonce(...sent)
  // Without its letters: this is asked without work, too.
  const findCase = async () =>
    services.delayedInbox.heads(await services.idempotencyMarks.hash(shown))
  const filed = await take(services, filing, proofs, nonce).catch(async (thrown: unknown) => {
    const before = await services.idempotencyMarks.before('nonce', ...sent)
    if (await lookBefore(() => filedUnder(services, [nonce, ...before]))) return 'already' as const
    throw codeOf(thrown) === 'SENT_BEFORE' && (await lookBefore(findCase)) === null
      ? new AppError('TAKEN_BACK')
      : thrown
  })
  // Idempotency marks outlive a withdrawal: it had arrived and was erased.
  if (filed === 'already' && (await lookBefore(findCase)) === null) throw new AppError('TAKEN_BACK')
  return letters[0].on as Day
}

async function take(
  services: WebPageServices,
  filing: PageFiling,
  proofs: Proofs,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<'filed' | 'already'> {
  if (!services.policy.page) throw new AppError('PAGE_CLOSED')
  await takeWork(proofs, filing.proof)
  if (filing.policy !== services.policyHash) throw new AppError('PROMISE_CHANGED')
  refuseContradictions(filing)
  const { category } = filing
  const { triageHours } = whatArrives(policyHere(services, filing), filing)
  const terms = termsHere(services, filing)
  const readers = await byNewestRoster(services, () => expectedReaders(services, filing))
  if (filing.letters.some(({ on }) => on !== terms.receivedOn)) throw new AppError('DAY_CHANGED')
  await incrementDailyCount(services, 'filed')
  const sealed = await sealedParts(services, filing, terms.receivedOn)
  const link = await linkOf(services, filing)
  const how = await fileOnce(
    services,
    {
      ...{ ...sealed, id: filing.case as CaseId, nonce, terms, readers, route: filing },
      // The same for an office's link: its concerns must not be distinguishable.
      concern: { channel: 'web_page', identity: filing.identity, passOn: filing.passOn },
      leaf: { id: null, category, triageHours },
    },
    (filing) => services.delayedInbox.file(filing, link),
  )
  if (how === 'taken') throw new AppError('CASE_CHANGED')
  if (how === 'sent_before') throw new AppError('SENT_BEFORE')
  if (category === 'safety') services.outbox.sendNow()
  return how
}

/** Routing of a filing by an office's link, to that office. The link is checked when it is used. */
function policyHere({ policy }: WebPageServices, { link, office }: PageFiling): Policy {
  return link?.from === 'office' ? atOneOffice(policy, office) : policy
}

/** Requires a name letter exactly when a name is given, and no duplicates. */
function refuseContradictions({ identity, letters, keptOut, case: id }: PageFiling): void {
  const named = letters.length === 2
  const placed = letters.every(({ seq }, at) => seq === at + 1)
  const ids = [id, ...letters.map((letter) => letter.id)]
  const files = letters.flatMap(({ attachments }) => attachments.map((file) => file.id))
  const sound = named === (identity !== 'not_told') && placed
  if (!sound || [ids, files, keptOut].some(repeats)) throw new AppError('ANSWERS_INVALID')
}

/** Terms by the server's clock; an instant only in danger. */
function termsHere(
  { clock, policy }: WebPageServices,
  { office, category, replyDays }: PageFiling,
): PromisedTerms {
  const now = clock.now()
  const { zone } = policy.offices[office]
  const receivedAt = category === 'safety' ? now : null
  return { receivedOn: dayIn(zone, now), receivedAt, replyDays, replyHours: null, zone }
}

async function sealedParts(
  services: WebPageServices,
  filing: PageFiling,
  on: Day,
): Promise<
  Pick<Parameters<typeof fileOnce>[1], 'letters' | 'label' | 'receipt' | 'key' | 'exclusions'>
> {
  const of = { case: filing.case as CaseId, on }
  const lockedKey = fromBase64url(filing.lockedKey)
  const receipt: NewReceipt = {
    kind: 'words',
    lookups: [await services.idempotencyMarks.hash(filing.shown)],
    lockedKey,
    serverShare: null,
    bind: null,
    secretEpoch: null,
    salt: fromBase64url(filing.salt),
  }
  const { reporterCertificate } = filing
  return {
    receipt,
    key: { certificate: await services.reporterKeys.check(reporterCertificate, lockedKey) },
    letters: await Promise.all(filing.letters.map((one) => verifyClientSealed(services, one, of))),
    label: await sealedLabel(services, filing),
    exclusions: await keptOutTags(services, of.case, filing),
  }
}

/** That it is what the first letter names, only readers can check. @throws ENVELOPE_REFUSED */
async function sealedLabel(
  { gate }: WebPageServices,
  { label }: PageFiling,
): Promise<Envelope | undefined> {
  if (label === undefined) return undefined
  const keys = label.keys.map((key) => ({ ...key, bytes: fromBase64url(key.bytes) }))
  const sealed = { data: fromBase64url(label.data), keys }
  await gate.checkLabel(sealed)
  return sealed
}

async function linkOf(
  { idempotencyMarks }: WebPageServices,
  { link }: PageFiling,
): Promise<LinkUse | null> {
  if (link === null) return null
  // Links of the page have another mark, so that an office's link cannot be sent as one of them.
  const of = link.from === 'office' ? [link.secret] : ['page', link.secret]
  return {
    mark: await idempotencyMarks.link(...of),
    marksBefore: await idempotencyMarks.before('link', ...of),
    handedOut: link.from === 'office' ? await rowsOfLink(idempotencyMarks, link.secret) : null,
  }
}

async function rowsOfLink(
  { hash, officeLink, before }: IdempotencyMarks,
  secret: string,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const plain = await hash(secret)
  const text = base64url(plain)
  // Links that were given before the server's secret was in their rows stand there by the plain hash.
  return [await officeLink(text), ...(await before('officeLink', text)), plain]
}
