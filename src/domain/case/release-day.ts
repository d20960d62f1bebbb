import { type Channel, isSealedOnDevice } from '../concern/channel.ts'
import { type Day, dayIn, plusDays, timeIn } from './day.ts'

/*
 * The daily release goes both ways: what a person does on the page becomes visible to the office, and what the office
 * does to the person. Officers know when they wrote: seen at once, it would tell when the person was there (T-111).
 */

/** The first day of the office of which no release has shown anything yet. */
export function unreleasedFrom(releaseAt: string, zone: string, now: Date): Day {
  const today = dayIn(zone, now)
  return timeIn(zone, now) < releaseAt ? plusDays(today, -1) : today
}

/** The day from whose release on the person can read what an officer signs on a day. */
export function readableFrom(signed: Day): Day {
  return plusDays(signed, 1)
}

/** Whether a case waits for releases: of the page, without danger and without a deadline in hours. */
export function waitsForRelease({
  channel,
  alertHours,
  replyHours,
}: {
  /** Absent where it can only have come by a card. */
  readonly channel?: Channel | undefined
  readonly alertHours: number | null
  readonly replyHours: number | null
}): boolean {
  const isOnPage = channel !== undefined && isSealedOnDevice({ channel })
  return isOnPage && alertHours === null && replyHours === null
}
