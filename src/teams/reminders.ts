import { reminder } from '#dialogs/reminder.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import { REMINDER_WEEKS } from '#domain/case/reminder.ts'
import { AppError } from '#errors.ts'
import { remind, remindedUntil, stopReminding } from '#notifications/reporter-reminders.ts'
import { followUpAt } from '#reporter/follow-up/own-case.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'

/** Reminder screens, for everybody; they check no receipt and no case. */
export async function askReminder(
  { services }: BotContext,
  pressing: Pressing,
): Promise<PressResult> {
  return shown(pressing, await remindedUntil(services, pressing.actor), today(services.clock.now()))
}

/** @throws ANSWERS_INVALID for a duration that is not offered */
export async function remindNow(
  { services }: BotContext,
  pressing: Pressing,
): Promise<PressResult> {
  const weeks = REMINDER_WEEKS.find((each) => String(each) === pressing.pressed.value)
  if (weeks === undefined) throw new AppError('ANSWERS_INVALID')
  const until = await remind(services, pressing.actor, pressing.address, weeks)
  return shown(pressing, until, today(services.clock.now()))
}

export async function remindNoMore(
  { services }: BotContext,
  pressing: Pressing,
): Promise<PressResult> {
  await stopReminding(services, pressing.actor)
  return shown(pressing, null, today(services.clock.now()))
}

function shown({ facts }: Pressing, until: Day | null, on: Day): PressResult {
  return { kind: 'show', dialog: reminder(until, on, facts), state: followUpAt(null) }
}

const today = (now: Date) => dayIn('UTC', now)
