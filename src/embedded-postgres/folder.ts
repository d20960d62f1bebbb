import { chown, lstat, mkdtemp, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '#data-folder.ts'
import type { Log } from '#log.ts'

/** A Unix socket's whole path has to fit into about a hundred bytes. */
const LONGEST_SOCKET = 100
export const PORT = 5432

export async function isAbsent(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    () => true,
  )
}

/** Initialising writes `PG_VERSION` first and the control file near the end: with both it is a cluster. */
export async function hasCluster(data: string): Promise<boolean> {
  return (
    !(await isAbsent(join(data, 'PG_VERSION'))) &&
    !(await isAbsent(join(data, 'global', 'pg_control')))
  )
}

/**
 * Makes room for a new cluster. What looks half-written is never deleted: it is moved aside, because it could be
 * somebody's data. @returns whether a new cluster is needed
 */
export async function needsCluster(data: string, log: Log): Promise<boolean> {
  if (await hasCluster(data)) return false
  const inside = await readdir(data).catch(() => [])
  if (inside.length > 0) {
    let number = 1
    while (!(await isAbsent(`${data}.broken-${number}`))) number += 1
    await rename(data, `${data}.broken-${number}`)
    log.warn('database_half_written_moved_aside', { number })
  }
  return true
}

/** The 0700 folder of the socket: in the data folder, or a short one that is noted there. */
export async function socketFolder(
  base: string,
  owner: { uid: number; gid: number } | null,
): Promise<string> {
  const near = join(base, 'run')
  if (Buffer.byteLength(join(near, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET) {
    makeFolder(near)
    if (owner !== null) await chown(near, owner.uid, owner.gid)
    return near
  }
  const note = join(base, 'socket-folder')
  const noted = await readFile(note, 'utf8').catch(() => null)
  if (noted !== null && (await ours(noted, owner?.uid ?? process.getuid?.()))) return noted
  const short = await mkdtemp(join(tmpdir(), 'aside-'))
  if (owner !== null) await chown(short, owner.uid, owner.gid)
  await writeFile(note, short, { mode: 0o600 })
  return short
}

/** The name of a temporary folder can be taken by somebody else after a reboot. */
async function ours(folder: string, uid: number | undefined): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null)
  return stats?.isDirectory() === true && stats.uid === uid && (stats.mode & 0o077) === 0
}
