import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, daysBetween, plusDays } from '#domain/case/day.ts'
import { lastReminder, REMINDER_WEEKS } from '#domain/case/reminder.ts'

test('a reminder ends with a Monday, and comes as often as it was asked for', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.constantFrom(...REMINDER_WEEKS), (later, weeks) => {
      const today = plusDays(day('2020-01-01'), later)
      const last = lastReminder(today, weeks)
      expect(new Date(`${last}T00:00:00Z`).getUTCDay()).toBe(1)
      const days = daysBetween(today, last)
      // The first comes within a week from tomorrow, and today's has gone when today is one.
      expect(Math.floor((days - 1) / 7) + 1).toBe(weeks)
    }),
  )
})
