import { expect, test } from 'vitest'
import type { CaseLine } from '#dialogs/case-line.ts'
import { lookAgainOn } from '#dialogs/look-again.ts'
import { day } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { idempotencyKeyFor } from '#page/follow-up/idempotency.ts'
import { CALENDAR_NAME, calendarOf } from '#page/receipt/calendar.ts'
import { PROOF_NAME } from '#page/receipt/proof.tsx'

const TODAY = day('2026-11-09')
const line = (change: Partial<CaseLine>) =>
  ({ state: 'received', dueOn: day('2026-11-16'), alert: null, ...change }) as CaseLine

test('the day to look again is the one after the promised day, and never a day that has passed', () => {
  expect(lookAgainOn(line({}), TODAY)).toBe('2026-11-17')
  expect(lookAgainOn(line({ state: 'acknowledged' }), TODAY)).toBe('2026-11-17')
  expect(lookAgainOn(line({ dueOn: day('2026-11-01') }), TODAY)).toBe('2026-11-10')
  expect(lookAgainOn(line({ dueOn: null }), TODAY)).toBe('2026-11-10')
})

test('where we wait for her, or for nothing, no day is suggested', () => {
  for (const state of ['waiting', 'lapsed', 'answered', 'closed'] as const) {
    expect(lookAgainOn(line({ state }), TODAY)).toBeNull()
  }
})

test('a danger that nobody confirmed waits for no day', () => {
  expect(lookAgainOn(line({ alert: { is: 'unconfirmed' } as CaseLine['alert'] }), TODAY)).toBeNull()
  const confirmed = { is: 'confirmed', on: TODAY } as CaseLine['alert']
  expect(lookAgainOn(line({ alert: confirmed }), TODAY)).toBe('2026-11-17')
})

test('T-131 the calendar entry names no product, host, case or hour, and is not known again', () => {
  const one = calendarOf(day('2026-11-17'), 'Reminder', systemChance)
  expect(one.split('\r\n').filter((each) => !each.startsWith('UID:'))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//-//-//EN',
    'BEGIN:VEVENT',
    'DTSTAMP:20261117T000000Z',
    'DTSTART;VALUE=DATE:20261117',
    'DTEND;VALUE=DATE:20261118',
    'SUMMARY:Reminder',
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
  expect(one).not.toMatch(/aside|http|@/i)
  expect(calendarOf(day('2026-11-17'), 'Reminder', systemChance)).not.toBe(one)
  expect(calendarOf(day('2026-12-31'), 'a,b;c\\d', systemChance)).toMatch(
    /DTEND;VALUE=DATE:20270101[\s\S]*SUMMARY:a\\,b\\;c\\\\d/,
  )
})

test('T-131 no file that the page saves says what it is of', () => {
  expect([CALENDAR_NAME, PROOF_NAME]).toEqual(['reminder.ics', 'note.json'])
})

test('the same words sent again are the same, and a word changed after that is another', async () => {
  const minted = 'AAAAAAAAAAAAAAAAAAAAAA'
  const hex = async (nonce: string, text: string) =>
    Buffer.from(await idempotencyKeyFor(nonce, { text, other: '' })).toString('hex')
  expect(await hex(minted, 'one')).toHaveLength(32)
  expect(await hex(minted, 'one')).toBe(await hex(minted, 'one'))
  expect(await hex(minted, 'two')).not.toBe(await hex(minted, 'one'))
  expect(await hex('BAAAAAAAAAAAAAAAAAAAAA', 'one')).not.toBe(await hex(minted, 'one'))
})
