import type { Clock } from '#clock.ts'
import { LONGEST_PAUSE_DAYS } from '#domain/case/case-status.ts'
import { type Day, dayIn, plusDays, timeIn } from '#domain/case/day.ts'
import { lapsesOn } from '#domain/case/urgency.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { eachStep, type Step } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { JobStore } from '#ports/jobs.ts'

interface Services {
  readonly clock: Clock
  readonly log: Log
  readonly policy: Pick<Policy, 'releaseAt'>
  readonly jobs: JobStore
}

/**
 * Job: records as lapsed the cases in which a question stayed unanswered for fourteen days; a letter of the reporter
 * revives them. Not before the daily release: an answer of the fourteenth day becomes visible only then, and until then
 * every such case looks the same.
 * @returns how many cases lapsed
 * @throws the first failure, after all cases had their turn
 */
export async function lapse(services: Services): Promise<number> {
  const now = services.clock.now()
  // One day more than the longest pause, in the zone that is furthest ahead: a superset. Each case is then judged in its
  // own zone.
  const earliest = plusDays(dayIn('Pacific/Kiritimati', now), -LONGEST_PAUSE_DAYS)
  const waiting = await services.jobs.waitingSince(earliest)
  let lapsed = 0
  const steps = waiting.map(({ id, zone, pausedOn }): Step => {
    // Within the step: a zone that is none stops no other case.
    const record = async () => {
      const on = dayIn(zone, now)
      if (!isOver(pausedOn, on) || timeIn(zone, now) < services.policy.releaseAt) return
      const event = {
        act: 'lapsed',
        by: 'duty',
        on,
        at: null,
        reason: null,
        corrects: null,
      } as const
      if (await services.jobs.record(id, event, 'waiting')) lapsed += 1
    }
    return ['lapse', record]
  })
  await eachStep(services.log, steps)
  return lapsed
}

function isOver(pausedOn: Day, today: Day): boolean {
  const lapseDay = lapsesOn({ pausedOn })
  return lapseDay !== null && today >= lapseDay
}
