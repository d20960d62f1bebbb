import { type WrittenPhrase, writtenDown } from '#dialogs/recovery-phrase.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'
import type { PageContext, PageServices } from '../context.ts'
import type { DeliveryResult } from '../filing/attempt.ts'
import type { FilingFlow, Flow } from '../filing/flow.ts'

/** What she has after the server said that it is kept. In memory until she closes it, and nowhere else. */
export interface SavedReceipt {
  readonly context: PageContext
  readonly services: PageServices
  /** The sixteen bytes that lead back. */
  readonly secret: Uint8Array<ArrayBuffer>
  /** As she writes it down, in the language it was first shown in: another language would be other words. */
  readonly written: WrittenPhrase
  readonly telling: SealedFiling
  readonly leaf: Pick<Leaf, 'category'>
  readonly firstKept: boolean
  readonly flow: Flow
}

/** What she is shown from now on, out of what was sent. */
export function savedReceiptOf(
  telling: FilingFlow,
  services: PageServices,
  { is, telling: sealed }: DeliveryResult,
): SavedReceipt {
  const { context, attempt } = telling
  const { secret } = attempt
  return {
    context,
    services,
    secret,
    written: writtenDown(services.recoveryPhrase.write(secret, context.words.lang), secret),
    telling: sealed,
    leaf: { category: sealed.filing.category },
    firstKept: is === 'first_kept',
    flow: telling.flow,
  }
}
