import type { Clock } from '#clock.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { NotificationStore } from '#ports/notification-store.ts'
import { isAwake } from './reminders.ts'

/**
 * When an answer is late by the policy's days and no reader did anything since, one person of the policy is told, once
 * a day: the sentence that everybody is told, and of no case that somebody is kept out of. Nobody named: nobody told.
 */
export async function notifyLastAddress(services: {
  clock: Clock
  policy: Pick<Policy, 'escalateTo' | 'silentDays' | 'offices'>
  notifications: Pick<NotificationStore, 'notifyLastAddress'>
}): Promise<void> {
  const { escalateTo, silentDays, offices } = services.policy
  const now = services.clock.now()
  const { zone } = offices.ethics
  if (escalateTo === null || !isAwake(zone, now)) return
  const today = dayIn(zone, now)
  await services.notifications.notifyLastAddress(escalateTo, plusDays(today, -silentDays), today)
}
