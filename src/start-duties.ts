import type { Composed } from './compose.ts'
import { closeDay } from './duties/close-day.ts'
import { lapse } from './duties/lapse.ts'
import type { Log } from './log.ts'
import { type Jobs, startJobs } from './store/jobs.ts'

/** What time does, by itself, once however many servers there are. */
export function startDuties(
  databaseUrl: string,
  { world, store }: Pick<Composed, 'world' | 'store'>,
  log: Log,
): Promise<Jobs> {
  const means = { clock: world.clock, duties: store.duties }
  return startJobs(
    databaseUrl,
    { lapse: () => lapse(means), close_day: () => closeDay(means) },
    log,
  )
}
