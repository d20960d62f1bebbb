import { AppError } from '#errors.ts'
import type { DelayedInboxCase, Proofs } from '#ports.ts'
import { incrementDailyCount, takeWork } from './flood-limits.ts'
import type { WebPageServices } from './services.ts'

/** Whom a receipt belongs to, as it comes in a body. */
export interface ReceiptLookup {
  readonly shown: string
  readonly proof: string | null
}

/**
 * The case that a receipt leads to. Right or wrong, it takes the same work, is hashed and then looked for, all of it and
 * once: how long that takes says nothing of how much of it was right (T-07). A wrong one is counted, with everybody's.
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
