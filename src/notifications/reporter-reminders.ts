import { type Day, dayIn } from '#domain/case/day.ts'
import { lastReminder, type ReminderWeeks } from '#domain/case/reminder.ts'
import type { CardHolder, World } from '#ports.ts'

type ReminderWorld = Pick<World, 'clock' | 'addresses' | 'reminders'>
type Who = Pick<CardHolder, 'tenant' | 'person'>

/** Until when she is reminded each Monday; `null` when she is not. */
export async function remindedUntil(world: ReminderWorld, who: Who): Promise<Day | null> {
  const until = await world.reminders.until(await world.addresses.person(who.tenant, who.person))
  return until !== null && until >= today(world) ? until : null
}

/**
 * A reminder each Monday, news or not, for whoever asks: it is kept beside no case, and whether she told anything is
 * not looked at.
 */
export async function remind(
  world: ReminderWorld,
  who: Who,
  address: string,
  weeks: ReminderWeeks,
): Promise<Day> {
  const until = lastReminder(today(world), weeks)
  const ids = await world.addresses.person(who.tenant, who.person)
  await world.reminders.set(ids, await world.addresses.seal(address), until)
  return until
}

export async function stopReminding(world: ReminderWorld, who: Who): Promise<void> {
  await world.reminders.end(await world.addresses.person(who.tenant, who.person))
}

function today(world: Pick<World, 'clock'>): Day {
  return dayIn('UTC', world.clock.now())
}
