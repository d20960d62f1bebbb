import { type Day, plusDays } from '#domain/case/day.ts'
import { base64url, type Chance } from '#domain/case/ids.ts'

/** File name of the calendar entry; neutral. */
export const CALENDAR_NAME = 'reminder.ics'

/**
 * iCalendar file with one all-day event. It reveals neither subject nor origin nor time of creation: the required
 * timestamp is the day itself, and the id is random (T-131).
 */
export function calendarOf(day: Day, entry: string, chance: Chance): string {
  const date = (one: Day) => one.replaceAll('-', '')
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//-//-//EN',
    'BEGIN:VEVENT',
    `UID:${base64url(chance(16))}`,
    `DTSTAMP:${date(day)}T000000Z`,
    `DTSTART;VALUE=DATE:${date(day)}`,
    `DTEND;VALUE=DATE:${date(plusDays(day, 1))}`,
    `SUMMARY:${escaped(entry)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&')
}
