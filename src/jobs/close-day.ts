import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import { eachStep } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { JobStore } from '#ports/jobs.ts'

/** The zone in which a calendar day ends last: after it the day is over in every zone. */
const LAST_ZONE = 'Etc/GMT+12'

/**
 * Daily job: adds the reporters' acts of past days to the ledger; rewrites rows so that neither their order nor their
 * transactions link nonces to cases, or facts for the statistics to each other; deletes instants and sessions that are
 * no longer needed; logs cases whose stored deadline does not follow from their events.
 * Running it twice changes nothing more. A step that fails stops no other.
 * @throws the first failure, after all steps have run
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
  await jobs.recordDayEnd(today)
}
