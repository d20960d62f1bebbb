import { type Day, daysBetween } from '#domain/case/day.ts'

/**
 * The newest day that the root or an officer signed, among what this browser or server verified; kept in memory only.
 */
export interface SignedDays {
  /**
   * Records a signed day. One that is more than a day after every clock is ignored: its signer's clock was wrong.
   * @param latest the latest of all clocks
   */
  saw(day: Day, latest: Date): void
  newest(): Day | null
  notBefore(at: Date): Date
}

export function signedDays(): SignedDays {
  let newest: Day | null = null
  return {
    saw(day, latest) {
      if (daysBetween(latest.toISOString().slice(0, 10) as Day, day) > 1) return
      if (newest === null || day > newest) newest = day
    },
    newest: () => newest,
    notBefore: (at) => new Date(newest === null ? at : Math.max(at.getTime(), Date.parse(newest))),
  }
}
