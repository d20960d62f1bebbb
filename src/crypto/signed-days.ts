import { type Day, daysBetween } from '#domain/case/day.ts'

/** The newest day in what the root or an officer signed, as far as it was seen here: in memory, and nowhere else. */
export interface SignedDays {
  /** @param latest the latest of all clocks: a day that none of them has reached proves that its writer was wrong */
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
