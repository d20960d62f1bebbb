import type { CardHolder, World } from '#ports.ts'
import { ownCase } from './own-case.ts'

/**
 * A second way back to one of her cases, once. The key of the case is locked under her words; the words are nowhere.
 * @throws CASE_UNKNOWN when the case is not hers
 */
export async function giveWords(
  world: Pick<World, 'receipts' | 'reporters' | 'webWords'>,
  holder: CardHolder,
  id: string,
  secret: Uint8Array,
): Promise<'given' | 'already'> {
  const own = await ownCase(world, holder, id)
  const receipt = await world.webWords.press(secret, own.key)
  return world.reporters.giveWords(own.held, receipt)
}
