import { describe, expect, test } from 'vitest'
import type { Policy } from '#domain/concern/policy.ts'
import { release } from '#jobs/daily-release.ts'
import { nullLog } from '#log.ts'

const ZONES = {
  ethics: 'Europe/Zurich',
  ombudsman: 'America/New_York',
  investigations: 'Asia/Tokyo',
  hr: 'UTC',
}
const offices = Object.fromEntries(
  Object.entries(ZONES).map(([office, zone]) => [office, { zone }]),
) as unknown as Policy['offices']

/** What is released when it is looked at this instant: `office before`. */
async function at(instant: string, atOnce = false, releaseAt = '07:00'): Promise<string[]> {
  const asked: string[] = []
  await release(
    {
      clock: { now: () => new Date(instant) },
      log: nullLog,
      policy: { offices, releaseAt },
      releases: {
        async release(office, before) {
          asked.push(`${office} ${before}`)
          return 0
        },
        trouble: async () => {
          throw new TypeError('a release asks for no trouble')
        },
      },
      jobs: {
        endedAtOmbudsman: async (before) => {
          asked.push(`closed ${before}`)
          return []
        },
        shred: async () => false,
        takenBack: async (office, on) => {
          asked.push(`taken back ${office} ${on}`)
          return []
        },
        eraseTakenBack: async () => false,
        settleCounts: async (before) => void asked.push(`counts ${before}`),
      },
    },
    atOnce,
  )
  return asked
}

describe('the daily release', () => {
  test('waits for its hour in the zone of each office', async () => {
    expect(await at('2026-11-10T05:59:59Z')).toEqual([
      'investigations 2026-11-10',
      'taken back investigations 2026-11-10',
      'counts 2026-11-10',
    ])
    expect(await at('2026-11-10T06:00:00Z')).toEqual([
      ...['ethics 2026-11-10', 'taken back ethics 2026-11-10'],
      ...['investigations 2026-11-10', 'taken back investigations 2026-11-10'],
      'counts 2026-11-10',
    ])
    expect(await at('2026-11-10T12:00:00Z')).toEqual([
      ...['ethics 2026-11-10', 'taken back ethics 2026-11-10'],
      ...['ombudsman 2026-11-10', 'taken back ombudsman 2026-11-10', 'closed 2026-11-10'],
      ...['investigations 2026-11-10', 'taken back investigations 2026-11-10'],
      ...['hr 2026-11-10', 'taken back hr 2026-11-10', 'counts 2026-11-10'],
    ])
  })

  test('is made up for by a server that comes back later in the day', async () => {
    expect(await at('2026-11-10T22:30:00Z')).toContain('ethics 2026-11-10')
  })

  test('takes whole days only, also on the day the clocks change', async () => {
    expect(await at('2026-10-25T05:59:00Z')).not.toContain('ethics 2026-10-25')
    expect(await at('2026-10-25T06:00:00Z')).toContain('ethics 2026-10-25')
  })

  test('at midnight, if an organisation wants it then', async () => {
    expect(await at('2026-11-09T23:00:00Z', false, '00:00')).toContain('ethics 2026-11-10')
  })

  test('in the demo takes what is there, today as well, at any hour', async () => {
    expect(await at('2026-11-10T00:10:00Z', true)).toEqual([
      ...['ethics 2026-11-11', 'taken back ethics 2026-11-10'],
      ...['ombudsman 2026-11-10', 'taken back ombudsman 2026-11-09', 'closed 2026-11-10'],
      ...['investigations 2026-11-11', 'taken back investigations 2026-11-10'],
      ...['hr 2026-11-11', 'taken back hr 2026-11-10', 'counts 2026-11-10'],
    ])
  })
})
