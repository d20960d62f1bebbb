import { dayIn } from '#domain/case/day.ts'
import type { World } from '#ports.ts'

type FilingWorld = Pick<World, 'clock' | 'policy' | 'filing' | 'filingKeys'>

const published = new WeakSet<object>()

/** Before anything is signed with it, the key is where everybody finds it, for ever. Once per start is enough. */
export async function publishFilingKey(world: FilingWorld): Promise<void> {
  if (published.has(world.filing)) return
  const since = dayIn(world.policy.offices.ethics.zone, world.clock.now())
  await world.filingKeys.record({ ...world.filing.publicKey, since })
  published.add(world.filing)
}
