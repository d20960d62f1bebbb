import { fromBase64url } from '#domain/case/ids.ts'
import type { CardHolder } from '#ports.ts'
import type { Pressing } from './context.ts'

/** Holder of a card receipt: the user and the pressed card's share, which together find that user's cases. */
export function holderOf({ share, actor }: Pressing): CardHolder {
  return { share: fromBase64url(share), tenant: actor.tenant, person: actor.person }
}
