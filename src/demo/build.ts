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
const SOURCES = [
  'src/web/browser/**/*.{ts,tsx,css,html}',
  'src/sealing/**/*.ts',
  'src/intake/**/*.ts',
  'src/returning/**/*.ts',
  'src/ports/**/*.ts',
  'src/case/**/*.ts',
  'src/concern/**/*.ts',
  'dialogs/**/*.{ts,json}',
  'src/web/vite.config.ts',
  'package-lock.json',
]

/** Builds the desk's page and the one for people who may not be seen, unless what was built last is of the very same sources. */
export async function buildDesk(): Promise<'built' | 'kept'> {
  const stamp = join(ROOT, 'dist', 'sources.sha256')
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 'kept'
  const made = mkdtempSync(join(ROOT, 'dist-'))
  try {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const config = ['--config', join('src', 'web', 'vite.config.ts'), '--logLevel', 'error']
    await promisify(execFile)(
      process.execPath,
      [vite, 'build', ...config, '--outDir', made, '--emptyOutDir'],
      { cwd: ROOT },
    )
    writeFileSync(join(made, 'sources.sha256'), now)
    put(made, join(ROOT, 'dist'))
    return 'built'
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** In one move: another demo that starts meanwhile finds the one or the other, and never half of either. */
function put(made: string, place: string): void {
  const before = `${made}-before`
  if (existsSync(place)) renameSync(place, before)
  try {
    renameSync(made, place)
  } catch (thrown) {
    // Another was quicker, with the same.
    if (!existsSync(place)) throw thrown
  }
  rmSync(before, { recursive: true, force: true })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    hash.update(file).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex')
}
