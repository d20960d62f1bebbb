import { setTimeout } from 'node:timers/promises'
import { type Jobs, startJobs } from '#db/job-queue.ts'
import { closeDay } from '#jobs/close-day.ts'
import { release } from '#jobs/daily-release.ts'
import { lapse } from '#jobs/lapse-questions.ts'
import { sweepUploads } from '#jobs/sweep-uploads.ts'
import { notifyLastAddress } from '#notifications/notify-last-address.ts'
import { remindOfficers, remindPeople } from '#notifications/reminders.ts'
import { sendNotifications } from '#notifications/send.ts'
import type { Composition } from './compose.ts'
import { eachStep } from './each-step.ts'
import { codeOf } from './errors.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { NotificationChannel } from './ports.ts'

/** So long what is being sent may still take when the server stops. */
const LAST_WORDS_MS = 5_000

/** What time does, by itself, once however many servers there are. */
export async function startBackgroundJobs(
  databaseUrl: string,
  { services, store, urgent }: Pick<Composition, 'services' | 'store' | 'urgent'>,
  notificationChannel: NotificationChannel,
  /** In the demo what comes through the page is released each minute, today's with it. */
  atOnce = false,
): Promise<Jobs> {
  const { clock, log, addresses, serverSecret } = services
  const { notifications } = store
  const sending = { clock, log, addresses, notifications, notificationChannel, serverSecret }
  const urgently = oneAtATime(
    () => store.sendingAlone(() => sendNotifications(sending, 'urgent')),
    (thrown) => log.warn('duty_failed', { duty: 'send_urgent', code: codeOf(thrown) }),
  )
  const queue = await startJobs(
    databaseUrl,
    {
      ...jobsOfTheStore(services, store, atOnce),
      send_notices: () => sendNotifications(sending, 'hourly'),
      // Not waited for: how long a minute's job took would say in which minute somebody was in danger.
      send_urgent: async () => urgently.ask(),
    },
    log,
    atOnce ? { release: '* * * * *' } : {},
  )
  urgent.send = urgently.ask
  return {
    stop: async () => {
      urgent.send = null
      await Promise.all([
        queue.stop(),
        Promise.race([urgently.idle(), setTimeout(LAST_WORDS_MS, undefined, { ref: false })]),
      ])
    },
  }
}

/** Those that need nothing but the database. */
export function jobsOfTheStore(
  { clock, log, policy }: Pick<Composition['services'], 'clock' | 'log' | 'policy'>,
  store: Pick<Composition['store'], 'jobs' | 'notifications' | 'releases' | 'uploads'>,
  atOnce = false,
) {
  const context = { clock, log, policy, ...store }
  return {
    lapse: () => lapse(context),
    release: () => release(context, atOnce),
    close_day: () => closeDay(context),
    escalate: () => store.notifications.queueUnconfirmed(),
    remind_officers: () =>
      eachStep(log, [
        ['remind_officers', () => remindOfficers(context)],
        ['notify_last_address', () => notifyLastAddress(context)],
      ]),
    remind_people: () => remindPeople(context),
    sweep_uploads: () => sweepUploads(context),
  }
}
