import { systemClock } from '#clock.ts'
import { usable } from '#crypto/certificate.ts'
import type { Key } from '#crypto/openpgp.ts'
import { signedDays } from '#crypto/signed-days.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'

const DAY = 24 * 60 * 60 * 1_000
/** Largest difference of browser and server clock, in ms, that needs no question. */
export const CLOCKS_MAY_DIFFER = DAY

/** Clock state: the server's instant, and which clock the officer confirmed, if asked. */
export interface ClockReading {
  readonly server: number
  readonly right: 'server' | 'device' | null
}

/** Days by which validity periods are judged. */
export interface Times {
  /** For the end of a period: the latest of the server's day, the browser's, and the newest signed day. */
  readonly latest: Date
  /** For the start of a period: the server's day. */
  readonly server: Date
}

const signed = signedDays()

export function sawSigned(day: Day, { latest }: Times): void {
  signed.saw(day, latest)
}

export function timesOf(
  { server, right }: ClockReading,
  device = systemClock.now().getTime(),
): Times {
  const clocks = right === 'server' ? [server] : [server, device]
  return { latest: signed.notBefore(new Date(Math.max(...clocks))), server: new Date(server) }
}

/**
 * Time of a seal or signature, never before the newest signed day.
 * @throws KEY_REFUSED, `why` is `clocks`, while machine and server are days apart and nobody has said which is right
 */
export function signingAt(
  { server, right }: ClockReading,
  device = systemClock.now().getTime(),
): Date {
  if (right === null && Math.abs(device - server) > CLOCKS_MAY_DIFFER) {
    throw new AppError('KEY_REFUSED', { why: 'clocks' })
  }
  return signed.notBefore(new Date(right === 'device' ? device : server))
}

/** Day written inside the seal, in the office's zone; corrected when the browser's clock was confirmed. */
export function signedDay(today: Day, at: Date, { server }: ClockReading): Day {
  const day = plusDays(today, Math.round((at.getTime() - server) / DAY))
  const newest = signed.newest()
  return newest !== null && newest > day ? newest : day
}

/** @throws KEY_REFUSED, `why` is `expired`, `not_yet_valid` or, whatever day it is, `unusable` */
export async function refuseOutsideItsDays(key: Key, { latest, server }: Times): Promise<void> {
  const refuse = (why: string): never => {
    throw new AppError('KEY_REFUSED', { why })
  }
  if (await usable(key, latest)) {
    if (await usable(key, server)) return
    return refuse('not_yet_valid')
  }
  if (key.getCreationTime() > latest) return refuse('not_yet_valid')
  const ends = await Promise.all(key.getKeys().map((part) => part.getExpirationTime()))
  refuse(ends.some((end) => end instanceof Date && end <= latest) ? 'expired' : 'unusable')
}
