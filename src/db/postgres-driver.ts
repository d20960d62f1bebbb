import { createRequire, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type Postgres from 'postgres'

/**
 * Patched postgres.js 3.4.9. It fixes three defects that appear when the server ends a connection in use
 * (porsager/postgres issues 1066, 1154 and 1208; pull request 1168):
 *
 * 1. A transaction writes to the closed socket in a timer: an uncaught TypeError.
 * 2. Buffered writes and queries without a response are kept for the next connection, which then sends a foreign query,
 *    waits for a response that never comes, and blocks its slot of the pool.
 * 3. The transaction goes on with the pool's connection after it was given to another one: its statements would run
 *    inside a foreign transaction.
 *
 * One in the queue of the pool: a query waits for a connection without end, and runs after nobody waits for it any more.
 *
 * And one at connect: when TLS is required and the server has none, the handshake starts all the same, and the server's
 * disconnect looks like an outage.
 *
 * `reserve`, `listen` and copy have similar defects; they are not used.
 * Each edit has to match exactly once, so another version of the driver fails at the first start. Delete this file when
 * upstream has fixed them.
 */
const EDITS: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'connection.js': [
    // A query on an ended connection is rejected, like other pending queries.
    [
      `    if (q.cancelled)
      return

    try {
      q.state = backend`,
      `    if (q.cancelled)
      return

    if (!socket)
      return (q.reject(Errors.connection('CONNECTION_CLOSED', options)), true)

    try {
      q.state = backend`,
    ],
    // TLS is required and the server has none: a clear error instead of a failed handshake.
    [
      `      if (!canSSL && ssl === 'prefer')
        return connected()
`,
      `      if (!canSSL && ssl === 'prefer')
        return connected()

      if (!canSSL)
        return socket.destroy(Errors.generic('TLS_REFUSED', 'no encryption'))
`,
    ],
    // A late write for the old connection (a password, the end of a file) does not reach the next one.
    [
      `  function write(x, fn) {
    chunk =`,
      `  function write(x, fn) {
    if (!socket)
      return true
    chunk =`,
    ],
    // The state of a connection ends with it.
    [
      `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
      `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = errorResponse = results = null
    result = new Result()
    rows = 0
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
    ],
    [
      `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null
`,
    ],
  ],
  'index.js': [
    // A transaction ends with its connection.
    [
      `    let savepoints = 0
      , connection`,
      `    let savepoints = 0
      , closed = null
      , connection`,
    ],
    [
      `new Promise((_, reject) => connection.onclose = reject)`,
      `new Promise((_, reject) => connection.onclose = e => {
          closed = e
          reject(e)
          while (queries.length)
            queries.shift().reject(e)
        })`,
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (closed)
          return q.reject(closed)
        c.queue === full`,
    ],
    // What waited too long for a connection never runs. While connections are being made it is the database that is waited for.
    [
      `    busy.length
      ? go(busy.shift(), query)
      : queries.push(query)
  }`,
      `    if (busy.length)
      return go(busy.shift(), query)

    queries.push(query)
    options.queueTimeout && setTimeout(() => {
      connecting.length || queries.remove(query) && query.reject(Errors.generic('POOL_FULL', 'no connection was free'))
    }, options.queueTimeout).unref()
  }`,
    ],
    [
      `function Postgres(a, b) {
`,
      `Postgres.mended = true
function Postgres(a, b) {
`,
    ],
  ],
}

/** @throws TypeError for another version of the driver than this patch is for */
function edited(source: string, edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    const [before, after, ...more] = text.split(from)
    if (before === undefined || after === undefined || more.length > 0) {
      throw new TypeError('src/db/postgres-driver.ts does not fit this version of postgres.js')
    }
    return `${before}${to}${after}`
  }, source)
}

function load(): typeof Postgres {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('postgres'))
  const known = new Map(
    Object.entries(EDITS).map(([name, edits]) => [pathToFileURL(join(folder, name)).href, edits]),
  )
  const hooks = registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const edits = known.get(url)
      return edits === undefined
        ? loaded
        : { ...loaded, source: edited(text(loaded.source), edits) }
    },
  })
  try {
    const driver: typeof Postgres = require('postgres')
    if (Reflect.get(driver, 'mended') !== true) {
      throw new TypeError('postgres.js was loaded before it could be mended')
    }
    return driver
  } finally {
    hooks.deregister()
  }
}

function text(source: unknown): string {
  if (typeof source === 'string') return source
  if (source instanceof Uint8Array) return new TextDecoder().decode(source)
  throw new TypeError('postgres.js has no source')
}

export const postgres = load()
