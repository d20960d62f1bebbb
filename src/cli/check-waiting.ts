import type { Composition } from '#compose.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** So long after noon UTC a day's end, at 12:30, may still be at work. */
const DAY_END_MS = 2 * 60 * 60 * 1000

/** Does what came through the page become visible, and in an order that tells nothing? */
export async function checkWaiting({
  services,
  store,
}: Pick<Composition, 'services' | 'store'>): Promise<readonly Finding[]> {
  const now = services.clock.now()
  // A day that is over everywhere: no office's morning is still to come.
  const { parked, overdue, unerased, settled, waits, unchained, dayEnd, old } =
    await store.releases.trouble(dayIn('Etc/GMT+12', now))
  const today = dayIn(services.policy.offices.ethics.zone, now)
  const late = waits && (settled === null || settled < plusDays(today, -1))
  return [
    ...(parked === 0 && overdue === 0
      ? [ok('Nothing that came through the page was put aside, or waits longer than it should.')]
      : []),
    ...(parked > 0
      ? [
          fail(
            `${parked} of what came through the page could not be released, or waits behind what could not: nobody reads it. It is tried each day. The log says not_released with a code; a newer program may be able to. Only bytes that are no letter at all go, seven days after that.`,
          ),
        ]
      : []),
    ...(overdue > 0
      ? [
          warn(
            `${overdue} of what came through the page waits since before yesterday, and nobody reads it: it should have been released. Is the server running, and does its log say not_released or duty_step_failed?`,
          ),
        ]
      : []),
    ...(unerased > 0
      ? [
          fail(
            `${unerased} of what persons took back should have been erased, and is in the database still. Nobody can open it here, and their screens said the day. Is the server running, and does its log say duty_step_failed?`,
          ),
        ]
      : []),
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
    dayEndFinding(dayEnd, old, now),
  ]
}

/**
 * At a day's end lines join the ledger, and rows lose what says in which minute they came.
 * @param old is there something that a day's end must have met?
 */
export function dayEndFinding(last: Day | null, old: boolean, now: Date): Finding {
  const due = dayIn('Etc/GMT+12', new Date(now.getTime() - DAY_END_MS))
  if (last === null && !old) return ok('Nothing has waited for a day’s end yet (12:30 UTC).')
  return last !== null && last >= due
    ? ok(`The last day’s end was on ${last}.`)
    : warn(
        `The last day’s end (12:30 UTC) was ${last === null ? 'none that is known' : `on ${last}`}: what persons did since is not in the ledger, and rows still tell in which minute they were written. A server that was away then makes up for it at its start. Does the log say duty_failed?`,
      )
}
