import { randomBytes } from 'node:crypto'
import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { AppError } from './errors.ts'

/**
 * Writes a file that only its user may read. What stood there makes way for a new one, so nobody who could read the old
 * one, or has it open, reads this.
 * @throws CONFIG_INVALID where a link or another user's file stands there: who owns that reads what it leads to
 */
export function writePrivateFile(file: string, text: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false })
  if (there !== undefined && !(there.isFile() && there.nlink === 1 && isOwn(there.uid))) {
    throw new AppError('CONFIG_INVALID', { names: file, why: 'not_own_file' })
  }
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(beside, text, { flag: 'wx', mode: 0o600 })
    renameSync(beside, file)
  } catch (thrown) {
    rmSync(beside, { force: true })
    throw thrown
  }
}

/** Who else may read it: `group` of the file's group, `others` anybody of this machine; `null` nobody, or no file. */
export function otherReaders(file: string): 'group' | 'others' | null {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
  if ((mode & 0o007) !== 0) return 'others'
  return (mode & 0o070) === 0 ? null : 'group'
}

function isOwn(uid: number): boolean {
  return uid === process.getuid?.()
}
