import { type WrittenPhrase, writtenDown } from '#dialogs/recovery-phrase.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'
import type { PageContext, PageServices } from '../context.ts'
import type { DeliveryResult } from '../filing/attempt.ts'
import type { FilingFlow, Flow } from '../filing/flow.ts'

/** Receipt of a stored filing, in memory until the view is closed. */
export interface SavedReceipt {
  readonly context: PageContext
  readonly services: PageServices
  /** Receipt secret, 16 bytes. */
  readonly secret: Uint8Array<ArrayBuffer>
  /** Recovery phrase, in the language in which it was first shown. */
  readonly written: WrittenPhrase
  readonly telling: SealedFiling
  readonly leaf: Pick<Leaf, 'category'>
  readonly firstKept: boolean
  readonly flow: Flow
}

/** Makes the receipt from a sent filing. */
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
