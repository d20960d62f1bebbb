import { unhurried } from './error-mapping.ts'
import type { Pool } from './pool.ts'

/** Runs work on one server at a time; the others wait for the lock, then run theirs. */
export type AdvisoryLock = (work: () => Promise<unknown>) => Promise<void>

/** Longest time a server holds the lock. Another waits one minute, until its next scheduled run. */
const MINUTES = 10

/** A transaction that writes nothing holds the lock: it leaves no row and ends with its connection (T-111). */
export function advisoryLockOf(pool: Pool): AdvisoryLock {
  return async (work) => {
    await unhurried(
      pool.begin(async (tx) => {
        const most = `${MINUTES}min`
        await tx`
          select set_config('lock_timeout', '1min', true), set_config('statement_timeout', '1min', true),
            set_config('idle_in_transaction_session_timeout', ${most}, true)`
        await tx`select pg_advisory_xact_lock(20871004)`
        await work()
      }),
    )
  }
}
