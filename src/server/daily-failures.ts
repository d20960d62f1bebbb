import type { Clock } from '#clock.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { Ids } from '#errors.ts'
import type { Log } from '#log.ts'

/** How often ended days are looked for, in milliseconds. */
const LOOK_MS = 60_000
const ZONE = 'UTC'

/**
 * Counts failures of the anonymous page by code and logs the counts when the day is over. A line at once would show
 * when somebody used the page, and its route what for (T-106, T-111). Counts of the current day are dropped when the
 * process ends: logged then, they would show use since its start, and frequent restarts would show the minute.
 */
export function dailyFailures(log: Log, clock: Clock): (ids: Ids) => void {
  const days = new Map<Day, Map<string, { ids: Ids; times: number }>>()
  const logPastDays = () => {
    const today = dayIn(ZONE, clock.now())
    for (const [day, failures] of days) {
      if (day >= today) continue
      days.delete(day)
      for (const { ids, times } of failures.values())
        log.info('page_failed', { day, ...ids, times })
    }
  }
  setInterval(logPastDays, LOOK_MS).unref()
  return (ids) => {
    const today = dayIn(ZONE, clock.now())
    const failures = days.get(today) ?? new Map<string, { ids: Ids; times: number }>()
    days.set(today, failures)
    const key = JSON.stringify(ids)
    const { times } = failures.get(key) ?? { times: 0 }
    failures.set(key, { ids, times: times + 1 })
  }
}
