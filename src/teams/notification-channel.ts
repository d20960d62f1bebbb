import { setTimeout } from 'node:timers/promises'
import type { TeamsAdapter } from '@microsoft/teams-ai'
import type { TurnContext } from 'botbuilder'
import { wordsFor } from '#dialogs/words.ts'
import type { Delivery, NotificationChannel } from '#ports.ts'
import { channelConversation, readReference } from './conversation-reference.ts'

/** Timeout of one message in ms. It may still arrive, and be sent again. */
const PATIENCE_MS = 15_000
const LATE: Delivery = { is: 'later', afterSeconds: null }
/** Status codes for a blocked or uninstalled bot, or a deleted chat. */
const GONE = [403, 404]

/**
 * Teams notification channel: sends one fixed sentence, without case, office or reason, in the user's language or the
 * default one. In the demo `reachable` is loopback only.
 */
export function teamsNotifications(
  adapter: TeamsAdapter,
  appId: string,
  reachable: (serviceUrl: string) => boolean,
  failed: (where: string, status: number | null) => void,
  languages: readonly string[],
): NotificationChannel {
  return {
    async send(address) {
      const to = readReference(address)
      if (to === null || !reachable(to.serviceUrl)) return { is: 'gone' }
      const text = wordsFor(to.locale ?? undefined, languages).say('notice.new')
      let delivery: Delivery = LATE
      const sending = adapter
        .continueConversationAsync(appId, channelConversation(to), async (context) => {
          // The SDK sets `replyToId` to an invented activity, which the service does not know.
          delete context.activity.id
          once(adapter, context)
          delivery = await send(context, text, failed)
        })
        .catch(() => failed('notice', null))
      const enough = new AbortController()
      const waited = setTimeout(PATIENCE_MS, undefined, { ref: false, signal: enough.signal })
      await Promise.race([sending, waited.catch(() => undefined)]).finally(() => enough.abort())
      return delivery
    },
  }
}

async function send(
  context: Pick<TurnContext, 'sendActivity'>,
  text: string,
  failed: (where: string, status: number | null) => void,
): Promise<Delivery> {
  try {
    await context.sendActivity({ type: 'message', text, textFormat: 'plain' })
    return { is: 'sent' }
  } catch (thrown) {
    const { statusCode, response } = thrown as SdkRefusal
    failed('notice', typeof statusCode === 'number' ? statusCode : null)
    if (GONE.includes(Number(statusCode))) return { is: 'gone' }
    const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN)
    return { is: 'later', afterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null }
  }
}

/** Fields of an SDK error. */
interface SdkRefusal {
  readonly statusCode?: unknown
  readonly response?: { readonly headers?: { get?(name: string): string | undefined } }
}

/** The SDK's client, created per turn. Its retry policy is removed: retries belong to the outbox. */
interface RetryingClient {
  readonly client?: { readonly pipeline: { removePolicy(which: { name: string }): unknown } }
}

function once(adapter: TeamsAdapter, context: TurnContext): void {
  const connector = context.turnState.get<RetryingClient | undefined>(adapter.ConnectorClientKey)
  connector?.client?.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
}
