import { setTimeout } from 'node:timers/promises'
import { Application, type TeamsAdapter } from '@microsoft/teams-ai'
import type { Activity as SdkActivity, TurnContext } from 'botbuilder'
import type { Activity } from './activity.ts'
import { CARD_TYPE } from './card.ts'
import { type Inbound, inbound } from './inbound.ts'
import { type ChannelResponse, NOT_IMPLEMENTED, OK } from './response.ts'
import type { Outgoing, Turn } from './turn.ts'

/** Runs one activity and returns the HTTP response. */
export type Run = (authorization: string, activity: Activity) => Promise<ChannelResponse>

const TURN = Symbol('turn')
const INVOKES = ['task/fetch', 'task/submit', 'adaptiveCard/action']
const OTHERS = ['message', 'installationUpdate', 'conversationUpdate']

/**
 * SDK application: one route per activity type, no storage, no typing timer, no mention removal. Invoke responses
 * bypass the SDK, which would turn some into card updates and drop others.
 */
export function runner(
  adapter: TeamsAdapter,
  appId: string,
  take: (inbound: Inbound, activity: Activity) => Promise<Turn>,
  failed: (where: string, status: number | null) => void,
): Run {
  const app = new Application({
    adapter,
    botAppId: appId,
    startTypingTimer: false,
    removeRecipientMention: false,
  })
  const handle = async (context: TurnContext) => {
    const running = context.turnState.get<Running>(TURN)
    const { answer, send } = await take(inbound(running.activity), running.activity)
    running.answer = answer
    if (send !== null) await sendToChat(context, send, failed)
  }
  for (const name of INVOKES) {
    app.addRoute(async ({ activity }) => activity.name === name, handle, true)
  }
  for (const type of OTHERS) app.activity(type, handle)
  adapter.onTurnError = async () => failed('turn', null)

  return async (authorization, activity) => {
    const running: Running = {
      activity,
      answer: activity.type === 'invoke' ? NOT_IMPLEMENTED : OK,
    }
    await adapter.processActivityDirect(authorization, forSdk(activity), async (context) => {
      context.turnState.set(TURN, running)
      await app.run(context)
    })
    return running.answer
  }
}

interface Running {
  readonly activity: Activity
  answer: ChannelResponse
}

/** Longest wait for a rate-limited send, in ms: Teams repeats an activity after 15 seconds. */
const PATIENCE_MS = 8_000

/** Sends an activity. A refusal by Teams (blocked, uninstalled, rate limit, away) is logged, not thrown. */
export async function sendToChat(
  context: Pick<TurnContext, 'sendActivity'>,
  outgoing: Outgoing,
  failed: (where: string, status: number | null) => void,
): Promise<void> {
  const sending = context
    .sendActivity(
      outgoing.kind === 'sentence'
        ? { type: 'message', text: outgoing.sentence, textFormat: 'plain' }
        : {
            type: 'message',
            attachments: [{ contentType: CARD_TYPE, content: outgoing.card }],
          },
    )
    .catch((thrown: unknown) => failed('send', statusOf(thrown)))
  const enough = new AbortController()
  const waited = setTimeout(PATIENCE_MS, undefined, { ref: false, signal: enough.signal })
  await Promise.race([sending, waited]).finally(() => enough.abort())
}

function statusOf(thrown: unknown): number | null {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' ? status : null
}

/** Fields of an activity that the SDK needs to respond, without the press. */
function forSdk(activity: Activity): SdkActivity {
  const { value: _, membersAdded: __, ...envelope } = activity
  return envelope as unknown as SdkActivity
}
