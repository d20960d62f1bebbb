/** A calendar day, `YYYY-MM-DD`, without a time and without a zone. */
export type Day = string & { readonly __unit: 'day' }

const LONG_DAY = 86_400_000

/*
 * Days are counted in UTC, where each is as long as the other, and looked up in a zone by what the platform knows of
 * it: a calendar library would be a fifth of what a phone loads for the page. `test/domain/case/day.test.ts` holds each of
 * these against Temporal.
 */

/** @throws RangeError when the text is not a day of the calendar. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError('not a day')
  return text
}

export function isDay(text: string): text is Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnight(text) : Number.NaN
  return !Number.isNaN(time) && dayOf(time) === text
}

/** The day it is at an instant in an IANA zone. @throws RangeError when there is no such instant or zone */
export function dayIn(zone: string, at: Date): Day {
  const part = partsIn(zone, at)
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}` as Day
}

/** `HH:MM` as the clocks of an IANA zone show it. */
export function timeIn(zone: string, at: Date): string {
  const part = partsIn(zone, at)
  return `${part('hour')}:${part('minute')}`
}

export function plusDays(from: Day, days: number): Day {
  return dayOf(midnight(from) + days * LONG_DAY)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / LONG_DAY
}

/** Whether two days may be one moment, by the clocks of two time zones. */
export function mayBeOneDay(one: Day, other: Day): boolean {
  return Math.abs(daysBetween(one, other)) <= 1
}

export function later(one: Day, other: Day): Day {
  return one > other ? one : other
}

function midnight(on: string): number {
  return Date.parse(`${on}T00:00:00Z`)
}

function dayOf(instant: number): Day {
  return new Date(instant).toISOString().slice(0, 10) as Day
}

/** Cached formatters: creating one is slow. */
const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(zone: string, at: Date): (type: Intl.DateTimeFormatPartTypes) => string {
  const format = formats.get(zone) ?? formatIn(zone)
  formats.set(zone, format)
  const parts = format.formatToParts(at)
  return (wanted) => parts.find(({ type }) => type === wanted)?.value ?? ''
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}
