import type { Sql } from 'postgres'
import { AppError } from '#errors.ts'
import { refusalToPeople, toAppError } from './error-mapping.ts'
import { postgres } from './postgres-driver.ts'
import { connectionAs } from './roles/logins.ts'
import type { Role } from './roles/role.ts'

export type Pool = Sql

/** Limit of a statement, and of a lock that it waits for: well below Teams' own timeout, long enough for a busy machine. */
const PATIENCE_MS = 4_000
/** The same for what carries files, or erases them: within the minute that a page and a proxy wait. */
export const PATIENCE_WITH_FILES_MS = 45_000

/** Longest wait for a connection while all are in use. What waited was never begun. */
const QUEUE_MS = 3_000
/** How much longer than its statement may take a question waits for the database to say that it ended it. */
const SILENCE_MS = 2_000

/** First in a transaction, by either driver: its statements take as long as their rows take. A lock ends them still. */
export const NO_TIME_LIMIT = 'set local statement_timeout = 0'
/** Its locks are waited for as long as others hold them. */
export const NO_LOCK_LIMIT = 'set local lock_timeout = 0'
/** A time limit, of whoever waits for an answer: after that time the statement ends too, and nothing of it is done. */
export const TIME_LIMIT_WITH_FILES = `set local statement_timeout = ${PATIENCE_WITH_FILES_MS}`

/**
 * Connection pool of one database role. The duty's work grows with what people sent, and nobody waits for it: only a
 * lock ends its statements. It reconnects by itself: each query retries almost at once, so an outage is
 * noticed quickly and a recovery by the next query.
 * @param queueTimeout longest wait for a connection in ms, after which what waited is over; 0 for none
 */
export function pool(
  url: string,
  role: Role,
  max: number,
  queueTimeout = role === 'aside_duty' ? 0 : QUEUE_MS,
): Pool {
  const sql = postgres({
    ...connectionAs(url, role),
    max,
    connect_timeout: PATIENCE_MS / 1_000,
    backoff: () => 0.05,
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: role,
      ...{ role },
      statement_timeout: role === 'aside_duty' ? 0 : PATIENCE_MS,
      lock_timeout: PATIENCE_MS,
      idle_in_transaction_session_timeout: 5 * PATIENCE_MS,
      // Statements are few and always the same shape: planning them once is enough.
      plan_cache_mode: 'force_generic_plan',
      timezone: 'UTC',
    },
  })
  // Read by our edit of the driver, which knows no such option (`postgres-driver.ts`).
  Object.assign(sql.options, { queueTimeout })
  return sql
}

/**
 * Runs every query: errors are ours, without the driver's text. Silence means unavailable; what the database ended at its
 * limit, and what waited for a connection, did nothing.
 * @param patience limit of its statements in ms
 * @throws DATABASE_AWAY; BUSY; STORE_REFUSED
 */
export async function asking<T>(question: Promise<T>, patience = PATIENCE_MS): Promise<T> {
  return inTime(question, patience).catch((thrown: unknown) => {
    throw refusalToPeople(thrown)
  })
}

/** The same at startup. @throws why the database refuses logins, by code; DATABASE_AWAY; BUSY; STORE_REFUSED */
export async function inTime<T>(question: Promise<T>, patience = PATIENCE_MS): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new AppError('DATABASE_AWAY')), patience + SILENCE_MS)
  try {
    return await Promise.race([question, late])
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    clearTimeout(timer)
  }
}
