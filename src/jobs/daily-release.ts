import type { Clock } from '#clock.ts'
import { type Day, dayIn, plusDays, timeIn } from '#domain/case/day.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { eachStep, type Step } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { JobStore } from '#ports/jobs.ts'
import type { Releases } from '#ports.ts'

interface Services {
  readonly clock: Clock
  readonly log: Log
  readonly policy: Pick<Policy, 'offices' | 'releaseAt'>
  readonly releases: Releases
  readonly jobs: Pick<JobStore, 'endedAtOmbudsman' | 'settleCounts' | 'shred'>
}

/**
 * Asked every few minutes: where the hour of the release is past, everything from the days before becomes visible
 * together, each office by itself. Whole days only, so that nothing narrows within one; asked again the same day there is nothing left to do.
 * How rows are released: `src/db/delayed-inbox/release.ts`.
 * @param atOnce in the demo nobody waits for the morning: whatever is there, today's with it
 */
export async function release(services: Services, atOnce = false): Promise<void> {
  const now = services.clock.now()
  const steps = OFFICES.flatMap((office): Step[] => {
    const { zone } = services.policy.offices[office]
    const today = dayIn(zone, now)
    if (!atOnce && timeIn(zone, now) < services.policy.releaseAt) return []
    const before = atOnce ? plusDays(today, 1) : today
    const released: Step = [
      `release_${office}`,
      () => services.releases.release(office, before, zone),
    ]
    if (office !== 'ombudsman') return [released]
    return [released, ['erase_closed', () => eraseClosed(services, before, today)]]
  })
  const today = dayIn(services.policy.offices.ethics.zone, now)
  await eachStep(services.log, [
    ...steps,
    ['rewrite_daily_counts', () => services.jobs.settleCounts(today)],
  ])
}

/**
 * The ombudsman keeps nothing of what is closed. Only after the release: a letter that waited has opened its case again,
 * and until then the office sees the same of every case, whether one waits or not. What a crash left is done next time.
 */
async function eraseClosed({ log, jobs }: Services, before: Day, today: Day): Promise<void> {
  const over = await jobs.endedAtOmbudsman(before)
  const erased = over.map((id): Step => ['erase_closed', () => jobs.shred(id, today)])
  await eachStep(log, erased)
}
