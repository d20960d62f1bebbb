import { systemClock } from '#clock.ts'
import { usable } from '#crypto/certificate.ts'
import type { Key } from '#crypto/openpgp.ts'
import { signedDays } from '#crypto/signed-days.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'

const DAY = 24 * 60 * 60 * 1_000
/** Clocks that are no further apart than this are not asked about. */
export const CLOCKS_MAY_DIFFER = DAY

/** What the page says of the time: the server's instant, and which clock a person said is right, where one was asked. */
export interface ClockReading {
  readonly server: number
  readonly right: 'server' | 'device' | null
}

/** Days by which keys and lists are judged: no clock decides alone. */
export interface Times {
  /** By which things end: the latest of the server's day, this machine's, and the newest day that was signed. */
  readonly latest: Date
  /** By which things begin: the server's alone. */
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
 * The moment that a seal or a signature is of, never before the newest signed day.
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

/** The day that is written inside the seal: the office's, moved where this machine is right and the server is not. */
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
