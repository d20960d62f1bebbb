import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '../case/day.ts'
import { systemClock } from '../clock.ts'
import { type Composed, compose } from '../compose.ts'
import { AsideError, codeOf } from '../errors.ts'
import { jsonLog, type Log } from '../log.ts'
import { listen } from '../main.ts'
import { type PolicyInForce, policyInForce } from '../policy-file.ts'
import { startEmbedded } from '../store/embedded.ts'
import { startDuties } from '../store/jobs.ts'
import { migrate } from '../store/migrate.ts'
import { createBot } from '../teams/bot.ts'
import { createServer } from '../web/server.ts'
import { buildDesk } from './build.ts'
import { type Folder, openFolder } from './folder.ts'
import { type DemoKeys, demoKeys } from './keys.ts'
import { DEMO_OFFICERS } from './officers.ts'
import { startPlayground } from './playground.ts'
import { DEMO_TENANT } from './playground-settings.ts'
import { free } from './port.ts'
import { step } from './progress.ts'
import { startProvider } from './provider.ts'
import { publishRoster } from './roster.ts'
import { empty, seed } from './seed.ts'
import { type DemoSettings, demoSettings } from './settings.ts'
import { table } from './table.ts'

/** Ends what was started, the last first; one that fails does not keep the others running. */
type Ending = () => Promise<void>

async function run(settings: DemoSettings, endings: Ending[]): Promise<string> {
  const folder = openFolder(settings.data)
  const log = fileLog(folder)
  await refuseTakenPorts(settings)
  const [keys] = await step('keys and the page of the desk', () =>
    Promise.all([demoKeys(folder.keys), buildDesk()]),
  )
  const database = await step('database', () => startEmbedded(folder.database, log))
  endings.push(() => database.stop())
  await step('tables', () => migrate(database.url))
  const inForce = await demoPolicy()
  const composed = await compose({
    databaseUrl: database.url,
    secret: keys.secret,
    oldSecret: null,
    rootFingerprint: keys.rootFingerprint,
    leastRoster: 1,
    inForce,
    clock: systemClock,
    log,
    demo: true,
  })
  endings.push(() => composed.close())
  await composed.store.mark.claim('demo')
  await publishRoster(composed, keys, dayIn(inForce.policy.offices.ethics.zone, systemClock.now()))
  if (await empty(composed.world)) {
    await step('eighteen sealed cases', () => seed(composed.world, keys))
  }
  const duties = await startDuties(database.url, { clock: systemClock, log })
  endings.push(() => duties.stop())
  const url = await step('desk and bot', () => serve(composed, keys, settings, log, endings))
  const playground = await step('Teams playground', () =>
    startPlayground(folder.playground, settings.playgroundPort, `${url}/api/messages`),
  )
  endings.push(() => playground.stop())
  return table({
    playground: playground.url,
    bot: `${url}/api/messages`,
    desk: `${url}/desk`,
    passphrase: keys.passphrase,
    data: folder.root,
  })
}

async function serve(
  { world, store, keys: serverKeys, facts }: Composed,
  keys: DemoKeys,
  settings: DemoSettings,
  log: Log,
  endings: Ending[],
): Promise<string> {
  const publicUrl = `http://127.0.0.1:${settings.port}`
  const client = {
    clientId: 'aside-desk',
    clientSecret: Buffer.from(await serverKeys.key('demo-client')).toString('base64url'),
    redirectUri: `${publicUrl}/auth/callback`,
  }
  const provider = await startProvider({
    port: settings.providerPort,
    client,
    people: DEMO_OFFICERS.map(({ id, label }) => ({ subject: id, name: label, label })),
  })
  endings.push(() => provider.close())
  for (const officer of DEMO_OFFICERS) {
    await store.people.admit({
      id: officer.id,
      issuer: provider.issuer,
      subject: officer.id,
      offices: [officer.office],
    })
  }
  const bot = createBot({
    world,
    facts,
    tokenKeys: await serverKeys.both('card-token'),
    nonceKey: await serverKeys.key('nonce'),
    credentials: null,
    gate: { appId: '', tenants: [DEMO_TENANT] },
    demo: true,
  })
  const server = createServer({
    world,
    sessions: store.sessions,
    directory: store.directory,
    health: store.health,
    bot,
    oidc: { issuer: provider.issuer, ...client, allowInsecure: true },
    publicUrl,
    assets: join(import.meta.dirname, '..', '..', 'dist'),
    demo: true,
    demoKey: async (officer) => keys.privateKey(officer),
    sessionHours: 10,
    cookieKey: await serverKeys.key('sign-in-cookie'),
  })
  const running = await listen(server, { host: '127.0.0.1', port: settings.port }, log)
  endings.push(() => running.stop())
  return running.url
}

/** The demo's own answer to one question of policy: its Teams client cannot open dialogs. */
async function demoPolicy(): Promise<PolicyInForce> {
  const file = join(import.meta.dirname, '..', '..', 'dialogs', 'policy.yaml')
  const found = await policyInForce(file)
  return { ...found, policy: { ...found.policy, accountInline: true } }
}

async function refuseTakenPorts(settings: DemoSettings): Promise<void> {
  for (const port of [settings.port, settings.providerPort, settings.playgroundPort]) {
    if (!(await free(port))) throw new AsideError('PORT_TAKEN', { port })
  }
}

/** The terminal is for people; the server's own lines go to a file beside the data. */
function fileLog(folder: Folder): Log {
  const file = createWriteStream(join(folder.root, 'demo.log'), { flags: 'a', mode: 0o600 })
  return jsonLog(
    (line) => file.write(`${line}\n`),
    () => systemClock.now(),
  )
}

async function endAll(endings: readonly Ending[]): Promise<void> {
  for (const end of endings.toReversed()) {
    await end().catch(() => console.log('  Something did not end in order.'))
  }
}

async function main(): Promise<void> {
  const endings: Ending[] = []
  let ending: Promise<void> | undefined
  const end = (code: number) => {
    ending ??= endAll(endings).then(() => process.exit(code))
  }
  process.once('SIGINT', () => {
    console.log('\n  Ending …')
    end(0)
  })
  process.once('SIGTERM', () => end(0))
  console.log('\n  ( )  Aside, the demo\n')
  try {
    console.log(await run(demoSettings(process.env), endings))
  } catch (thrown) {
    console.log(`\n  ${sentence(thrown)}\n`)
    end(1)
  }
}

function sentence(thrown: unknown): string {
  if (!(thrown instanceof AsideError))
    return `Could not start (${codeOf(thrown)}). ${String(thrown)}`
  switch (thrown.code) {
    case 'PORT_TAKEN':
      return `Port ${thrown.ids['port']} is taken: another demo may be running. End it, or set PORT, ASIDE_DEMO_SIGN_IN_PORT or ASIDE_DEMO_PLAYGROUND_PORT.`
    case 'DEMO_REFUSED':
      return `The demo does not start beside an installation. Unset or change: ${thrown.ids['names'] ?? 'ASIDE_DATA'}.`
    default:
      return `${thrown.message} ${Object.values(thrown.ids).join(' ')}`
  }
}

await main()
