import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import { eachStep } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { JobStore } from '#ports/jobs.ts'

/** A day counts as over when it is over everywhere on earth. */
const LAST_ZONE = 'Etc/GMT+12'

/**
 * What is done with a day once it is over: reporters' acts join the ledger, nonces come apart from cases and facts
 * to count from each other, instants and sessions that nobody needs are forgotten, and a clock that somebody moved is
 * named. Doing it twice does nothing twice,
 * and no step waits for another to succeed.
 */
export async function closeDay(services: {
  clock: Clock
  log: Log
  jobs: JobStore
}): Promise<void> {
  const { jobs, log } = services
  const now = services.clock.now()
  const today = dayIn(LAST_ZONE, now)
  const recount = async () => {
    for (const moved of await jobs.movedClocks()) log.warn('clock_moved', { case: moved })
  }
  await eachStep(log, [
    ['recount_clocks', recount],
    ['chain_pending_lines', () => jobs.chainWaiting(today)],
    ['rewrite_idempotency_keys', () => jobs.detachNonces(today)],
    ['rewrite_statistics', () => jobs.settleStatistics()],
    ['rewrite_reminders', () => jobs.settleReminders()],
    ['rewrite_office_links', () => jobs.settleOfficeLinks(today)],
    ['forget_instants', () => jobs.forgetInstants()],
    ['rewrite_exclusions', () => jobs.settleExclusions()],
    ['rewrite_delayed_inbox', () => jobs.settleDelayedInbox(today)],
    ['rewrite_daily_counts', () => jobs.settleCounts(today)],
    ['sweep_sessions', () => jobs.sweepSessions(now)],
  ])
}
