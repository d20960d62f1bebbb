import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#errors.ts'
import { PORT } from './folder.ts'
import { type LaunchMode, PATH } from './launch-mode.ts'

export const SUPERUSER = 'postgres'

/**
 * A new cluster, made beside its place and renamed: what has the name is whole. A password is asked for even on the
 * socket that only we can reach: `peer` would meet another user in each way of running, and a program of the same
 * user that happens on the socket should not be let in by it.
 */
export async function initialise(mode: LaunchMode, data: string, password: string): Promise<void> {
  // A machine that is short of something for a moment gets a second chance.
  const done = (await attempt(mode, data, password)) || (await attempt(mode, data, password))
  if (!done) throw new AppError('DATABASE_AWAY', { why: 'initdb_failed' })
}

async function attempt(mode: LaunchMode, data: string, password: string): Promise<boolean> {
  const fresh = `${data}.new`
  await rm(fresh, { recursive: true, force: true })
  const secret = join(mode.base, 'initial-password')
  await writeFile(secret, password, { mode: 0o600 })
  if (mode.owner !== null) await chown(secret, mode.owner.uid, mode.owner.gid)
  await mkdir(fresh, { mode: 0o700 })
  if (mode.owner !== null) await chown(fresh, mode.owner.uid, mode.owner.gid)
  const done = await run(mode, mode.binaries.initdb, [
    `--pgdata=${fresh}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ])
  await rm(secret, { force: true })
  if (!done) return false
  await rm(data, { recursive: true, force: true })
  await rename(fresh, data)
  return true
}

/** @throws CONFIG_INVALID when the cluster is of another major version: its words are sealed, but it must be moved by hand. */
export async function checkVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (version !== '18') throw new AppError('CONFIG_INVALID', { names: 'ASIDE_DATA', version })
}

/**
 * Starts the server apart from us: a Ctrl-C in the terminal reaches us first, and we stop it when our own work is
 * done. Its log names no values: not those of parameters, and none in details of an error.
 */
export function launch(
  mode: LaunchMode,
  data: string,
  run: string,
  settings: readonly string[],
): void {
  const log = openSync(join(mode.base, 'server.log'), 'w', 0o600)
  const [command, args] = prefixed(mode, mode.binaries.postgres, [
    `-D${data}`,
    ...[
      'listen_addresses=',
      `port=${PORT}`,
      `unix_socket_directories=${run}`,
      'unix_socket_permissions=0700',
      'max_connections=100',
      'timezone=UTC',
      'log_timezone=UTC',
      'log_error_verbosity=terse',
      'log_min_error_statement=panic',
      'log_checkpoints=off',
      'log_parameter_max_length=0',
      'log_parameter_max_length_on_error=0',
      ...settings,
    ].map((setting) => `-c${setting}`),
  ])
  const child = spawn(command, args, {
    cwd: mode.base,
    detached: true,
    env: { PATH, LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    ...mode.owner,
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
}

function run(mode: LaunchMode, program: string, given: readonly string[]): Promise<boolean> {
  const [command, args] = prefixed(mode, program, given)
  const log = openSync(join(mode.base, 'server.log'), 'w', 0o600)
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      cwd: mode.base,
      env: { PATH, LC_ALL: 'C' },
      stdio: ['ignore', log, log],
      ...mode.owner,
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  }).finally(() => closeSync(log))
}

function prefixed(mode: LaunchMode, program: string, args: readonly string[]): [string, string[]] {
  const [first, ...rest] = [...mode.prefix, program, ...args]
  return [first ?? program, rest]
}
