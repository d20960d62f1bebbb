import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Facts } from '#dialogs/facts.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'
import { base64url } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import type { NotificationChannel, Services } from '#ports.ts'
import { type Activity, readActivity } from './activity.ts'
import { adapterFor } from './adapter.ts'
import { tokens } from './card-token.ts'
import type { BotContext } from './context.ts'
import { channelConversation, readReference, referenceTo } from './conversation-reference.ts'
import type { Credentials } from './credentials.ts'
import { demoGate } from './demo-gate.ts'
import { greetings } from './greetings.ts'
import { idempotencyKeys } from './idempotency.ts'
import { teamsNotifications } from './notification-channel.ts'
import { tries } from './pairing.ts'
import type { ChannelResponse } from './response.ts'
import { runner, sendToChat } from './runner.ts'
import { ofMicrosoft, ofThisMachine } from './service-url.ts'
import { signingKeys } from './signing-keys.ts'
import { type GateOptions, type GateVerdict, OPENID_URL, teamsGate } from './token-gate.ts'
import { neutral, newShare, turn } from './turn.ts'

export interface BotOptions {
  readonly services: Services
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  /** Server secrets of 32 bytes: the current one first, then earlier ones. */
  readonly tokenKeys: readonly Uint8Array<ArrayBuffer>[]
  readonly nonceKey: Uint8Array<ArrayBuffer>
  /** `null` only in the demo: no authentication, loopback only. */
  readonly credentials: Credentials | null
  readonly gate: GateOptions
  readonly demo: boolean
  /** Origin of the anonymous page; absent where there is none. */
  readonly page?: string
  /** In the demo only: 16 bytes shared by all first cards, so that a reloaded Playground finds its cases. */
  readonly demoShare?: Uint8Array<ArrayBuffer>
}

type Request = Pick<IncomingMessage, 'headers'> & {
  readonly body?: unknown
  readonly socket: { readonly remoteAddress?: string | undefined }
}
type Response = Pick<ServerResponse, 'writeHead' | 'end'>

export interface Bot extends NotificationChannel {
  /** `POST /api/messages`. Always answers, never throws: bodies and logs carry codes only. */
  process(req: Request, res: Response): Promise<void>
  /** Sends the first card again to an address from `onInstalled`. The demo does so at each start. */
  sendFirst(reference: string): Promise<void>
  /** Called with the opaque address of each new user. */
  onInstalled?: (reference: string) => void
}

/** @throws DEMO_REFUSED, CONFIG_INVALID when it would run without credentials, or with an id that is not its own */
export function createBot(options: BotOptions): Bot {
  const { services, credentials, demo } = options
  check(options)
  const context: BotContext = {
    services,
    facts: options.facts,
    tokens: tokens(options.tokenKeys, services.chance),
    page: options.page === undefined ? null : new URL(options.page).host,
    idempotencyKeyFor: idempotencyKeys(options.nonceKey),
    tries: tries(services.clock),
    ...(demo && options.demoShare !== undefined ? { share: base64url(options.demoShare) } : {}),
  }
  const failed = (where: string, status: number | null) =>
    services.log.warn('teams_failed', { where, ...(status === null ? {} : { status }) })
  const issuer = { openIdUrl: options.gate.openIdUrl ?? OPENID_URL, fetch }
  const keys = signingKeys(issuer, () => services.clock.now(), services.log)
  const adapter = adapterFor(credentials, options.gate, keys)
  const gate = credentials === null ? null : teamsGate(options.gate, keys, services.clock)
  const greeted = greetings(services.clock)
  const reachable = credentials === null ? ofThisMachine : (options.gate.serviceUrls ?? ofMicrosoft)

  const run = runner(
    adapter,
    credentials?.appId ?? '',
    async (inbound, activity) => {
      if (inbound.kind === 'installed' && !greeted.first(activity.conversation.id)) {
        return turn(context, { ...inbound, kind: 'ignored' })
      }
      const taken = await turn(context, inbound)
      if (taken.greeting !== null) {
        bot.onInstalled?.(referenceTo(activity, demo ? taken.greeting : null))
      }
      return taken
    },
    failed,
  )

  async function judge(req: Request, activity: Activity): Promise<GateVerdict> {
    if (gate !== null) return gate(req.headers.authorization, activity)
    return demoGate({ remoteAddress: req.socket.remoteAddress, headers: req.headers }, activity)
  }

  async function answerTo(req: Request): Promise<ChannelResponse> {
    const activity = readActivity(req.body)
    if (activity === null) return { status: 400, body: null }
    const verdict = await judge(req, activity)
    if (!verdict.pass) {
      if (verdict.status === 503) services.log.warn('activity_not_judged', { code: 'KEYS_AWAY' })
      else services.log.warn('activity_refused', { code: 'TURN_REFUSED', why: verdict.why })
      return { status: verdict.status, body: null }
    }
    try {
      return await run(req.headers.authorization ?? '', activity)
    } catch (thrown) {
      // After our gate, only the SDK's own check can refuse.
      services.log.warn('activity_refused', { code: codeOf(thrown), why: 'sdk' })
      return { status: 401, body: null }
    }
  }

  const bot: Bot = {
    ...teamsNotifications(
      adapter,
      credentials?.appId ?? '',
      reachable,
      failed,
      services.policy.languages,
    ),

    async process(req, res) {
      const answer = await answerTo(req).catch((thrown: unknown): ChannelResponse => {
        services.log.warn('activity_failed', { code: codeOf(thrown) })
        return { status: 500, body: null }
      })
      write(res, answer)
    },

    async sendFirst(json) {
      const to = readReference(json)
      if (to === null || !reachable(to.serviceUrl)) throw new AppError('TURN_REFUSED')
      const words = wordsFor(to.locale ?? undefined, services.policy.languages)
      const outgoing = await neutral(context, words, 'first', to.share ?? newShare(context))
      const reference = channelConversation(to)
      await adapter.continueConversationAsync(credentials?.appId ?? '', reference, (context) => {
        // The SDK invents an activity id to reply to, which the service does not know.
        delete context.activity.id
        return sendToChat(context, outgoing, failed)
      })
    },
  }
  return bot
}

function check({ credentials, gate, demo }: BotOptions): void {
  if (demo && credentials !== null) throw new AppError('DEMO_REFUSED', { why: 'real_app_id' })
  if (demo) return
  if (credentials === null || credentials.appId === '' || gate.tenants.length === 0) {
    throw new AppError('CONFIG_INVALID', { names: 'MICROSOFT_APP_ID, MICROSOFT_APP_TENANT' })
  }
  if (gate.appId !== credentials.appId) {
    throw new AppError('CONFIG_INVALID', { names: 'MICROSOFT_APP_ID' })
  }
}

function write(res: Response, { status, body }: ChannelResponse): void {
  if (body === null) {
    res.writeHead(status, { 'cache-control': 'no-store' })
    res.end()
    return
  }
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    // With a length, head and body are sent in one segment.
    'content-length': Buffer.byteLength(text),
  })
  res.end(text)
}
