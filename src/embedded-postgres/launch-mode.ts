import { spawnSync } from 'node:child_process'
import { chown, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#errors.ts'
import { type Binaries, binariesIn } from './binaries.ts'
import { hasCluster, isAbsent } from './folder.ts'

/**
 * How the database's programs are run. Postgres refuses to be root, and we never make a user of the machine:
 * `plain` as whoever we are, `mapped` as root under another number in a user namespace of its own, `nobody` as that
 * user with the programs copied to where he can read them.
 */
export interface LaunchMode {
  readonly name: 'plain' | 'mapped' | 'nobody'
  readonly binaries: Binaries
  /** Holds the cluster and, where its name is short enough, the socket. */
  readonly base: string
  readonly prefix: readonly string[]
  readonly owner: { readonly uid: number; readonly gid: number } | null
}

const MAPPED = ['unshare', '-U', '--map-user=1000', '--map-group=1000'] as const
export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** @param allowed the ways that may be tried; tests try each. */
export async function chooseLaunchMode(
  folder: string,
  binaries: Binaries,
  allowed: readonly LaunchMode['name'][] = ['plain', 'mapped', 'nobody'],
): Promise<LaunchMode> {
  if (process.getuid?.() !== 0) {
    return { name: 'plain', binaries, base: folder, prefix: [], owner: null }
  }
  const noted = await readNote(folder)
  if (noted === null && allowed.includes('mapped') && mappingWorks()) {
    return { name: 'mapped', binaries, base: folder, prefix: MAPPED, owner: null }
  }
  return asNobody(folder, binaries, noted)
}

function mappingWorks(): boolean {
  const [command, ...args] = MAPPED
  const tried = spawnSync(command, [...args, 'true'], { env: { PATH }, stdio: 'ignore' })
  return tried.status === 0
}

async function asNobody(
  folder: string,
  binaries: Binaries,
  noted: string | null,
): Promise<LaunchMode> {
  const owner = await nobody()
  const base = noted ?? (await elsewhere(folder, owner))
  const programs = join(base, 'native')
  if (await isAbsent(join(programs, 'bin', 'postgres'))) {
    await cp(binaries.root, programs, { recursive: true, verbatimSymlinks: true })
  }
  return { name: 'nobody', binaries: binariesIn(programs), base, prefix: [], owner }
}

/** Below `/var/tmp`, which outlives a reboot, and noted in the folder. A cluster that is already there moves along. */
async function elsewhere(folder: string, owner: { uid: number; gid: number }): Promise<string> {
  const base = await mkdtemp('/var/tmp/aside-')
  if (await hasCluster(join(folder, 'data'))) {
    await cp(join(folder, 'data'), join(base, 'data'), { recursive: true })
    spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, join(base, 'data')], { env: { PATH } })
  }
  await chown(base, owner.uid, owner.gid)
  await writeFile(join(folder, 'elsewhere'), base, { mode: 0o600 })
  return base
}

async function readNote(folder: string): Promise<string | null> {
  const noted = await readFile(join(folder, 'elsewhere'), 'utf8').catch(() => null)
  return noted === null || (await isAbsent(noted)) ? null : noted
}

async function nobody(): Promise<{ uid: number; gid: number }> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const line = users.match(/^nobody:[^:]*:(\d+):(\d+):/m)
  if (line?.[1] === undefined || line[2] === undefined) {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', missing: 'nobody' })
  }
  return { uid: Number(line[1]), gid: Number(line[2]) }
}
