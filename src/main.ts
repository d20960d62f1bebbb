import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from './clock.ts'
import { type Composed, compose, type Parts } from './compose.ts'
import { type Config, readConfig, type Secrets } from './config.ts'
import { AsideError, codeOf } from './errors.ts'
import { type Log, stdoutLog } from './log.ts'
import { type PolicyInForce, policyInForce } from './policy-file.ts'
import { startDuties } from './start-duties.ts'
import { startEmbedded } from './store/embedded.ts'
import { migrate } from './store/migrate.ts'
import { isSuperuser } from './store/superuser.ts'
import { createBot } from './teams/bot.ts'
import { createServer } from './web/server.ts'

/** Minutes without a touch after which an officer's key is locked again. */
const LOCK_AFTER_MINUTES = 10

export interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the server as an installation runs it. Everything that is wrong is named before a socket is opened. */
export async function start(config: Config, secrets: Secrets, log: Log): Promise<Running> {
  const clock = systemClock
  const inForce = await policyInForce(config.policyFile)
  const embedded =
    config.databaseUrl === null ? await startEmbedded(join(config.data, 'postgres'), log) : null
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  await migrate(databaseUrl)
  const parts: Parts = {
    databaseUrl,
    secret: secrets.secret,
    oldSecret: secrets.oldSecret,
    rootFingerprint: config.rootFingerprint,
    leastRoster: config.leastRoster,
    inForce,
    clock,
    log,
    demo: false,
  }
  const composed = await compose(parts)
  await refuseWhatIsNotProduction(composed, inForce, databaseUrl)
  const duties = await startDuties(databaseUrl, composed, log)
  const server = await serve(composed, config, secrets, log)
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await duties.stop()
      await composed.close()
      await embedded?.stop()
    },
  }
}

async function refuseWhatIsNotProduction(
  { store, world }: Composed,
  inForce: PolicyInForce,
  databaseUrl: string,
): Promise<void> {
  if (await isSuperuser(databaseUrl)) {
    throw new AsideError('CONFIG_INVALID', { names: 'DATABASE_URL', why: 'superuser' })
  }
  await store.mark.claim('production')
  await store.policies.keep(inForce.hash, inForce.text)
  await world.readership.roster()
}

async function serve(
  composed: Composed,
  config: Config,
  secrets: Secrets,
  log: Log,
): Promise<Running> {
  const { world, store, keys, facts } = composed
  const bot = createBot({
    world,
    facts,
    tokenKeys: await keys.both('card-token'),
    nonceKey: await keys.key('nonce'),
    credentials: { kind: 'secret', ...config.bot, password: secrets.botPassword },
    gate: { appId: config.bot.appId, tenants: config.bot.tenants },
    demo: false,
  })
  const server = createServer({
    world,
    sessions: store.sessions,
    directory: store.directory,
    health: store.health,
    bot,
    oidc: {
      ...config.oidc,
      clientSecret: secrets.oidcSecret,
      redirectUri: `${config.publicUrl}/auth/callback`,
      allowInsecure: false,
    },
    publicUrl: config.publicUrl,
    assets: join(import.meta.dirname, '..', 'dist'),
    demo: false,
    sessionHours: config.sessionHours,
    lockAfterMinutes: LOCK_AFTER_MINUTES,
    cookieKey: await keys.key('sign-in-cookie'),
  })
  return listen(server, config, log)
}

/** Opens the socket of a server that is put together. */
export function listen(
  server: ReturnType<typeof createServer>,
  at: Pick<Config, 'host' | 'port'>,
  log: Log,
): Promise<Running> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(at.port, at.host, () => {
      const { port } = server.address()
      log.info('listening', { host: at.host, port })
      done({
        url: `http://${at.host}:${port}`,
        stop: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

async function main(): Promise<void> {
  const log = stdoutLog(() => systemClock.now())
  try {
    const { config, secrets } = readConfig(process.env, (file) => readFileSync(file, 'utf8'))
    const running = await start(config, secrets, log)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        void running.stop().then(() => process.exit(0))
      })
    }
  } catch (thrown) {
    const ids = thrown instanceof AsideError ? thrown.ids : {}
    log.warn('refused_to_start', { code: codeOf(thrown), ...ids })
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
