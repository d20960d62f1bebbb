import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { connectionTo } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { halt } from '#embedded-postgres/postmaster.ts'
import { ensureServer, prepare } from '#embedded-postgres/start.ts'
import { nullLog } from '#log.ts'

export interface BenchDatabase {
  /** As the server gets it. */
  readonly url: string
  /** Sees every row: to fill and to look, never to measure. */
  readonly superuser: string
}

export interface BenchServer {
  readonly version: string
  /** Where its socket is, for programs that speak libpq. */
  readonly socket: string
  database(name: string): Promise<BenchDatabase>
  stop(): Promise<void>
}

/** The embedded Postgres as the demo runs it, every commit on the disk, in a folder that goes with it. */
export async function startServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'aside-bench-'))
  const place = await prepare(join(folder, 'postgres'))
  const stop = async () => {
    await halt(place.data)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const { url, superuser } = await ensureServer(place, nullLog)
    const [row] = await ask(superuser, (sql) => sql`show server_version`)
    return {
      version: String(row?.['server_version']),
      socket: place.run,
      async database(name) {
        await ask(superuser, (sql) => sql.unsafe(`create database ${name} owner aside`))
        await migrate(at(url, name))
        return { url: at(url, name), superuser: at(superuser, name) }
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A connection of its own for one piece of work. */
export async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const options = { max: 1, fetch_types: false, onnotice: () => undefined }
  const sql = postgres({ ...connectionTo(url), ...options })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function at(url: string, name: string): string {
  const there = new URL(url)
  there.pathname = `/${name}`
  return there.href
}
