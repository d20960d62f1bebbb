import { createRequire, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type Postgres from 'postgres'

/**
 * postgres.js 3.4.9, mended. Three faults of its connections, all met when the server ends one that is in use
 * (porsager/postgres issues 1066, 1154 and 1208; pull request 1168):
 *
 * 1. What a transaction still sends is written to a socket that is gone, in a timer: a TypeError that nothing catches.
 * 2. What was waiting to be written, and the questions without an answer, are kept for the next connection: it says
 *    something that was not asked, waits for what never comes, and its place in the pool never answers again.
 * 3. The transaction goes on asking on the connection of the pool after that has become somebody else's: its
 *    statements would run inside another person's transaction.
 *
 * And one when it begins: where encryption is asked for and there is none, the handshake is begun all the same, and the
 * server's hanging up looks like an absence.
 *
 * `reserve`, `listen` and copying have faults of the same kind; nothing here uses them.
 * Each edit has to find its text exactly once, so another version of the driver is noticed at the first start. When
 * upstream has mended these, this file goes.
 */
const EDITS: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'connection.js': [
    // A question to a connection that ended is refused, like every other question that it did not answer.
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
    // Encryption was asked for and there is none: it says so, and does not end in the middle of a handshake.
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
    // What an answer to the old connection still wants to say (a password, the end of a file) is not said to the next.
    [
      `  function write(x, fn) {
    chunk =`,
      `  function write(x, fn) {
    if (!socket)
      return true
    chunk =`,
    ],
    // Nothing of a connection outlives it.
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
    // A transaction ends with its connection, whatever becomes of that afterwards.
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
    [
      `function Postgres(a, b) {
`,
      `Postgres.mended = true
function Postgres(a, b) {
`,
    ],
  ],
}

/** @throws TypeError when the driver that is installed is not the one that is mended here */
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
