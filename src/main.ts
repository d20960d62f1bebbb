import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGE_PROOF } from '#crypto/constants.ts'
import { migrate } from '#db/migrate.ts'
import { renewAddresses } from '#notifications/renew-addresses.ts'
import { publishFilingKey } from '#reporter/web-page/publish-filing-key.ts'
import { createServer } from '#server/server.ts'
import { type Bot, createBot } from '#teams/bot.ts'
import { systemClock } from './clock.ts'
import { type Composition, compose } from './compose.ts'
import { type Config, readConfig, type Secrets } from './config.ts'
import { AppError, codeOf, listenRefusal, toOperator } from './errors.ts'
import { type Log, stdoutLog } from './log.ts'
import { policyInForce } from './policy-file.ts'
import { claimProduction, refuseSuperuser, refuseUnknownZones } from './production.ts'
import { startBackgroundJobs } from './start-jobs.ts'
import { codesOf, onUncaught, shutdownOnce } from './uncaught.ts'

/** Minutes without a touch after which an officer's key is locked again. */
const LOCK_AFTER_MINUTES = 10

export interface Running {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts the server as an installation runs it. Everything that is wrong is named before a socket is opened, and
 * what was started for a start that is refused is ended again.
 */
export async function start(config: Config, secrets: Secrets, log: Log): Promise<Running> {
  const endings: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of endings.toReversed()) {
      await end().catch((thrown: unknown) =>
        log.warn('not_ended_in_order', { code: codeOf(thrown) }),
      )
    }
  }
  try {
    return { url: await startAll(config, secrets, log, endings), stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

async function startAll(
  config: Config,
  secrets: Secrets,
  log: Log,
  endings: (() => Promise<void>)[],
): Promise<string> {
  const inForce = await policyInForce(config.policyFile)
  const databaseUrl = config.databaseUrl ?? (await ownDatabase(config, log, endings))
  await refuseSuperuser(databaseUrl, log)
  await migrate(databaseUrl)
  await refuseUnknownZones(databaseUrl, inForce.policy, log)
  const composed = await compose({
    databaseUrl,
    secret: secrets.secret,
    oldSecret: secrets.oldSecret,
    rootFingerprint: config.rootFingerprint,
    leastRoster: config.leastRoster,
    inForce,
    clock: systemClock,
    log,
    demo: false,
  })
  endings.push(() => composed.close())
  await claimProduction(composed, inForce, log)
  await publishFilingKey(composed.services)
  await renewAddresses(composed.services)
  const bot = await botOf(composed, config, secrets)
  const duties = await startBackgroundJobs(databaseUrl, composed, bot)
  endings.push(() => duties.stop())
  const server = await serve(composed, bot, config, secrets, log)
  endings.push(() => server.stop())
  return server.url
}

async function ownDatabase(
  config: Config,
  log: Log,
  endings: (() => Promise<void>)[],
): Promise<string> {
  // Production names its database and never loads this module.
  const { startEmbedded } = await import('#embedded-postgres/start.ts')
  const embedded = await startEmbedded(join(config.data, 'postgres'), log)
  endings.push(() => embedded.stop())
  return embedded.url
}

async function botOf(
  { services, facts, keys }: Composition,
  config: Config,
  secrets: Secrets,
): Promise<Bot> {
  return createBot({
    services,
    facts,
    tokenKeys: await keys.both('card-token'),
    nonceKey: await keys.key('nonce'),
    credentials: { kind: 'secret', ...config.bot, password: secrets.botPassword },
    gate: { appId: config.bot.appId, tenants: config.bot.tenants },
    page: config.publicUrl,
    demo: false,
  })
}

async function serve(
  { services, store, keys, facts }: Composition,
  bot: Bot,
  config: Config,
  secrets: Secrets,
  log: Log,
): Promise<Running> {
  const server = createServer({
    services,
    facts,
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
    trust: { rootFingerprint: config.rootFingerprint, leastRoster: config.leastRoster },
    assets: join(import.meta.dirname, '..', 'dist'),
    demo: false,
    sessionHours: config.sessionHours,
    lockAfterMinutes: LOCK_AFTER_MINUTES,
    cookieKey: await keys.key('sign-in-cookie'),
    proofKey: await keys.key(PAGE_PROOF),
    openedPage: await store.policies.openedPage(),
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
    server.once('error', (thrown: unknown) => failed(listenRefusal(thrown, at.port)))
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
  let running: Running | null = null
  const end = shutdownOnce(async () => running?.stop())
  onUncaught(log, end)
  try {
    const { config, secrets } = readConfig(process.env, (file) => readFileSync(file, 'utf8'))
    running = await start(config, secrets, log)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0))
  } catch (refused) {
    const thrown = toOperator(refused)
    const why = thrown instanceof AppError ? { ...thrown.ids, says: thrown.message } : {}
    log.warn('refused_to_start', { ...codesOf(thrown), ...why })
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
