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
  const absences = new Map<unknown, (isPresent: boolean) => void>()

  function forget(key: string): void {
    const warning = repeated.get(key)
    if (warning === undefined) return
    clearInterval(warning.timer)
    repeated.delete(key)
    tellTimes(warning)
  }

  function tellTimes(warning: RepeatedWarning): void {
    if (warning.times > 0) log.warn(warning.event, { ...warning.ids, times: warning.times })
    warning.times = 0
  }

  function begin(key: string, event: string, ids: Ids): void {
    const [oldest] = repeated.keys()
    if (repeated.size >= MOST && oldest !== undefined) forget(oldest)
    const timer = setInterval(() => {
      const warning = repeated.get(key)
      if (warning?.times === 0) forget(key)
      else if (warning !== undefined) tellTimes(warning)
    }, PERIOD_MS)
    repeated.set(key, { event, ids, timer: timer.unref(), times: 0 })
    log.warn(event, ids)
  }

  return {
    info: log.info,
    warn(event, ids = {}) {
      const key = JSON.stringify([event, ids])
      const warning = repeated.get(key)
      if (warning === undefined) begin(key, event, ids)
      else warning.times += 1
      absences.get(ids['code'])?.(warning === undefined)
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
): (isPresent: boolean) => void {
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

  return (isPresent) => {
    last = performance.now()
    if (timer !== null || !isPresent) return
    began = last
    timer = setInterval(() => void look(), LOOK_MS).unref()
  }
}
