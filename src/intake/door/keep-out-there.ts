import type { OfficerId } from '../../case/ids.ts'
import type { DoorWorld } from './door-world.ts'
import type { FoundCase } from './found.ts'

/**
 * Keeps readers out of a case that is already told. The tags are made here, of a secret that her browser has not.
 * @returns how many can read it now
 */
export async function keepOutThere(
  world: DoorWorld,
  { held, lookup }: FoundCase,
  chosen: readonly OfficerId[],
): Promise<number | 'nobody_left'> {
  const usable = await world.readership.usable(held.office)
  const staying = usable.filter(({ id }) => held.readers.includes(id) && !chosen.includes(id))
  if (staying.length === 0) return 'nobody_left'
  const tagged = chosen.map(async (officer) => {
    return { officer, tag: await world.exclusions.tag(held.id, officer) }
  })
  const left = await world.letterbox.keepOut(lookup, await Promise.all(tagged))
  return left === 'nobody_left' ? left : staying.length
}
