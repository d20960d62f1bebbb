import type { Clock } from '#clock.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { Ids } from '#errors.ts'
import type { Log } from '#log.ts'

/** How soon a day that is over is told of. */
const LOOK_MS = 60_000
const ZONE = 'UTC'

/**
 * Counts what failed where nobody's minute may be known, and says it when the day is over: how often, and with which
 * code. A line at once would say when somebody was at the page, and its route what she did there (T-106, T-111). What
 * was counted since the last midnight ends with the process, also in order: a count at its end would say that somebody
 * was there since its start, and whoever starts it anew each minute would know the minute.
 */
export function dailyFailures(log: Log, clock: Clock): (ids: Ids) => void {
  const days = new Map<Day, Map<string, { ids: Ids; times: number }>>()
  const tell = () => {
    const today = dayIn(ZONE, clock.now())
    for (const [day, failures] of days) {
      if (day >= today) continue
      days.delete(day)
      for (const { ids, times } of failures.values())
        log.info('page_failed', { day, ...ids, times })
    }
  }
  setInterval(tell, LOOK_MS).unref()
  return (ids) => {
    const today = dayIn(ZONE, clock.now())
    const failures = days.get(today) ?? new Map<string, { ids: Ids; times: number }>()
    days.set(today, failures)
    const key = JSON.stringify(ids)
    const { times } = failures.get(key) ?? { times: 0 }
    failures.set(key, { ids, times: times + 1 })
  }
}
