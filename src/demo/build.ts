import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..', '..')
/** More than the pages are made of: a list of what they import would go stale unseen. */
const SOURCES = ['src/**/*.{ts,tsx,css,html,json}', 'dialogs/**/*.{ts,json}', 'package-lock.json']

/**
 * Builds the desk's page and the one for people who may not be seen, unless what was built last is of the very same
 * sources.
 */
export async function buildDesk(folder = join(ROOT, 'dist')): Promise<'built' | 'kept'> {
  const stamp = join(folder, 'sources.sha256')
  const now = sourcesHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 'kept'
  const made = mkdtempSync(`${folder}-`)
  try {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const config = ['--config', join('src', 'browser', 'vite.config.ts'), '--logLevel', 'error']
    await promisify(execFile)(
      process.execPath,
      [vite, 'build', ...config, '--outDir', made, '--emptyOutDir'],
      { cwd: ROOT },
    )
    writeFileSync(join(made, 'sources.sha256'), now)
    put(made, folder)
    return 'built'
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** In one move: another demo that starts meanwhile finds the one or the other, and never half of either. */
function put(made: string, folder: string): void {
  const before = `${made}-before`
  if (existsSync(folder)) renameSync(folder, before)
  try {
    renameSync(made, folder)
  } catch (thrown) {
    // Another was quicker, with the same.
    if (!existsSync(folder)) throw thrown
  }
  rmSync(before, { recursive: true, force: true })
}

/** Of everything that the pages could be made of. */
export function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    hash.update(file).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex')
}
