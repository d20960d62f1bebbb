import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { CaseEvent } from '#domain/case/event.ts'
import { AppError } from '#errors.ts'
import type { DelayedInbox, Exclusions, Filing, LinkUse } from '#ports.ts'
import { FILE_CASE } from '../cases/insert-case.ts'
import { filingValues, refuseStrangers } from '../cases/intake-store.ts'
import { constraintOf } from '../error-mapping.ts'
import { claimIdempotencyKey } from '../idempotency.ts'
import { byteaArrayLiteral } from '../literal.ts'
import { asking, NO_LOCK_LIMIT, NO_TIME_LIMIT, type Pool } from '../pool.ts'
import { countFiling, type DayLimits } from '../uploads/daily-bytes.ts'
import { filesOfFiling, patienceFor } from '../uploads/message-files.ts'
import { bodyOf } from './waiting-act.ts'

/** Accepts a filing: into the delayed inbox, or to its office at once where it cannot wait. */
export function fileInDelayedInbox(
  pool: Pool,
  rules: Exclusions,
  limits: DayLimits,
): (filing: Filing, link: LinkUse | null) => ReturnType<DelayedInbox['file']> {
  return async (filing, link) => {
    await refuseStrangers(filing, rules)
    return asking(
      pool.begin((tx) => fileOnce(tx, limits, filing, link)).catch(taken),
      patienceFor(filing.letters),
    )
  }
}

/**
 * Checks in this order, so that no answer depends on another person's case (T-136): receipt and files of the sender;
 * then what the day takes, before anything is written; then the link, independent of all (T-48); then the case. The link is
 * used up last: a refused filing uses none. Whoever tries one on a full day learns of it only by using it (T-138): used or
 * not, the same is asked, nothing is written, and what was let pass is counted at the end whatever others sent meanwhile, and
 * waits for locks as long as it takes.
 */
async function fileOnce(
  tx: TransactionSql,
  limits: DayLimits,
  filing: Filing,
  link: LinkUse | null,
): ReturnType<DelayedInbox['file']> {
  const lookup = lookupOf(filing)
  // However slow the disk is: a filing that was begun is kept, and the same again finds it.
  await tx.unsafe(NO_TIME_LIMIT)
  // Of two concurrent filings by one receipt the second waits here and then finds the first.
  await tx`select pg_advisory_xact_lock(hashtextextended(encode(${lookup}, 'hex'), 0))`
  if (await isUsed(tx, filing.nonce)) return 'already'
  const [own] = await tx<{ used: boolean }[]>`
    select first_free_lookup(array[${lookup}::bytea]) is null or is_in_delayed_inbox(${lookup}) as used`
  if (own?.used === true) return 'sent_before'
  await filesOfFiling(tx, filing.letters, 'claim')
  const on = filing.terms.receivedOn
  await limits.refuseFullOfLetters(tx, filing.letters, on, filing.category === 'safety')
  if (link !== null) {
    if (!(await isValid(tx, link, filing))) throw new AppError('LINK_OVER')
    // Her giver may hold a lock of an officer: what is refused for it would say that the link is unused, and use none.
    await tx.unsafe(NO_LOCK_LIMIT)
  }
  const outcome = await (waits(filing) ? deposit(tx, filing) : fileNow(tx, filing))
  if (outcome !== 'filed') return outcome
  if (!waits(filing)) await filesOfFiling(tx, filing.letters, 'store')
  // Late, so that the shared counter is locked for a short time only.
  await countFiling(tx, filing.letters, on)
  // Of two concurrent filings by one link the second waits for the counter, or here, and is then refused.
  if (link !== null && !(await claimIdempotencyKey(tx, link.mark, on))) {
    throw new AppError('LINK_OVER')
  }
  return outcome
}

function lookupOf({ receipt: { lookups } }: Pick<Filing, 'receipt'>): Uint8Array<ArrayBuffer> {
  const [lookup] = lookups
  if (lookup === undefined) throw new AppError('STORE_REFUSED')
  return lookup
}

/** Whether a filing is delayed: no danger, and no deadline in hours. */
function waits({ category, terms }: Pick<Filing, 'category' | 'terms'>): boolean {
  return category !== 'safety' && terms.replyHours === null
}

async function fileNow(tx: TransactionSql, filing: Filing): Promise<'filed' | 'already'> {
  const values = FILE_CASE.values({ ...filingValues(filing), content: null, caseRef: null })
  const [row] = await tx.unsafe<{ filed: number }[]>(FILE_CASE.text, values, { prepare: true })
  return row?.filed === 1 ? 'filed' : 'already'
}

async function deposit(tx: TransactionSql, filing: Filing): Promise<'filed' | 'already'> {
  const { id, office, terms, letters } = filing
  const lookup = lookupOf(filing)
  if (!(await claimIdempotencyKey(tx, filing.nonce, terms.receivedOn))) return 'already'
  const body = bodyOf(
    { event: received(filing), letters, filing, identity: null, consent: null },
    lookup,
  )
  await tx`
    insert into delayed_inbox (id, office, day, lookup, case_id, n, act, body)
    values (
      ${randomBytes(16)}, ${office}, ${terms.receivedOn}, ${lookup}, ${id}, 1, 'received', ${Buffer.from(body)}
    )`
  return 'filed'
}

async function isUsed(tx: TransactionSql, mark: Uint8Array): Promise<boolean> {
  const rows = await tx`select from idempotency_key where nonce = ${mark}`
  return rows.length > 0
}

/** Used, expired, of another office or unknown: one answer (T-40). */
async function isValid(
  tx: TransactionSql,
  { mark, marksBefore, handedOut }: LinkUse,
  { office, terms: { receivedOn: on } }: Pick<Filing, 'office' | 'terms'>,
): Promise<boolean> {
  if (handedOut !== null) {
    const [row] = await tx<{ counts: boolean }[]>`
      select exists (
        select from unnest(${byteaArrayLiteral(handedOut)}::bytea[]) as l (hash)
        where is_office_link_valid(l.hash, ${office}, ${on}::date)
      ) as counts`
    if (row?.counts !== true) return false
  }
  for (const one of [mark, ...marksBefore]) {
    if (await isUsed(tx, one)) return false
  }
  return true
}

function received({ terms }: Filing): CaseEvent {
  return {
    act: 'received',
    by: 'reporter',
    on: terms.receivedOn,
    at: null,
    reason: null,
    corrects: null,
  }
}

/** A reference that is taken: the caller tries another. A sender chooses no other unique value. */
function taken(thrown: unknown): 'taken' {
  if (constraintOf(thrown) === 'case_reference_unique') return 'taken'
  throw thrown
}
