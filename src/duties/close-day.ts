import { dayIn } from '../case/day.ts'
import type { Clock } from '../clock.ts'
import type { DutyStore } from './duty-store.ts'

/** A day counts as over when it is over everywhere on earth. */
const LAST_ZONE = 'Etc/GMT+12'

/**
 * What is done with a day once it is over: reporters' acts join the ledger, nonces come apart from cases and facts
 * to count from each other, instants and sessions that nobody needs are forgotten. Doing it twice does nothing twice.
 */
export async function closeDay(world: { clock: Clock; duties: DutyStore }): Promise<void> {
  const now = world.clock.now()
  const today = dayIn(LAST_ZONE, now)
  await world.duties.chainWaiting(today)
  await world.duties.settleSpent(today)
  await world.duties.settleStatistics()
  await world.duties.settleReminders()
  await world.duties.settleOfficeLinks(today)
  await world.duties.forgetInstants()
  await world.duties.settleLetterbox()
  await world.duties.forgetCounts(today)
  await world.duties.sweepSessions(now)
}
