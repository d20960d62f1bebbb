import type { CardHolder, Services } from '#ports.ts'
import { ownHeads } from './own-case.ts'

/**
 * Adds a recovery phrase to a case, once. The reporter key is locked under the phrase, which is not stored.
 * @throws CASE_UNKNOWN when the case is not the reporter's
 */
export async function giveWords(
  services: Pick<Services, 'receipts' | 'reporters' | 'recoveryPhrase'>,
  holder: CardHolder,
  id: string,
  secret: Uint8Array,
): Promise<'given' | 'already'> {
  const own = await ownHeads(services, holder, id)
  const receipt = await services.recoveryPhrase.press(secret, own.key, own.reportersCase.id)
  return services.reporters.giveWords(own.reportersCase, receipt)
}
