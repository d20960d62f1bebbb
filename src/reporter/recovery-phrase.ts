import type { CardHolder, Services } from '#ports.ts'
import { ownCase } from './own-case.ts'

/**
 * A second way back to one of her cases, once. The key of the case is locked under her words; the words are nowhere.
 * @throws CASE_UNKNOWN when the case is not hers
 */
export async function giveWords(
  services: Pick<Services, 'receipts' | 'reporters' | 'recoveryPhrase'>,
  holder: CardHolder,
  id: string,
  secret: Uint8Array,
): Promise<'given' | 'already'> {
  const own = await ownCase(services, holder, id)
  const receipt = await services.recoveryPhrase.press(secret, own.key)
  return services.reporters.giveWords(own.held, receipt)
}
