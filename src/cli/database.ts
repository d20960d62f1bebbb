import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#errors.ts'
import { nullLog } from '#log.ts'

/**
 * The database that the environment names, or the embedded one of the data folder. A server that runs is used and
 * left running; one that does not is started for the moment.
 * @throws FOLDER_EMPTY
 */
export async function withDatabase<T>(
  env: Readonly<Record<string, string | undefined>>,
  work: (url: string) => Promise<T>,
  /** Only `migrate` begins a database; every other verb would look into an empty one. */
  begins = false,
): Promise<T> {
  const given = env['DATABASE_URL']
  if (given) return work(given)
  const folder = join(env['ASIDE_DATA'] ?? '.aside', 'postgres')
  if (!begins && !existsSync(folder)) throw new AppError('FOLDER_EMPTY', { names: 'ASIDE_DATA' })
  // Production names its database and never loads this module.
  const { attachEmbedded } = await import('#embedded-postgres/start.ts')
  const embedded = await attachEmbedded(folder, nullLog)
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}
