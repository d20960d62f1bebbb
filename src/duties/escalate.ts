import { dayIn } from '../case/day.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { eachStep, type Step } from './each-step.ts'
import type { NoticeStore } from './notice-store.ts'

const MINUTE = 60_000
/** How often it is looked. The same moment is looked at once, however late the duty begins. */
export const LOOKED_EVERY = 5 * MINUTE
/** When all readers are told again, counted from the end of the hour that nobody confirmed in. */
const AGAIN = [0, 15, 30, 45].map((minutes) => minutes * MINUTE)

/**
 * Danger that nobody has confirmed within its hour is told to all its readers again, four times. Nothing of it is
 * written down: when somebody was told follows from when it came in.
 */
export async function escalate(world: {
  clock: Clock
  log: Log
  notices: NoticeStore
}): Promise<void> {
  const now = world.clock.now()
  const looked = Math.floor(now.getTime() / LOOKED_EVERY) * LOOKED_EVERY
  const steps = AGAIN.map((passed): Step => {
    const since = new Date(looked - passed - LOOKED_EVERY)
    const before = new Date(looked - passed)
    const tell = () => world.notices.tellOfUnconfirmed(since, before, dayIn('UTC', now))
    return [`tell_again_after_${passed / MINUTE}`, tell]
  })
  await eachStep(world.log, steps)
}
