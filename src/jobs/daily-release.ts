import type { Clock } from '#clock.ts'
import { type Day, dayIn, plusDays, timeIn } from '#domain/case/day.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
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
  readonly jobs: Pick<
    JobStore,
    'endedAtOmbudsman' | 'settleCounts' | 'shred' | 'takenBack' | 'eraseTakenBack'
  >
}

/**
 * Job, run every few minutes: for each office whose local release hour has passed, makes the filings and letters that
 * arrived on earlier days visible, all of the office at once. Whole days only, so that nothing tells when within a day
 * something arrived. Another run on the same day releases nothing more. How rows are released:
 * `src/db/delayed-inbox/release.ts`.
 * @param atOnce the demo: releases at any hour, and what arrived today too
 * @throws the first failure, after all offices had their turn
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
    const erased: Step = ['erase_taken_back', () => eraseTakenBack(services, office, today)]
    if (office !== 'ombudsman') return [released, erased]
    return [released, erased, ['erase_closed', () => eraseClosed(services, before, today)]]
  })
  const today = dayIn(services.policy.offices.ethics.zone, now)
  await eachStep(services.log, [
    ...steps,
    ['rewrite_daily_counts', () => services.jobs.settleCounts(today)],
  ])
}

/** The second step of taking back. What a failure left is erased by the next run. */
async function eraseTakenBack({ log, jobs }: Services, office: Office, today: Day): Promise<void> {
  const due = await jobs.takenBack(office, today)
  await eachStep(
    log,
    due.map(
      (id): Step => ['erase_taken_back', async () => void (await jobs.eraseTakenBack(id, today))],
    ),
  )
}

/**
 * Erases the cases that the ombudsman closed. Only after the release: a letter that waited has reopened its case by
 * then, and until then a case with a waiting letter looks like any other. What a failure left is erased by the next
 * run.
 */
async function eraseClosed({ log, jobs }: Services, before: Day, today: Day): Promise<void> {
  const endedCases = await jobs.endedAtOmbudsman(before)
  const erased = endedCases.map((id): Step => ['erase_closed', () => jobs.shred(id, today)])
  await eachStep(log, erased)
}
