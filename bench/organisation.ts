import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { type Composition, compose } from '#compose.ts'
import type { DemoKeys } from '#demo/keys.ts'
import { publishDemoRoster } from '#demo/roster.ts'
import { dayIn } from '#domain/case/day.ts'
import { nullLog } from '#log.ts'
import { policyInForce } from '#policy-file.ts'

const POLICY = join(import.meta.dirname, '..', 'dialogs', 'policy.yaml')

/** The product itself on a database, put together as the demo does it: its policy, its roster, three officers an office. */
export async function composeOn(databaseUrl: string, keys: DemoKeys): Promise<Composition> {
  const policyOfDay = await policyInForce(POLICY)
  const inForce = { ...policyOfDay, policy: { ...policyOfDay.policy, accountInline: true } }
  const composed = await compose({
    databaseUrl,
    secret: keys.secret,
    oldSecret: null,
    rootFingerprint: keys.rootFingerprint,
    leastRoster: 1,
    inForce,
    clock: systemClock,
    log: nullLog,
    demo: true,
  })
  await composed.store.policies.keep(inForce)
  const today = dayIn(inForce.policy.offices.ethics.zone, systemClock.now())
  await publishDemoRoster(composed, keys, today)
  return composed
}
