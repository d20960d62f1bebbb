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
  duties: JobStore
}): Promise<void> {
  const { duties, log } = services
  const now = services.clock.now()
  const today = dayIn(LAST_ZONE, now)
  const recount = async () => {
    for (const moved of await duties.movedClocks()) log.warn('clock_moved', { case: moved })
  }
  await eachStep(log, [
    ['recount_clocks', recount],
    ['chain_pending_lines', () => duties.chainWaiting(today)],
    ['rewrite_idempotency_keys', () => duties.settleSpent(today)],
    ['rewrite_statistics', () => duties.settleStatistics()],
    ['rewrite_reminders', () => duties.settleReminders()],
    ['rewrite_office_links', () => duties.settleOfficeLinks(today)],
    ['forget_instants', () => duties.forgetInstants()],
    ['rewrite_delayed_inbox', () => duties.settleDelayedInbox(today)],
    ['rewrite_daily_counts', () => duties.settleCounts(today)],
    ['sweep_sessions', () => duties.sweepSessions(now)],
  ])
}
