import { fromBase64url } from '../case/ids.ts'
import type { CardHolder } from '../ports.ts'
import type { Pressing } from './scene.ts'

/** Who presses, and the share of the card that was pressed: together they lead to her cases, and to nobody else's. */
export function holderOf({ share, actor }: Pressing): CardHolder {
  return { share: fromBase64url(share), tenant: actor.tenant, person: actor.person }
}
