import { AppError, type Code } from '#errors.ts'

/** What the database ended at a limit, or for another transaction: it answers, and nothing of it was done. */
const ENDED = /^(25P03|40001|40P01|55P03|57014)$/
/** SQLSTATE classes of an unavailable database, not of a wrong query. */
const AWAY = /^(08|53|57|58|XX)/
/** Our edit of the driver says it of what waited for a connection and was never sent (`postgres-driver.ts`). */
const POOL_FULL = 'POOL_FULL'
/** Codes of sockets, of TLS and of the driver's connections. */
const DISCONNECTED =
  /^(E[A-Z]+|ERR_(STREAM|SOCKET|SSL|TLS)_[A-Z_0-9]+|CONNECTION_[A-Z]+|CONNECT_TIMEOUT|SASL_[A-Z_0-9]+)$/

/** Reasons for a refused login, by error code of TLS or the database. */
const SHUT_OUT: readonly (readonly [RegExp, Code])[] = [
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'DATABASE_CERTIFICATE_EXPIRED'],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?|(UNABLE_TO|CERT|INVALID|HOSTNAME|PATH_LENGTH|ERROR_IN|CRL)_[A-Z_]+)$/,
    'DATABASE_UNTRUSTED',
  ],
  [/^TLS_REFUSED$/, 'DATABASE_UNENCRYPTED'],
  [/^28...$/, 'DATABASE_LOGIN_REFUSED'],
  [/^3D000$/, 'DATABASE_NAME_UNKNOWN'],
]

/**
 * Maps a database error to ours. The driver's messages, causes, parameters and details are dropped: they quote what
 * people sent. SQLSTATE and constraint name hold no user data.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const sqlState = property(inner(thrown), 'code') ?? ''
  const [, shutOut] = SHUT_OUT.find(([shape]) => shape.test(sqlState)) ?? []
  if (shutOut !== undefined) return new AppError(shutOut)
  if (sqlState === POOL_FULL) return new AppError('BUSY', { why: 'no_connection' })
  const state = sqlStateOf(thrown)
  if (state === null) return new AppError(disconnected(thrown) ? 'DATABASE_AWAY' : 'STORE_REFUSED')
  const constraint = constraintOf(thrown)
  if (ENDED.test(state)) return new AppError('BUSY', { state })
  if (AWAY.test(state)) return new AppError('DATABASE_AWAY', { state })
  if (constraint === 'clocks_apart') return new AppError('CLOCKS_APART')
  return new AppError('STORE_REFUSED', constraint === null ? { state } : { state, constraint })
}

/** A refused login is shown as unavailable; the log has the reason. */
export function refusalToPeople(thrown: unknown): AppError {
  const refused = toAppError(thrown)
  return SHUT_OUT.some(([, code]) => code === refused.code)
    ? new AppError('DATABASE_AWAY', { why: refused.code })
    : refused
}

/** Runs a duty without the timeout of requests. */
export async function unhurried<T>(question: Promise<T>): Promise<T> {
  try {
    return await question
  } catch (thrown) {
    throw toAppError(thrown)
  }
}

/** The SQLSTATE, which has a digit: `EPIPE` has none. `null` for everything that is not an answer of the server. */
export function sqlStateOf(thrown: unknown): string | null {
  const code = property(inner(thrown), 'code')
  return code !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : null
}

/** What the queue's driver says without a code where a connection ends under it, or does not begin. */
const CONNECTION_ENDED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Errors of sockets and of the driver's connections, almost all of which have a code in capitals. */
function disconnected(thrown: unknown): boolean {
  const code = property(inner(thrown), 'code')
  if (code !== null) return DISCONNECTED.test(code)
  return [thrown, inner(thrown)].some((each) =>
    CONNECTION_ENDED.test(property(each, 'message') ?? ''),
  )
}

/** Which of our own constraints refused. */
export function constraintOf(thrown: unknown): string | null {
  const name = property(inner(thrown), 'constraint_name')
  return name !== null && /^[a-z0-9_]{1,63}$/.test(name) ? name : null
}

/** Drizzle wraps the driver's error and adds the query with its parameters. */
function inner(thrown: unknown): unknown {
  return thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown
}

function property(thrown: unknown, name: string): string | null {
  if (typeof thrown !== 'object' || thrown === null || !(name in thrown)) return null
  const value: unknown = Reflect.get(thrown, name)
  return typeof value === 'string' ? value : null
}
