/** Where the time comes from. The only file that reads it: everything else is told. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
