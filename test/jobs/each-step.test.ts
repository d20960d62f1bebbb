import { describe, expect, test } from 'vitest'
import { systemClock } from '#clock.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { eachStep } from '#each-step.ts'
import { AppError, type Ids } from '#errors.ts'
import { closeDay } from '#jobs/close-day.ts'
import { release } from '#jobs/daily-release.ts'
import { lapse } from '#jobs/lapse-questions.ts'
import { remindOfficers } from '#notifications/reminders.ts'
import type { JobStore } from '#ports/jobs.ts'
import type { NotificationStore } from '#ports/notification-store.ts'

const away = { code: 'DATABASE_AWAY' }
const STEPS = [
  ...[
    'movedClocks',
    'chainWaiting',
    'detachNonces',
    'settleStatistics',
    'settleReminders',
    'settleOfficeLinks',
  ],
  ...['forgetInstants', 'settleExclusions', 'settleDelayedInbox', 'settleCounts', 'sweepSessions'],
]

/** A store that writes down what is asked of it and fails at some of it, and the log. */
function failingAt(fails: (asked: string) => boolean, zones = ['UTC']) {
  const asked: string[] = []
  const logged: Ids[] = []
  const store = new Proxy(
    {},
    {
      get: (_, name: string) =>
        name === 'waitingSince'
          ? async () => waitingIn(zones)
          : async (...given: readonly unknown[]) => {
              const what = [name, ...given.filter((each) => typeof each === 'string')].join(' ')
              asked.push(what)
              if (fails(what)) throw new AppError('DATABASE_AWAY')
              if (name === 'zones') return zones
              return ['movedClocks', 'endedAtOmbudsman'].includes(name) ? [] : true
            },
    },
  )
  const log = {
    info: () => undefined,
    warn: (_: string, ids: Ids = {}) => void logged.push(ids),
  }
  return { asked, logged, store, log }
}

const waitingIn = (zones: readonly string[]) =>
  ['a', 'b', 'c'].map((id, n) => ({
    ...{ id, zone: zones[n % zones.length] ?? 'UTC', pausedOn: '2026-10-01' },
  }))

describe('a duty does all of its steps, also when one times out or meets a bad row', () => {
  test.each(STEPS)(
    'the end of the day, where %s fails: the others are done, and it is tried again',
    async (broken) => {
      const { asked, logged, store, log } = failingAt((what) => what.startsWith(broken))
      const jobs = store as unknown as JobStore
      await expect(closeDay({ clock: systemClock, log, jobs })).rejects.toMatchObject(away)
      expect(asked.map((what) => what.split(' ')[0])).toEqual(STEPS)
      expect(logged).toEqual([{ step: expect.stringMatching(/^[a-z_]+$/), code: 'DATABASE_AWAY' }])
    },
  )

  test('the release of one office waits for no other', async () => {
    const { asked, store, log } = failingAt((what) => what.startsWith('release ethics'))
    const zone = { zone: 'UTC' }
    const offices = Object.fromEntries(OFFICES.map((office) => [office, zone]))
    const releasing = release({
      clock: { now: () => new Date('2026-11-10T12:00:00Z') },
      log,
      policy: { offices: offices as unknown as Policy['offices'], releaseAt: '07:00' },
      releases: store as never,
      jobs: store as never,
    })
    await expect(releasing).rejects.toMatchObject(away)
    // Each office is released and erases what was taken back; the ombudsman what it closed; then the counts.
    expect(asked).toHaveLength(2 * OFFICES.length + 2)
  })

  test('a case that cannot lapse leaves the others to lapse', async () => {
    const { asked, store, log } = failingAt((what) => what === 'record a waiting')
    const jobs = store as unknown as JobStore
    const policy = { releaseAt: '00:00' }
    await expect(lapse({ clock: systemClock, log, policy, jobs })).rejects.toMatchObject(away)
    expect(asked).toEqual(['record a waiting', 'record b waiting', 'record c waiting'])
  })

  test('a row whose zone is none leaves the others to lapse, and everybody else to be told', async () => {
    const { asked, logged, store, log } = failingAt(() => false, ['Nowhere/Zone', 'UTC'])
    const jobs = store as unknown as JobStore
    const clock = { now: () => new Date('2026-11-10T12:00:00Z') }
    await expect(lapse({ clock, log, policy: { releaseAt: '00:00' }, jobs })).rejects.toThrow()
    expect(asked).toEqual(['record b waiting'])
    const notifications = store as unknown as NotificationStore
    await expect(remindOfficers({ clock, log, notifications })).rejects.toThrow()
    expect(asked.slice(1)).toEqual(['zones', 'queueDeadlines 2026-11-10'])
    const code = 'UNEXPECTED'
    const failed = ['lapse', 'lapse', 'notify_due_dates'].map((step) => ({ step, code }))
    expect(logged).toEqual(failed)
  })

  test('a step that failed inside another is one line of the log, and names itself', async () => {
    const { logged, store, log } = failingAt((what) => what.startsWith('queueDeadlines'))
    const notifications = store as unknown as NotificationStore
    const clock = { now: () => new Date('2026-11-10T12:00:00Z') }
    const both = eachStep(log, [
      ['remind_officers', () => remindOfficers({ clock, log, notifications })],
      ['notify_last_address', async () => undefined],
    ])
    await expect(both).rejects.toMatchObject(away)
    expect(logged).toEqual([{ step: 'notify_due_dates', code: 'DATABASE_AWAY' }])
  })
})
