import { decodeProtectedHeader, jwtVerify } from 'jose'
import type { Clock } from '#clock.ts'
import { type Code, codeOf } from '#errors.ts'
import type { Activity } from './activity.ts'
import { ofMicrosoft } from './service-url.ts'
import type { SigningKeys } from './signing-keys.ts'

export const ISSUER = 'https://api.botframework.com'
export const OPENID_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const CHANNEL = 'msteams'
const AWAY = 'KEYS_AWAY' satisfies Code
const SKEW_SECONDS = 300
/** A real token has about 1,500 characters. */
const LONGEST_TOKEN = 8_192

export interface GateOptions {
  /** The bot's own id: tokens meant for another bot are refused. */
  readonly appId: string
  /** Tenants whose people may talk to the bot. */
  readonly tenants: readonly string[]
  /** Where the issuer publishes its keys. Other than the default only in tests. */
  readonly openIdUrl?: string
  /** Which addresses an answer may go to. Other than the default only in tests. */
  readonly serviceUrls?: (serviceUrl: string) => boolean
}

/** `why` is for the log and says nothing about the activity. With 503 nobody could judge it. */
export type GateVerdict =
  | { readonly pass: true }
  | { readonly pass: false; readonly status: 401 | 403 | 503; readonly why: string }

export type Gate = (authorization: string | undefined, activity: Activity) => Promise<GateVerdict>

/**
 * Is this activity really from Teams, for this bot, from a tenant we know? Asked before the SDK sees a byte, because
 * the SDK answers a bad signature with 500, takes tokens of emulators and skills, and is off without an app id.
 */
export function teamsGate(options: GateOptions, keys: SigningKeys, clock: Clock): Gate {
  const allowed = options.serviceUrls ?? ofMicrosoft

  return async (authorization, activity) => {
    const token = bearer(authorization)
    if (token === null) return refuse('no_token')
    if (activity.channelId !== CHANNEL) return refuse('channel')
    if (!allowed(activity.serviceUrl)) return refuse('service_url')
    try {
      const { kid, alg } = decodeProtectedHeader(token)
      if (alg !== 'RS256' || kid === undefined) return refuse('algorithm')
      const key = await keys.find(kid)
      if (!key?.endorsements.includes(CHANNEL)) return refuse('key')
      const { payload } = await jwtVerify(token, key.key, {
        algorithms: ['RS256'],
        issuer: ISSUER,
        audience: options.appId,
        clockTolerance: SKEW_SECONDS,
        currentDate: clock.now(),
        requiredClaims: ['exp'],
      })
      // The claim's name has been written both ways by the service.
      const claimed = payload['serviceurl'] ?? payload['serviceUrl']
      if (claimed !== activity.serviceUrl) return refuse('service_url_claim')
    } catch (thrown) {
      if (codeOf(thrown) === AWAY) return { pass: false, status: 503, why: 'keys_away' }
      return refuse('token')
    }
    return ofTenant(activity, options.tenants)
  }
}

/** Both places that name a tenant must name the same one, and one we know. */
function ofTenant(activity: Activity, tenants: readonly string[]): GateVerdict {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (tenant) => tenant !== undefined,
  )
  const [tenant] = named
  if (tenant === undefined || named.some((other) => other !== tenant)) {
    return { pass: false, status: 403, why: 'tenant_unclear' }
  }
  return tenants.includes(tenant) ? { pass: true } : { pass: false, status: 403, why: 'tenant' }
}

function bearer(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > LONGEST_TOKEN) return null
  return authorization.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : null
}

const refuse = (why: string): GateVerdict => ({ pass: false, status: 401, why })
