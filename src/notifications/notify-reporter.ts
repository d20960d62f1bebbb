import { dayIn } from '#domain/case/day.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { codeOf } from '#errors.ts'
import type { Services } from '#ports.ts'

/**
 * The person asked to be told when there is an answer. Where to stood inside the seal of her own letter, and passes
 * the officer's browser unread; nothing that is stored joins it to the case. The answer is there already, so whatever
 * goes wrong here takes nothing back.
 */
export async function notifyReporter(
  services: Pick<Services, 'clock' | 'log' | 'addresses' | 'outbox'>,
  notify: string | null | undefined,
): Promise<void> {
  if (notify === null || notify === undefined) return
  try {
    const sealed = fromBase64url(notify)
    if ((await services.addresses.open(sealed)) === null) return
    await services.outbox.put(sealed, dayIn('UTC', services.clock.now()))
  } catch (thrown) {
    services.log.warn('notice_failed', { code: codeOf(thrown) })
  }
}
