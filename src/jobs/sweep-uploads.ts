import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import type { Uploads } from '#ports.ts'

/** Whoever began before midnight has so long to send the letter that names the file. */
const GRACE_MS = 2 * 60 * 60 * 1000

/**
 * Asked once an hour: what was uploaded and named by no letter goes with its day. A file that somebody gave up on is
 * gone within a day or little more, and its row says no more of when it came.
 */
export async function sweepUploads(services: { clock: Clock; uploads: Uploads }): Promise<void> {
  await services.uploads.sweep(dayIn('UTC', new Date(services.clock.now().getTime() - GRACE_MS)))
}
