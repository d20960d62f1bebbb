import { systemClock } from '#clock.ts'
import { type Composition, compose } from '#compose.ts'
import type { Config, Secrets } from '#config.ts'
import { checkMigrated } from '#db/migrate.ts'
import { nullLog } from '#log.ts'
import type { PolicyInForce } from '#policy-file.ts'
import { withDatabase } from './database.ts'

export interface LoadedSettings {
  readonly config: Config
  readonly secrets: Secrets
}

/** Work with what a server of these settings would be made of; it migrates nothing. @throws CONFIG_INVALID */
export function withComposition<T>(
  env: Readonly<Record<string, string | undefined>>,
  { config, secrets }: LoadedSettings,
  inForce: PolicyInForce,
  work: (composed: Composition, databaseUrl: string) => Promise<T>,
): Promise<T> {
  return withDatabase(env, async (databaseUrl) => {
    await checkMigrated(databaseUrl)
    const composed = await compose({
      ...secrets,
      databaseUrl,
      rootFingerprint: config.rootFingerprint,
      leastRoster: config.leastRoster,
      inForce,
      clock: systemClock,
      log: nullLog,
      demo: false,
    })
    try {
      return await work(composed, databaseUrl)
    } finally {
      await composed.close()
    }
  })
}
