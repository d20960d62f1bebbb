import { fromBase64url } from '#domain/case/ids.ts'
import type { CardHolder } from '#ports.ts'
import type { Pressing } from './context.ts'

/** Who presses, and the share of the card that was pressed: together they lead to her cases, and to nobody else's. */
export function holderOf({ share, actor }: Pressing): CardHolder {
  return { share: fromBase64url(share), tenant: actor.tenant, person: actor.person }
}
