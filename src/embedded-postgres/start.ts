import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder, refuseFolder } from '#data-folder.ts'
import { connectionTo } from '#db/connection.ts'
import { postgres } from '#db/postgres-driver.ts'
import { ensureLogins, makeLogins, withLogins } from '#db/roles/logins.ts'
import { AppError } from '#errors.ts'
import type { Log } from '#log.ts'
import { writePrivateFile } from '#private-file.ts'
import { findBinaries } from './binaries.ts'
import { checkVersion, initialise, launch, SUPERUSER } from './cluster.ts'
import { needsCluster, socketFolder } from './folder.ts'
import { chooseLaunchMode, type LaunchMode } from './launch-mode.ts'
import { halt, postmaster } from './postmaster.ts'
import { onlyOne } from './single-instance.ts'

/** The database's own login. It owns the tables and nothing else: it is no superuser. */
const LOGIN = 'aside'

export interface EmbeddedPostgres {
  readonly url: string
  /** Fast shutdown, and waits for it. */
  stop(): Promise<void>
}

/**
 * The database of the first command: real Postgres from the package, in a folder of ours, reached by a socket that
 * only we can open. A server that a killed run left behind is adopted.
 * @throws CONFIG_INVALID when another Aside uses the folder, or this machine cannot run it; FOLDER_UNWRITABLE
 */
export async function startEmbedded(folder: string, log: Log): Promise<EmbeddedPostgres> {
  const paths = await prepare(folder).catch(refuseFolder)
  const unlock = await onlyOne(paths.run)
  try {
    const { url } = await ensureServer(paths, log)
    return {
      url,
      stop: async () => {
        await halt(paths.data)
        await unlock()
      },
    }
  } catch (thrown) {
    await unlock()
    return refuseFolder(thrown)
  }
}

/** For the command line: uses a server that runs and leaves it running; starts one for the moment where none does. */
export async function attachEmbedded(folder: string, log: Log): Promise<EmbeddedPostgres> {
  const paths = await prepare(folder).catch(refuseFolder)
  const running = (await postmaster(paths.data)) !== null
  const { url } = await ensureServer(paths, log).catch(refuseFolder)
  await ensureLogins(url)
  return {
    url,
    stop: async () => {
      if (!running) await halt(paths.data)
    },
  }
}

export interface ClusterPaths {
  readonly mode: LaunchMode
  readonly data: string
  readonly run: string
  readonly password: string
  /** The file with the logins of the pools. */
  readonly logins: string
}

/** @param modes which ways of running may be tried; tests try each */
export async function prepare(
  folder: string,
  modes?: readonly LaunchMode['name'][],
): Promise<ClusterPaths> {
  makeFolder(folder)
  const home = await realpath(folder)
  const mode = await chooseLaunchMode(home, await findBinaries(), modes)
  const run = await socketFolder(mode.base, mode.owner)
  const logins = join(home, 'logins')
  makeLogins(logins)
  return { mode, data: join(mode.base, 'data'), run, password: await passwordIn(home), logins }
}

/** Starts the server unless it runs. Settings come last and win; production has none. */
export async function ensureServer(
  paths: ClusterPaths,
  log: Log,
  settings: readonly string[] = [],
): Promise<{ url: string; superuser: string }> {
  const superuser = connectionUrl(paths, SUPERUSER, 'postgres')
  if ((await postmaster(paths.data)) !== null) {
    if (await answers(superuser, 5_000)) log.info('database_adopted')
    else await halt(paths.data)
  }
  if ((await postmaster(paths.data)) === null) await start(paths, superuser, log, settings)
  await ensureLogin(superuser, paths.password)
  return { url: withLogins(connectionUrl(paths, LOGIN, LOGIN), paths.logins), superuser }
}

async function start(
  paths: ClusterPaths,
  superuser: string,
  log: Log,
  settings: readonly string[],
): Promise<void> {
  if (await needsCluster(paths.data, log)) {
    log.info('database_initialising')
    await initialise(paths.mode, paths.data, paths.password)
  }
  await checkVersion(paths.data)
  // After a kill, processes of the dead server can hold its memory for a moment; then the next try succeeds.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    launch(paths.mode, paths.data, paths.run, settings)
    await wait(30)
    if (await answersWhileRunning(paths.data, superuser)) {
      log.info('database_started', { way: paths.mode.name })
      return
    }
    await wait(300)
  }
  throw new AppError('DATABASE_AWAY', { why: 'not_started' })
}

/** Waits while the server comes up or recovers, for as long as its process is there. */
async function answersWhileRunning(data: string, url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    if (await answers(url, 0)) return true
    await wait(25)
    if (attempt > 4 && (await postmaster(data)) === null) return false
  }
  return false
}

async function answers(url: string, patience: number): Promise<boolean> {
  const until = performance.now() + patience
  do {
    const sql = postgres({ ...connectionTo(url), max: 1, connect_timeout: 2, fetch_types: false })
    const well = await sql`select 1`.then(
      () => true,
      () => false,
    )
    await sql.end({ timeout: 0 })
    if (well) return true
    if (patience > 0) await wait(50)
  } while (performance.now() < until)
  return false
}

async function ensureLogin(superuser: string, password: string): Promise<void> {
  const sql = postgres({
    ...connectionTo(superuser),
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
  })
  try {
    const roles = await sql`select 1 from pg_roles where rolname = ${LOGIN}`
    // The password is of our own making: base64url, so it can be quoted.
    if (roles.length === 0) {
      await sql.unsafe(`create role ${LOGIN} login createrole password '${password}'`)
    }
    const databases = await sql`select 1 from pg_database where datname = ${LOGIN}`
    if (databases.length === 0) await sql.unsafe(`create database ${LOGIN} owner ${LOGIN}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'password')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text !== null && text !== '') return text
  const password = randomBytes(32).toString('base64url')
  writePrivateFile(file, password)
  return password
}

function connectionUrl(paths: ClusterPaths, user: string, database: string): string {
  return `postgres://${user}:${paths.password}@localhost/${database}?host=${encodeURIComponent(paths.run)}`
}
