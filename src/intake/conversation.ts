import { dayIn } from '../case/day.ts'
import { standing } from '../case/standing.ts'
import type { CardHolder, OpenedLetter, ReporterKey, ReportersCase, World } from '../ports.ts'

type ReturnWorld = Pick<World, 'clock' | 'receipts' | 'reading' | 'reporters'>

/** A person's own cases, newest first. A forwarded or copied card finds none, as if there were none. */
export async function conversations(
  world: Pick<World, 'receipts' | 'reporters'>,
  holder: CardHolder,
): Promise<readonly ReportersCase[]> {
  const held = await world.reporters.find(await world.receipts.lookups(holder))
  const opened = await Promise.all(held.map((found) => world.receipts.open(holder, found)))
  return held.filter((_, at) => opened[at] !== null)
}

/** One of a person's own cases with its key open in memory; `null` when there is none such, or it is not hers. */
export async function openOwn(
  world: Pick<World, 'receipts' | 'reporters'>,
  holder: CardHolder,
  id: string,
): Promise<{ held: ReportersCase; key: ReporterKey } | null> {
  const found = await world.reporters.find(await world.receipts.lookups(holder))
  const held = found.find((candidate) => candidate.id === id)
  if (held === undefined) return null
  const key = await world.receipts.open(holder, held)
  return key === null ? null : { held, key }
}

export async function readConversation(
  world: ReturnWorld,
  holder: CardHolder,
  id: string,
): Promise<{ held: ReportersCase; letters: readonly OpenedLetter[]; late: boolean } | null> {
  const own = await openOwn(world, holder, id)
  if (own === null) return null
  const letters = await world.reading.read(own.key, own.held)
  return { held: own.held, letters, late: lateNow(world, own.held) }
}

/** Did we promise an answer by a day that has passed? The person is told so by the case itself. */
export function lateNow(world: Pick<World, 'clock'>, held: ReportersCase): boolean {
  const now = world.clock.now()
  return standing(held.reckoning, dayIn(held.terms.zone, now), now).standing === 'overdue'
}
