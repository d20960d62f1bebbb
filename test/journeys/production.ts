import { readFileSync } from 'node:fs'
import { systemClock } from '#clock.ts'
import { type Config, readConfig, type Secrets } from '#config.ts'
import { DEMO_ROOT, type MadeKey, makeRootKey } from '#crypto/keys.ts'
import { ownPolicy } from '../fixtures/own-policy.ts'
import { CREATED, directoryOf, makePeople, testClock } from '../fixtures/services.ts'
import { openAt } from '../fixtures/store.ts'
import { PUBLIC } from '../fixtures/whole.ts'

const DAY = 86_400_000
let known: Promise<{ good: MadeKey; demo: MadeKey }> | undefined

/** The root of an organisation, and a demo's. */
export function roots(): Promise<{ good: MadeKey; demo: MadeKey }> {
  known ??= Promise.all([makePeople(), makeRootKey(DEMO_ROOT, undefined, CREATED)]).then(
    ([{ root }, demo]) => ({ good: root, demo }),
  )
  return known
}

/** An environment in which nothing is missing. Nobody answers at its addresses, and nobody is asked at a start. */
export async function environment(
  change: Readonly<Record<string, string | undefined>> = {},
): Promise<Record<string, string | undefined>> {
  return {
    PORT: '0',
    PUBLIC_URL: PUBLIC,
    ASIDE_POLICY: ownPolicy(),
    ASIDE_ROOT_FINGERPRINT: (await roots()).good.fingerprint,
    ASIDE_SECRET: 'ab'.repeat(32),
    MICROSOFT_APP_ID: '3d2f0c6e-6f0a-4b7e-9a54-111111111111',
    MICROSOFT_APP_TENANT: '3d2f0c6e-6f0a-4b7e-9a54-222222222222',
    MICROSOFT_APP_PASSWORD: 'a password long enough',
    OIDC_ISSUER: 'https://sign-in.invalid/tenant',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'another one long enough',
    ...change,
  }
}

export async function settings(
  change: Readonly<Record<string, string | undefined>>,
): Promise<{ config: Config; secrets: Secrets }> {
  return readConfig(await environment(change), (file) => readFileSync(file, 'utf8'))
}

/** What an installation finds in its database when it starts. */
export async function prepare(
  url: string,
  has: { readonly mark?: 'demo' | 'production'; readonly root?: MadeKey; readonly age?: number },
): Promise<void> {
  const store = await openAt(url)
  if (has.mark !== undefined) await store.environmentMarker.claim(has.mark)
  if (has.root !== undefined) {
    const { officers } = await makePeople()
    const then = testClock(new Date(systemClock.now().getTime() - (has.age ?? 0) * DAY))
    await store.directory.publish(await directoryOf(has.root, officers, then))
  }
  await store.close()
}
