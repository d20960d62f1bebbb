import type { Clock } from '#clock.ts'
import { type Day, dayIn, timeIn } from '#domain/case/day.ts'
import { eachStep, type Step } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { NotificationStore } from '#ports/notification-store.ts'

/**
 * From when on an office's people are told what is due: it leaves ten minutes later, with the full hour of UTC, so at 08:00
 * or, where a zone's clocks show another minute then, at the first such one after.
 */
const MORNING = '07:50'

/**
 * Asked once an hour: where it is morning or later, readers of what is due by tomorrow or late are told, once a day for
 * all of it. A server that was away in the morning says it when it is back.
 */
export async function remindOfficers(services: {
  clock: Clock
  log: Log
  notifications: NotificationStore
}): Promise<void> {
  const now = services.clock.now()
  const days = new Map<Day, readonly string[]>()
  // A step each: a zone that is none stops no other.
  const zones = (await services.notifications.zones()).map((zone): Step => {
    const put = async () => {
      const today = dayIn(zone, now)
      if (isAwake(zone, now)) days.set(today, [...(days.get(today) ?? []), zone])
    }
    return ['notify_due_dates', put]
  })
  const tellAll = async () => {
    const steps = [...days].map(([today, there]): Step => {
      return ['notify_due_dates', () => services.notifications.queueDeadlines(there, today)]
    })
    await eachStep(services.log, steps)
  }
  await eachStep(services.log, [...zones, ['notify_due_dates', tellAll]])
}

/** Asked each hour of a Monday, and done once: everybody who wanted to be reminded, news or not. Nothing that happened makes it come or stay away. */
export async function remindPeople(services: {
  clock: Clock
  notifications: NotificationStore
}): Promise<void> {
  await services.notifications.queueReminders(dayIn('UTC', services.clock.now()))
}

/** Has the day on which people are told something begun there? */
export function isAwake(zone: string, at: Date): boolean {
  return timeIn(zone, at) >= MORNING
}
