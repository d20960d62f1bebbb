import { AppError } from '#errors.ts'
import type { CaseHeads, DelayedInboxCase, Proofs } from '#ports.ts'
import { incrementDailyCount, takeWork } from './flood-limits.ts'
import type { WebPageServices } from './services.ts'

/** Lookup token of a receipt, as it comes in a body. */
export interface ReceiptLookup {
  readonly shown: string
  readonly proof: string | null
}

type FindServices = Pick<
  WebPageServices,
  'clock' | 'policy' | 'delayedInbox' | 'dailyCounts' | 'idempotencyMarks'
>

/**
 * Finds the case of a receipt. Every receipt takes the same proof of work, one hash and one query, so that the duration
 * reveals nothing (T-07). Wrong ones are counted in total.
 * @throws PROOF_NEEDED; CASE_UNKNOWN when there is none
 */
export function findCase(
  services: FindServices,
  proofs: Proofs,
  of: ReceiptLookup,
): Promise<DelayedInboxCase> {
  return byReceipt(services, proofs, of, (lookup) => services.delayedInbox.find(lookup))
}

/** What was taken back and can still be undone, where `findCase` finds none. @throws PROOF_NEEDED; CASE_UNKNOWN */
export function findLocked(
  services: FindServices,
  proofs: Proofs,
  of: ReceiptLookup,
): Promise<DelayedInboxCase> {
  return byReceipt(services, proofs, of, (lookup) => services.delayedInbox.locked(lookup))
}

/** The same, and what was taken back and can still be undone. @throws PROOF_NEEDED; CASE_UNKNOWN */
export function findCaseOrLocked(
  services: FindServices,
  proofs: Proofs,
  of: ReceiptLookup,
): Promise<DelayedInboxCase> {
  const { delayedInbox } = services
  return byReceipt(services, proofs, of, async (lookup) => {
    return (await delayedInbox.find(lookup)) ?? delayedInbox.locked(lookup)
  })
}

/** The same for an act, which needs no bytes of the letters. */
export function findHeads(
  services: FindServices,
  proofs: Proofs,
  of: ReceiptLookup,
): Promise<CaseHeads> {
  return byReceipt(services, proofs, of, (lookup) => services.delayedInbox.heads(lookup))
}

async function byReceipt<Case>(
  services: FindServices,
  proofs: Proofs,
  { shown, proof }: ReceiptLookup,
  find: (lookup: Uint8Array) => Promise<Case | null>,
): Promise<Case> {
  await takeWork(proofs, proof)
  const delayedCase = await find(await services.idempotencyMarks.hash(shown))
  if (delayedCase !== null) return delayedCase
  await incrementDailyCount(services, 'missed')
  throw new AppError('CASE_UNKNOWN')
}
