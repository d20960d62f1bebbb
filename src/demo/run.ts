import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { compose } from '#compose.ts'
import { migrate } from '#db/migrate.ts'
import { dayIn } from '#domain/case/day.ts'
import { startEmbedded } from '#embedded-postgres/start.ts'
import { jsonLog, type Log } from '#log.ts'
import { type PolicyInForce, policyInForce } from '#policy-file.ts'
import { buildDesk } from './build.ts'
import type { Ending } from './ending.ts'
import type { Folder } from './folder.ts'
import { demoKeys } from './keys.ts'
import type { Playground } from './playground.ts'
import { step } from './progress.ts'
import { demoReporter } from './reporter.ts'
import { publishDemoRoster } from './roster.ts'
import { empty, seed } from './seed.ts'
import { serve } from './serve.ts'
import type { DemoSettings } from './settings.ts'
import { table } from './table.ts'

/** Starts everything but the Teams client, which came first. @returns what a newcomer needs to know */
export async function run(
  settings: DemoSettings,
  folder: Folder,
  playground: Playground,
  endings: Ending[],
): Promise<string> {
  const log = fileLog(folder)
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
  await composed.store.environmentMarker.claim('demo')
  await composed.store.policies.keep(inForce)
  await publishDemoRoster(
    composed,
    keys,
    dayIn(inForce.policy.offices.ethics.zone, systemClock.now()),
  )
  if (await empty(composed.services)) {
    const reporter = await demoReporter(composed.keys)
    await step('eighteen sealed cases', () => seed(composed.services, keys, reporter))
  }
  const url = await step('desk and bot', () =>
    serve(composed, keys, { ...settings, databaseUrl: database.url }, log, endings),
  )
  await step('Teams playground', () => playground.ready())
  return table({
    playground: playground.url,
    bot: `${url}/api/messages`,
    page: `${url}/`,
    desk: `${url}/desk`,
    passphrase: keys.passphrase,
    data: folder.root,
  })
}

/** The demo's own answers to two questions of policy: its Teams client opens no dialogs, and every channel is to be tried. */
async function demoPolicy(): Promise<PolicyInForce> {
  const file = join(import.meta.dirname, '..', '..', 'dialogs', 'policy.yaml')
  const policy = await policyInForce(file)
  return { ...policy, policy: { ...policy.policy, accountInline: true, page: true } }
}

/** The terminal is for people; the server's own lines go to a file beside the data. */
function fileLog(folder: Folder): Log {
  const file = createWriteStream(join(folder.root, 'demo.log'), { flags: 'a', mode: 0o600 })
  return jsonLog(
    (line) => file.write(`${line}\n`),
    () => systemClock.now(),
  )
}
