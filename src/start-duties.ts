import type { Composed } from './compose.ts'
import { closeDay } from './duties/close-day.ts'
import { eachStep } from './duties/each-step.ts'
import { escalate } from './duties/escalate.ts'
import { lapse } from './duties/lapse.ts'
import { tellLastAddress } from './duties/last-address.ts'
import { release } from './duties/release.ts'
import { remindOfficers, remindPeople } from './duties/remind.ts'
import { sendNotices } from './duties/send-notices.ts'
import { sweepUploads } from './duties/sweep-uploads.ts'
import type { Messenger } from './ports.ts'
import { type Jobs, startJobs } from './store/jobs.ts'

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
  const jobs = await startJobs(
    databaseUrl,
    {
      lapse: () => lapse(means),
      release: () => release({ ...means, policy, releases: store.releases }, atOnce),
      close_day: () => closeDay(means),
      send_notices: () => sendNotices(sending, 'hourly'),
      send_urgent: () => sendNotices(sending, 'urgent'),
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
  urgent.send = () => jobs.ask('send_urgent')
  return jobs
}
