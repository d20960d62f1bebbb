import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '../case/day.ts'
import { systemClock } from '../clock.ts'
import { compose } from '../compose.ts'
import { AsideError, codeOf } from '../errors.ts'
import { jsonLog, type Log } from '../log.ts'
import { type PolicyInForce, policyInForce } from '../policy-file.ts'
import { startDuties } from '../start-duties.ts'
import { startEmbedded } from '../store/embedded.ts'
import { migrate } from '../store/migrate.ts'
import { buildDesk } from './build.ts'
import { type Folder, openFolder } from './folder.ts'
import { demoKeys } from './keys.ts'
import { startPlayground } from './playground.ts'
import { free } from './port.ts'
import { step } from './progress.ts'
import { publishRoster } from './roster.ts'
import { empty, seed } from './seed.ts'
import { type Ending, serve } from './serve.ts'
import { type DemoSettings, demoSettings } from './settings.ts'
import { table } from './table.ts'

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
  await composed.store.policies.keep(inForce.hash, inForce.text)
  await publishRoster(composed, keys, dayIn(inForce.policy.offices.ethics.zone, systemClock.now()))
  if (await empty(composed.world)) {
    await step('eighteen sealed cases', () => seed(composed.world, keys))
  }
  const duties = await startDuties(database.url, composed, log)
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
  let ending = false
  const end = (code: number) => {
    if (ending) return
    ending = true
    void endAll(endings).then(() => process.exit(code))
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
