import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { base64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { CaseHeads } from '#ports.ts'
import type { PageAddition } from '#wire/reporter.ts'
import { refuseFull } from '../case-limit.ts'
import { lookBefore } from '../look-before.ts'
import { ownEvent } from '../own-case.ts'
import { byNewestRoster } from './by-newest-roster.ts'
import { custodianIds } from './expected-readers.ts'
import { filedUnder } from './filed-under.ts'
import type { WebPageServices } from './services.ts'
import {
  type ClientSealedMessage,
  type For,
  isSealedFor,
  verifyClientSealed,
} from './verify-client-sealed.ts'

export type LetterOutcome = 'added' | 'already' | 'changed' | 'closed'

/**
 * Accepts a message, or a name. The same nonce again succeeds again, in this case: under one that somebody else chose too,
 * nothing would be stored and it would be said that it was (T-136).
 * @throws CASE_FULL, DAY_CHANGED, NO_CUSTODIAN, ENVELOPE_REFUSED, UPLOAD_REFUSED; ANSWERS_INVALID for a confidential name that the
 * office already knows
 */
export async function takeLetter(
  services: WebPageServices,
  delayedCase: CaseHeads,
  given: Pick<PageAddition, 'letter' | 'identity' | 'nonce'>,
): Promise<LetterOutcome> {
  const own = [base64url(delayedCase.lookup), given.nonce]
  const nonce = await services.idempotencyMarks.nonce(...own)
  const isStored = async () => {
    const before = await services.idempotencyMarks.before('nonce', ...own)
    return lookBefore(() => filedUnder(services, [nonce, ...before]))
  }
  try {
    const outcome = await take(services, delayedCase, { ...given, nonce })
    return outcome === 'changed' && (await isStored()) ? 'already' : outcome
  } catch (thrown) {
    if (await isStored()) return 'already'
    throw thrown
  }
}

async function take(
  services: WebPageServices,
  delayedCase: CaseHeads,
  {
    letter,
    identity,
    nonce,
  }: Pick<PageAddition, 'letter' | 'identity'> & { readonly nonce: Uint8Array<ArrayBuffer> },
): Promise<LetterOutcome> {
  refuseContradictions(delayedCase, letter, identity)
  const event = ownEvent(services, delayedCase, identity === null ? 'added' : 'named')
  const reporter = letter.kind === 'identity' ? 'may' : 'must'
  const sealed = await addedTo(services, delayedCase, letter, {
    on: event.on,
    custodians: async () => (identity === 'confidential' ? custodianIds(services) : []),
    reporter,
  })
  if (sealed === 'changed') return sealed
  return services.delayedInbox.add(delayedCase.lookup, {
    nonce,
    letter: sealed,
    event,
    ...(identity !== null && { identity }),
  })
}

/**
 * Verifies a letter for an existing case: sealed to all current readers, at the next position; otherwise the browser
 * reads the case again and seals again. No readers at all is no error here: its log line would reveal an exclusion
 * (T-106). @throws CASE_FULL
 */
export async function addedTo(
  services: WebPageServices,
  delayedCase: CaseHeads,
  letter: ClientSealedMessage,
  to: Pick<For, 'reporter'> & {
    /** Of the act that it comes with: the two are of one day (`migrations/functions/refuse_quiet_row.sql`). */
    readonly on: Day
    readonly custodians: () => Promise<readonly string[]>
  },
): Promise<SealedLetter | 'changed'> {
  return byNewestRoster(
    services,
    async () =>
      sealedNow(services, delayedCase, letter, { ...to, custodians: await to.custodians() }),
    (sealed) => sealed === 'changed',
  )
}

async function sealedNow(
  services: WebPageServices,
  delayedCase: CaseHeads,
  letter: ClientSealedMessage,
  { on, ...to }: Omit<For, 'officers'> & { readonly on: Day },
): Promise<SealedLetter | 'changed'> {
  const sealed = await verifyClientSealed(services, letter, { case: delayedCase.id, on })
  const usable = await services.readership.usable(delayedCase.office)
  const officers = usable.map(({ id }) => id).filter((id) => delayedCase.readers.includes(id))
  const reporterLetters = delayedCase.letters.filter(({ head }) => head.dir === 'r>o')
  // An answer to a request is small (`wire/reporter.ts`) and taken always: the office asks for so many, and a Yes can be taken back.
  if (letter.kind !== 'consent') refuseFull(reporterLetters, sealed.data)
  const next = 1 + Math.max(0, ...reporterLetters.map(({ head }) => head.seq))
  const fits = officers.length > 0 && letter.seq <= next
  return fits && isSealedFor(letter, { ...to, officers }) ? sealed : 'changed'
}

function refuseContradictions(
  delayedCase: CaseHeads,
  { kind }: PageAddition['letter'],
  identity: PageAddition['identity'],
): void {
  const isNamed = identity !== null && identity !== 'not_told'
  const lockedAfterwards = delayedCase.identity === 'named' && identity === 'confidential'
  const fits = kind === 'identity' ? isNamed && !lockedAfterwards : identity === null
  if (!fits) throw new AppError('ANSWERS_INVALID')
}
