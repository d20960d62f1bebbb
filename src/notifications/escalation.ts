import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import { eachStep, type Step } from '#each-step.ts'
import type { Log } from '#log.ts'
import type { NotificationStore } from '#ports/notification-store.ts'

const MINUTE = 60_000
/** How often it is looked. The same moment is looked at once, however late the duty begins. */
export const LOOKED_EVERY = 5 * MINUTE
/** When all readers are told again, counted from the end of the hour that nobody confirmed in. */
const AGAIN = [0, 15, 30, 45].map((minutes) => minutes * MINUTE)

/**
 * Danger that nobody has confirmed within its hour is told to all its readers again, four times. Nothing of it is
 * written down: when somebody was told follows from when it came in. What fell into a time in which nobody looked is
 * told with the next look, together: a server that was away forgets no danger.
 */
export async function escalate(services: {
  clock: Clock
  log: Log
  notices: NotificationStore
}): Promise<void> {
  const now = services.clock.now()
  const looked = moment(now.getTime())
  const ago = await services.notices.lookedForDanger()
  const last = ago === null ? 0 : moment(now.getTime() - ago)
  const steps = AGAIN.map((passed, at): Step => {
    // However long nobody looked, no danger is in two of these: it is told once now.
    const told = at === 0 ? looked : last - (AGAIN[at - 1] ?? 0)
    const since = new Date(last - passed)
    const before = new Date(Math.min(looked - passed, told))
    const tell = () => services.notices.tellOfUnconfirmed(since, before, dayIn('UTC', now))
    return [`tell_again_after_${passed / MINUTE}`, tell]
  })
  await eachStep(services.log, steps)
}

function moment(at: number): number {
  return Math.floor(at / LOOKED_EVERY) * LOOKED_EVERY
}
