import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import type { Uploads } from '#ports.ts'

/** How long after midnight (UTC) an upload begun the day before may still be named by its letter. */
const GRACE_MS = 2 * 60 * 60 * 1000

/**
 * Hourly job: deletes the uploads of earlier days (UTC) that no letter names. An abandoned file is stored for little
 * more than a day, and its row tells nothing more exact about when it came.
 */
export async function sweepUploads(services: { clock: Clock; uploads: Uploads }): Promise<void> {
  await services.uploads.sweep(dayIn('UTC', new Date(services.clock.now().getTime() - GRACE_MS)))
}
