import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type Day, day, dayIn, daysBetween, plusDays, timeIn } from '#domain/case/day.ts'

const ZONES = [
  'UTC',
  'Europe/Zurich',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/Havana',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
]
const anyInstant = fc.date({
  min: new Date('2001-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
})
const anyDay = anyInstant.map((at) => at.toISOString().slice(0, 10) as Day)

const zoned = (zone: string, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

test('a day and an hour in a zone are what the calendar says', () => {
  void fc.assert(
    fc.property(fc.constantFrom(...ZONES), anyInstant, (zone, at) => {
      expect(dayIn(zone, at)).toBe(zoned(zone, at).toPlainDate().toString())
      expect(timeIn(zone, at)).toBe(zoned(zone, at).toPlainTime().toString().slice(0, 5))
    }),
  )
})

test('days are counted as the calendar counts them', () => {
  void fc.assert(
    fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
      const to = plusDays(from, days)
      expect(to).toBe(Temporal.PlainDate.from(from).add({ days }).toString())
      expect(daysBetween(from, to)).toBe(days)
    }),
  )
})

test('only what stands in a calendar is a day', () => {
  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '',
    'today',
    '2026-04-31',
  ])
    expect(() => day(text), text).toThrow(RangeError)
  expect(day('2028-02-29')).toBe('2028-02-29')
})

test('a zone nobody knows and an instant that is none are refused', () => {
  expect(() => dayIn('Mars/Olympus', new Date(0))).toThrow(RangeError)
  expect(() => dayIn('UTC', new Date(Number.NaN))).toThrow(RangeError)
})
