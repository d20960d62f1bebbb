import { unhurried } from './error-mapping.ts'
import type { Pool } from './pool.ts'

/** Of all servers only one does this at a moment; the others wait for it, and then look for themselves. */
export type AdvisoryLock = (work: () => Promise<unknown>) => Promise<void>

/** So long a server may be at it. Another waits a minute for it: then the next minute has come anyway. */
const MINUTES = 10

/** Held by a transaction that writes nothing: it leaves no row anywhere, and ends with its connection (T-111). */
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
