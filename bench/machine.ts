import { readFileSync } from 'node:fs'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'

/** What the figures were taken on. How busy it was belongs to it: a ratio of a busy machine is a rougher one. */
export interface Machine {
  readonly lines: readonly string[]
  readonly busy: boolean
}

export function machine(postgres: string, loadBefore: number): Machine {
  const cores = cpus().length
  return {
    lines: [
      `${cores} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}`,
      `Node ${process.versions.node}, PostgreSQL ${postgres} (the embedded one, every commit on the disk)`,
      ...['openpgp', 'postgres', 'drizzle-orm', 'botbuilder', 'restify'].map(
        (name) => `${name} ${versionOf(name)}`,
      ),
      `work waiting for a core before the first measurement: ${loadBefore.toFixed(1)}`,
    ],
    busy: loadBefore > cores * 0.25,
  }
}

/** The load of the last minute. */
export function load(): number {
  return loadavg()[0] ?? 0
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, '..', 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
