import { setTimeout } from 'node:timers/promises'
import type { Composed } from './compose.ts'
import { closeDay } from './duties/close-day.ts'
import { eachStep } from './duties/each-step.ts'
import { escalate } from './duties/escalate.ts'
import { lapse } from './duties/lapse.ts'
import { tellLastAddress } from './duties/last-address.ts'
import { oneAtATime } from './duties/one-at-a-time.ts'
import { release } from './duties/release.ts'
import { remindOfficers, remindPeople } from './duties/remind.ts'
import { sendNotices } from './duties/send-notices.ts'
import { sweepUploads } from './duties/sweep-uploads.ts'
import { codeOf } from './errors.ts'
import type { Messenger } from './ports.ts'
import { type Jobs, startJobs } from './store/jobs.ts'

/** So long what is being sent may still take when the server stops. */
const LAST_WORDS_MS = 5_000

/** What time does, by itself, once however many servers there are. */
export async function startDuties(
  databaseUrl: string,
  { world, store, urgent }: Pick<Composed, 'world' | 'store' | 'urgent'>,
  messenger: Messenger,
  /** In the demo what comes through the page is released each minute, today's with it. */
  atOnce = false,
): Promise<Jobs> {
  const { clock, log, addresses, policy } = world
  const means = { clock, log, duties: store.duties, notices: store.notices }
  const sending = { clock, log, addresses, notices: store.notices, messenger }
  const urgently = oneAtATime(
    () => store.sendingAlone(() => sendNotices(sending, 'urgent')),
    (thrown) => log.warn('duty_failed', { duty: 'send_urgent', code: codeOf(thrown) }),
  )
  const jobs = await startJobs(
    databaseUrl,
    {
      lapse: () => lapse({ ...means, policy }),
      release: () => release({ ...means, policy, releases: store.releases }, atOnce),
      close_day: () => closeDay(means),
      send_notices: () => sendNotices(sending, 'hourly'),
      // Not waited for: how long a minute's job took would say in which minute somebody was in danger.
      send_urgent: async () => urgently.ask(),
      escalate: () => escalate(means),
      remind_officers: () =>
        eachStep(log, [
          ['remind_officers', () => remindOfficers(means)],
          ['tell_last_address', () => tellLastAddress({ ...means, policy })],
        ]),
      remind_people: () => remindPeople(means),
      sweep_uploads: () => sweepUploads(world),
    },
    log,
    atOnce ? { release: '* * * * *' } : {},
  )
  urgent.send = urgently.ask
  return {
    stop: async () => {
      urgent.send = null
      await Promise.all([
        jobs.stop(),
        Promise.race([urgently.over(), setTimeout(LAST_WORDS_MS, undefined, { ref: false })]),
      ])
    },
  }
}
