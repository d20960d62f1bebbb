import { expect, test } from 'vitest'
import { pageClock } from '#browser/page-clock.ts'

const NOW = '2026-11-23T22:59:00.000Z'

function after(device: number, counted: number): string {
  const at = { device: Date.parse('1999-01-01T00:00:00Z'), counted: 1000 }
  const clock = pageClock(NOW, { now: () => new Date(at.device) }, { now: () => at.counted })
  at.device += device
  at.counted += counted
  return clock.now().toISOString()
}

test('a phone whose own clock is wrong still knows the day the server counts', () => {
  expect(after(60_000, 60_000)).toBe('2026-11-23T23:00:00.000Z')
})

test('a phone that slept, or was set back, goes on by what went further', () => {
  expect(after(3_600_000, 1_000)).toBe('2026-11-23T23:59:00.000Z')
  expect(after(-86_400_000, 60_000)).toBe('2026-11-23T23:00:00.000Z')
  expect(after(-1, 0)).toBe(NOW)
})
