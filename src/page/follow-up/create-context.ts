import type { FollowUpContext } from '#reporter/follow-up/visit.ts'
import type { PageServices } from '../context.ts'
import { idempotencyKeyFor } from './idempotency.ts'
import type { ReceiptTries } from './types.ts'

/** Context of a follow-up on the page. The browser does not learn whether officers can be notified. */
export function createFollowUpContext(
  services: PageServices,
  tries: ReceiptTries,
): FollowUpContext {
  return {
    services: {
      ...services,
      officerAddresses: null,
      reporters: {
        ...services.reporters,
        add(...given) {
          tries.went = true
          return services.reporters.add(...given)
        },
      },
    },
    async idempotencyKeyFor(minted, fields) {
      const nonce = await idempotencyKeyFor(minted, fields)
      tries.nonces = [...tries.nonces, nonce]
      return nonce
    },
  }
}
