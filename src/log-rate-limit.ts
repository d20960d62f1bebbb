import type { Code, Ids } from './errors.ts'
import type { Log } from './log.ts'

/** A trouble that goes on is said once in this time. */
const PERIOD_MS = 600_000
/** What was away has to be well for so long before it is said to be back. */
const WELL_MS = 30_000
const LOOK_MS = 5_000
/** Lines with ids of which there are many are few; should they be many, the oldest is forgotten. */
const MOST = 1_000

export interface RateLimitedLog extends Log {
  /** Says `event`, once, when troubles with this code have been over for a while. */
  watch(code: Code, event: string, isWell: () => Promise<boolean>): void
}

interface RepeatedWarning {
  readonly event: string
  readonly ids: Ids
  readonly timer: NodeJS.Timeout
  /** How often it came since it was said. */
  times: number
}

/** Warnings that repeat each other word for word are said once, and then once a period with how often they came. */
export function rateLimited(log: Log): RateLimitedLog {
  const repeated = new Map<string, RepeatedWarning>()
  const absences = new Map<unknown, (said: boolean) => void>()

  function forget(key: string): void {
    const found = repeated.get(key)
    if (found === undefined) return
    clearInterval(found.timer)
    repeated.delete(key)
    tellTimes(found)
  }

  function tellTimes(found: RepeatedWarning): void {
    if (found.times > 0) log.warn(found.event, { ...found.ids, times: found.times })
    found.times = 0
  }

  function begin(key: string, event: string, ids: Ids): void {
    const [oldest] = repeated.keys()
    if (repeated.size >= MOST && oldest !== undefined) forget(oldest)
    const timer = setInterval(() => {
      const found = repeated.get(key)
      if (found?.times === 0) forget(key)
      else if (found !== undefined) tellTimes(found)
    }, PERIOD_MS)
    repeated.set(key, { event, ids, timer: timer.unref(), times: 0 })
    log.warn(event, ids)
  }

  return {
    info: log.info,
    warn(event, ids = {}) {
      const key = JSON.stringify([event, ids])
      const found = repeated.get(key)
      if (found === undefined) begin(key, event, ids)
      else found.times += 1
      absences.get(ids['code'])?.(found === undefined)
    },
    watch(code, event, isWell) {
      const over = (seconds: number) => {
        for (const [key, { ids }] of repeated) if (ids['code'] === code) forget(key)
        log.info(event, { seconds })
      }
      absences.set(code, absence(isWell, over))
    },
  }
}

/** @returns what is told of each trouble, and whether it was written down: what nobody read of need not be said to be over */
function absence(
  isWell: () => Promise<boolean>,
  over: (seconds: number) => void,
): (said: boolean) => void {
  let began = 0
  let last = 0
  let timer: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    if (!(await isWell().catch(() => false))) last = performance.now()
    if (timer === null || performance.now() - last < WELL_MS) return
    clearInterval(timer)
    timer = null
    over(Math.round((last - began) / 1_000))
  }

  return (said) => {
    last = performance.now()
    if (timer !== null || !said) return
    began = last
    timer = setInterval(() => void look(), LOOK_MS).unref()
  }
}
