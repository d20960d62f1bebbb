import { join } from 'node:path'
import type { Composition } from '#compose.ts'
import { PAGE_PROOF } from '#crypto/constants.ts'
import { dayIn } from '#domain/case/day.ts'
import type { Log } from '#log.ts'
import { listen } from '#main.ts'
import { publishFilingKey } from '#reporter/web-page/publish-filing-key.ts'
import { createServer } from '#server/server.ts'
import { startBackgroundJobs } from '#start-jobs.ts'
import { createBot } from '#teams/bot.ts'
import type { Ending } from './ending.ts'
import type { DemoKeys } from './keys.ts'
import { DEMO_CUSTODIANS, DEMO_OFFICERS } from './officers.ts'
import { DEMO_TENANT } from './playground-settings.ts'
import { startProvider } from './provider.ts'
import { demoShare } from './reporter.ts'
import type { DemoSettings } from './settings.ts'

/** Sign-in, bot, duties and desk, on loopback. @returns the address of the desk's server */
export async function serve(
  composed: Composition,
  keys: DemoKeys,
  settings: DemoSettings & { readonly databaseUrl: string },
  log: Log,
  endings: Ending[],
): Promise<string> {
  const { services, store, keys: serverKeys, facts } = composed
  const publicUrl = `http://127.0.0.1:${settings.port}`
  const client = {
    clientId: 'aside-desk',
    clientSecret: Buffer.from(await serverKeys.key('demo-client')).toString('base64url'),
    redirectUri: `${publicUrl}/auth/callback`,
  }
  const provider = await startProvider({
    port: settings.providerPort,
    client,
    people: [...DEMO_OFFICERS, ...DEMO_CUSTODIANS].map(({ id, label }) => ({
      subject: id,
      name: label,
      label,
    })),
  })
  endings.push(() => provider.close())
  const today = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  for (const { id, office, role } of DEMO_OFFICERS) {
    const known = { id, issuer: provider.issuer, subject: id, offices: [{ office, role }] }
    await store.people.upsert(known, today)
  }
  for (const { id } of DEMO_CUSTODIANS) {
    await store.people.keepsNames({ id, issuer: provider.issuer, subject: id }, today)
  }
  const bot = createBot({
    services,
    facts,
    tokenKeys: await serverKeys.both('card-token'),
    nonceKey: await serverKeys.key('nonce'),
    credentials: null,
    gate: { appId: '', tenants: [DEMO_TENANT] },
    demo: true,
    page: publicUrl,
    demoShare: await demoShare(serverKeys),
  })
  await publishFilingKey(services)
  const duties = await startBackgroundJobs(settings.databaseUrl, composed, bot, true)
  endings.push(() => duties.stop())
  const server = createServer({
    services,
    facts,
    sessions: store.sessions,
    directory: store.directory,
    health: store.health,
    bot,
    oidc: { issuer: provider.issuer, ...client, allowInsecure: true },
    publicUrl,
    trust: { rootFingerprint: keys.rootFingerprint, leastRoster: 1 },
    assets: join(import.meta.dirname, '..', '..', 'dist'),
    demo: true,
    demoKey: async (officer) => keys.privateKey(officer),
    sessionHours: 10,
    cookieKey: await serverKeys.key('sign-in-cookie'),
    proofKey: await serverKeys.key(PAGE_PROOF),
    openedPage: true,
  })
  const running = await listen(server, { host: '127.0.0.1', port: settings.port }, log)
  endings.push(() => running.stop())
  return running.url
}
