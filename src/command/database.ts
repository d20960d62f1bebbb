import { join } from 'node:path'
import type { Log } from '../log.ts'
import { attachEmbedded } from '../store/embedded.ts'

const SILENT: Log = { info: () => undefined, warn: () => undefined }

/**
 * The database that the environment names, or the embedded one of the data folder. A server that runs is used and
 * left running; one that does not is started for the moment.
 */
export async function withDatabase<T>(
  env: Readonly<Record<string, string | undefined>>,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const given = env['DATABASE_URL']
  if (given) return work(given)
  const embedded = await attachEmbedded(join(env['ASIDE_DATA'] ?? '.aside', 'postgres'), SILENT)
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}
