import type { Clock } from '#clock.ts'

/**
 * The server's instant, carried on by what this device counts since: a phone's own clock is often wrong, and its counter
 * may stand still while it sleeps, so whichever went further counts.
 */
export function pageClock(
  now: string,
  device: Clock,
  counter: Pick<Performance, 'now'> = performance,
): Clock {
  const from = Date.parse(now)
  const [clock, count] = [device.now().getTime(), counter.now()]
  return {
    now: () => new Date(from + Math.max(device.now().getTime() - clock, counter.now() - count, 0)),
  }
}
