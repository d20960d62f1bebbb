import { Temporal } from 'temporal-polyfill'

/** A calendar day, `YYYY-MM-DD`, without a time and without a zone. */
export type Day = string & { readonly __unit: 'day' }

/** @throws RangeError when the text is not a day of the calendar. */
export function day(text: string): Day {
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day
}

/** The day it is at an instant in an IANA zone. */
export function dayIn(zone: string, at: Date): Day {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString() as Day
}

/** The hour of the day it is at an instant in an IANA zone, 0 to 23. */
export function hourIn(zone: string, at: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).hour
}

export function plusDays(from: Day, days: number): Day {
  return Temporal.PlainDate.from(from).add({ days }).toString() as Day
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/** The last millisecond of a day in a zone: a reply then is still on time. */
export function endOf(on: Day, zone: string): Date {
  const next = Temporal.PlainDate.from(on).add({ days: 1 }).toZonedDateTime(zone)
  return new Date(next.epochMilliseconds - 1)
}

export function later(one: Day, other: Day): Day {
  return one > other ? one : other
}
