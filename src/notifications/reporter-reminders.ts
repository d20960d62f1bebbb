import { type Day, dayIn } from '#domain/case/day.ts'
import { lastReminder, type ReminderWeeks } from '#domain/case/reminder.ts'
import type { CardHolder, Services } from '#ports.ts'

type ReminderServices = Pick<Services, 'clock' | 'addresses' | 'reminders'>
type Who = Pick<CardHolder, 'tenant' | 'person'>

/** Until when she is reminded each Monday; `null` when she is not. */
export async function remindedUntil(services: ReminderServices, who: Who): Promise<Day | null> {
  const until = await services.reminders.until(
    await services.addresses.person(who.tenant, who.person),
  )
  return until !== null && until >= today(services) ? until : null
}

/**
 * A reminder each Monday, news or not, for whoever asks: it is kept beside no case, and whether she told anything is
 * not looked at.
 */
export async function remind(
  services: ReminderServices,
  who: Who,
  address: string,
  weeks: ReminderWeeks,
): Promise<Day> {
  const until = lastReminder(today(services), weeks)
  const ids = await services.addresses.person(who.tenant, who.person)
  await services.reminders.set(ids, await services.addresses.seal(address), until)
  return until
}

export async function stopReminding(services: ReminderServices, who: Who): Promise<void> {
  await services.reminders.end(await services.addresses.person(who.tenant, who.person))
}

function today(services: Pick<Services, 'clock'>): Day {
  return dayIn('UTC', services.clock.now())
}
