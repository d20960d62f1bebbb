import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError, systemCodeOf } from './errors.ts'

/** What the operating system says of a folder or a disk that cannot be used. */
const UNUSABLE = /^E(ACCES|PERM|ROFS|NOTDIR|ISDIR|EXIST|NOENT|LOOP|NAMETOOLONG|NOSPC|DQUOT|IO)$/

/**
 * Makes a folder and those that lead to it. `recursive` of Node's own never ends where the system says that what it is
 * to make is not there, as under `/proc`.
 */
export function makeFolder(path: string): void {
  const whole = resolve(path)
  const above = dirname(whole)
  try {
    mkdirSync(whole, { mode: 0o700 })
  } catch (thrown) {
    if (isFolder(whole)) return
    if (systemCodeOf(thrown) !== 'ENOENT' || isFolder(above)) throw thrown
    makeFolder(above)
    makeFolder(whole)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** @throws FOLDER_UNWRITABLE for what the operating system refuses of the data folder, and everything else as it came */
export function refuseFolder(thrown: unknown): never {
  refuseUnusable(thrown, 'FOLDER_UNWRITABLE', 'ASIDE_DATA')
}

/** @throws FILE_UNWRITABLE for what the operating system refuses of a file, and everything else as it came */
export function refuseFile(thrown: unknown, names: string): never {
  refuseUnusable(thrown, 'FILE_UNWRITABLE', names)
}

function refuseUnusable(
  thrown: unknown,
  code: 'FILE_UNWRITABLE' | 'FOLDER_UNWRITABLE',
  names: string,
): never {
  const system = systemCodeOf(thrown)
  if (system === null || !UNUSABLE.test(system)) throw thrown
  throw new AppError(code, { names, system })
}
