import type { Composition } from '#compose.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Does what came through the page become visible, and in an order that tells nothing? */
export async function checkWaiting({
  services,
  store,
}: Pick<Composition, 'services' | 'store'>): Promise<readonly Finding[]> {
  const { parked, settled, waits, unchained } = await store.releases.trouble()
  const today = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  const late = waits && (settled === null || settled < plusDays(today, -1))
  return [
    parked === 0
      ? ok('Everything that came through the page can be released.')
      : fail(
          `${parked} of what came through the page could not be released, or waits behind what could not: nobody reads it. It is tried each day. The log says not_released with a code; a newer program may be able to. Only bytes that are no letter at all go, seven days after that.`,
        ),
    ...(late
      ? [
          warn(
            'What waits for the release was not written anew since yesterday: a copy of the database shows in which order it came.',
          ),
        ]
      : []),
    ...(unchained > 0
      ? [
          warn(
            `${unchained} lines of what persons did cannot join the ledger: they are no lines, or of no day. Something other than this program wrote them. The others join it all the same.`,
          ),
        ]
      : []),
  ]
}
