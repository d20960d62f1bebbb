import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import { codeOf } from '#errors.ts'
import type { Log } from '#log.ts'
import type { NotificationStore, PendingNotification } from '#ports/notification-store.ts'
import type { Addresses, NotificationChannel, ServerSecret } from '#ports.ts'

const MINUTE = 60_000
/**
 * How long to wait after the first failure, doubled with each further one, the longest, and after how many tries nobody
 * waits for it any more. For danger that is a day: while it is tried the person is told that no message arrives.
 */
const PAUSES = {
  hourly: { first: 15 * MINUTE, longest: 12 * 60 * MINUTE, tries: 12 },
  urgent: { first: MINUTE, longest: 15 * MINUTE, tries: 100 },
} as const
export const MOST_TRIES = PAUSES.hourly.tries
/** Messages under way at one moment: Teams counts a bot's sends. */
const AT_ONCE = 8

export interface SendOptions {
  readonly clock: Clock
  readonly log: Log
  readonly notifications: NotificationStore
  readonly addresses: Pick<Addresses, 'open'>
  readonly notificationChannel: NotificationChannel
  readonly serverSecret: Pick<ServerSecret, 'isCurrent'>
}

/**
 * Empties the outbox: one message an address, however many notices wait for it, and the same sentence for everybody.
 * A notice goes only after its message has left: a server that ends in between says it twice, never not at all.
 */
export async function sendNotifications(
  services: SendOptions,
  how: keyof typeof PAUSES,
): Promise<void> {
  const due = await services.notifications.due(how === 'urgent', services.clock.now())
  const waiting = [...(await byAddress(services, due))]
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      // One that fails stands in nobody's way.
      await sendOne(services, how, ...one).catch((thrown: unknown) =>
        services.log.warn('notice_failed', { code: codeOf(thrown) }),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  if (how === 'hourly') await services.notifications.rewrite()
}

async function sendOne(
  services: SendOptions,
  how: keyof typeof PAUSES,
  address: string,
  due: readonly PendingNotification[],
): Promise<void> {
  const pending = await services.notifications.stillPending(due)
  if (pending.length === 0) return
  const delivery = await services.notificationChannel.send(address)
  const now = services.clock.now()
  switch (delivery.is) {
    case 'sent':
      return services.notifications.drop(pending)
    case 'gone':
      for (const one of pending) await services.notifications.lose(one.address, dayIn('UTC', now))
      return services.notifications.drop(pending)
    case 'later': {
      const tries = 1 + Math.max(...pending.map(({ attempt }) => attempt))
      if (tries >= PAUSES[how].tries) {
        services.log.warn('notice_given_up', { tries })
        return services.notifications.drop(pending)
      }
      return services.notifications.later(pending, nextTry(now, how, tries, delivery.afterSeconds))
    }
    default:
      return delivery satisfies never
  }
}

/** Each failure doubles the pause; when Teams says how long, not before that. */
export function nextTry(
  now: Date,
  how: keyof typeof PAUSES,
  tries: number,
  afterSeconds: number | null,
): Date {
  const { first, longest } = PAUSES[how]
  const pause = Math.min(first * 2 ** (tries - 1), longest)
  return new Date(now.getTime() + Math.max(pause, Math.min((afterSeconds ?? 0) * 1_000, DAY)))
}

const DAY = 24 * 60 * MINUTE

/**
 * Rows of one address, which only their opening brings together. Where one no longer opens nobody can be told: it is lost,
 * as one that is gone, so that nobody is said to be told there. It waits where another server has the secret that opens it.
 */
async function byAddress(
  { clock, addresses, notifications, serverSecret, log }: SendOptions,
  due: readonly PendingNotification[],
): Promise<ReadonlyMap<string, readonly PendingNotification[]>> {
  const groups = new Map<string, PendingNotification[]>()
  // Asked once a turn: it opens every chat.
  let isCurrent: Promise<boolean> | null = null
  for (const notification of due) {
    try {
      const address = await addresses.open(notification.address)
      if (address === null) {
        log.warn('notice_failed', { code: 'KEY_REFUSED' })
        isCurrent ??= serverSecret.isCurrent()
        if (!(await isCurrent)) continue
        await notifications.lose(notification.address, dayIn('UTC', clock.now()))
        await notifications.drop([notification])
        continue
      }
      groups.set(address, [...(groups.get(address) ?? []), notification])
    } catch (thrown) {
      log.warn('notice_failed', { code: codeOf(thrown) })
    }
  }
  return groups
}
