import type { Composition } from '#compose.ts'
import { type Day, daysBetween } from '#domain/case/day.ts'
import { RosterText } from '#domain/case/roster.ts'
import type { DemoKeys } from './keys.ts'
import { DEMO_CUSTODIANS } from './officers.ts'

/** Signed again when fewer days than this are left: a demo may be left alone for a while. */
const LEAST_DAYS = 14

/** Publishes a roster signed by the demo's root, where there is none that will last and names everybody. */
export async function publishDemoRoster(
  { store }: Pick<Composition, 'store'>,
  keys: DemoKeys,
  today: Day,
): Promise<void> {
  const latest = await store.directory.latest()
  const known = latest === null ? null : RosterText.parse(JSON.parse(latest.roster))
  const lasts = known !== null && daysBetween(today, known.expires as Day) >= LEAST_DAYS
  if (lasts && known.custodians.length === DEMO_CUSTODIANS.length) return
  await store.directory.publish(
    await keys.directory(today, (known?.version ?? 0) + 1, latest?.hash ?? null),
  )
}
