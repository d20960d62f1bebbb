import { type Day, plusDays } from '../case/day.ts'
import { newCaseId } from '../case/ids.ts'
import type { Concern } from '../concern/concern.ts'
import type { Office } from '../concern/office.ts'
import { AsideError } from '../errors.ts'
import type { ReceiptPress, World } from '../ports.ts'
import { chooseReaders } from './choose-readers.ts'
import { fileOnce } from './file-once.ts'
import { sealConcern } from './seal-concern.ts'
import { termsOf } from './terms.ts'

/** What the person was told on the door screen. It is what happens, or she is told anew. */
export interface Promised {
  readonly office: Office
  readonly readers: number
}

/** What may be said back. The words themselves never come back. */
export interface Filed {
  readonly office: Office
  readonly dueOn: Day
  readonly readers: number
  readonly danger: boolean
}

/**
 * Concern in, promise out. The words are sealed before anything is stored, and everything is stored in one
 * transaction: once this returns, nothing is lost; if it throws, nothing was kept.
 * @param nonce HMAC of the nonce minted with the dialog: the same one again answers the same and does nothing
 */
export async function submit(
  world: World,
  concern: Concern,
  promised: Promised,
  press: ReceiptPress,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<Filed> {
  const { leaf, route, readers } = await chooseReaders(world, concern)
  if (route.office !== promised.office || readers.length !== promised.readers) {
    throw new AsideError('PROMISE_CHANGED', { office: route.office })
  }
  const id = newCaseId(world.chance)
  const terms = termsOf(world, leaf, route.office)
  const { receipt, key } = await press.press()
  const letters = await sealConcern(world, {
    id,
    concern,
    route,
    readers,
    key,
    on: terms.receivedOn,
  })
  await fileOnce(world, { id, concern, leaf, route, readers, terms, receipt, key, letters, nonce })
  return {
    office: route.office,
    dueOn: plusDays(terms.receivedOn, leaf.replyDays),
    readers: readers.length,
    danger: leaf.category === 'safety',
  }
}
