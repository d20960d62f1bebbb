import { AppError } from '#errors.ts'
import type { DelayedInboxCase, Proofs } from '#ports.ts'
import { incrementDailyCount, takeWork } from './flood-limits.ts'
import type { WebPageServices } from './services.ts'

/** Lookup token of a receipt, as it comes in a body. */
export interface ReceiptLookup {
  readonly shown: string
  readonly proof: string | null
}

/**
 * Finds the case of a receipt. Every receipt takes the same proof of work, one hash and one query, so that the duration
 * reveals nothing (T-07). Wrong ones are counted in total.
 * @throws PROOF_NEEDED; CASE_UNKNOWN when there is none
 */
export async function findCase(
  services: Pick<
    WebPageServices,
    'clock' | 'policy' | 'delayedInbox' | 'dailyCounts' | 'idempotencyMarks'
  >,
  proofs: Proofs,
  { shown, proof }: ReceiptLookup,
): Promise<DelayedInboxCase> {
  await takeWork(proofs, proof)
  const delayedCase = await services.delayedInbox.find(await services.idempotencyMarks.hash(shown))
  if (delayedCase !== null) return delayedCase
  await incrementDailyCount(services, 'missed')
  throw new AppError('CASE_UNKNOWN')
}
