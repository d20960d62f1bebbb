import type { Sql } from 'postgres'
import { AppError } from '#errors.ts'
import { refusalToPeople, toAppError } from './error-mapping.ts'
import { postgres } from './postgres-driver.ts'
import { connectionAs } from './roles/logins.ts'
import type { Role } from './roles/role.ts'

export type Pool = Sql

/**
 * A database that has not answered by then is away: the person is told, and nothing was lost. Well under the time after
 * which Teams gives up itself, and long enough that a busy machine is not taken for one that is away.
 */
const PATIENCE_MS = 4_000

/**
 * Connections that are of one role from their first breath. They come back by themselves: each question tries anew
 * almost at once, so an absence is known quickly and a return is noticed by the next question.
 */
export function pool(url: string, role: Role, max: number): Pool {
  return postgres({
    ...connectionAs(url, role),
    max,
    connect_timeout: PATIENCE_MS / 1_000,
    backoff: () => 0.05,
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: role,
      ...{ role },
      statement_timeout: PATIENCE_MS,
      lock_timeout: PATIENCE_MS,
      idle_in_transaction_session_timeout: 5 * PATIENCE_MS,
      // Statements are few and always the same shape: planning them once is enough.
      plan_cache_mode: 'force_generic_plan',
      timezone: 'UTC',
    },
  })
}

/**
 * Every question to the database passes here: late is away, and what is thrown is ours, without the driver's words.
 * @throws DATABASE_AWAY; STORE_REFUSED
 */
export async function asking<T>(question: Promise<T>): Promise<T> {
  return inTime(question).catch((thrown: unknown) => {
    throw refusalToPeople(thrown)
  })
}

/** The same at a start. @throws why the database lets nobody in, each by its code; DATABASE_AWAY; STORE_REFUSED */
export async function inTime<T>(question: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new AppError('DATABASE_AWAY')), PATIENCE_MS)
  try {
    return await Promise.race([question, late])
  } catch (thrown) {
    throw toAppError(thrown)
  } finally {
    clearTimeout(timer)
  }
}
