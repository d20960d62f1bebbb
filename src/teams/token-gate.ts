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
/** Limit of a token's length; real ones have about 1,500 characters. */
const LONGEST_TOKEN = 8_192

export interface GateOptions {
  /** The bot's own id: tokens meant for another bot are refused. */
  readonly appId: string
  /** Tenants whose users may use the bot. */
  readonly tenants: readonly string[]
  /** URL of the issuer's metadata; not the default only in tests. */
  readonly openIdUrl?: string
  /** Allowed service URLs; not the default only in tests. */
  readonly serviceUrls?: (serviceUrl: string) => boolean
}

/** `why` is for the log and contains nothing of the activity. 503: the keys are unavailable. */
export type GateVerdict =
  | { readonly pass: true }
  | { readonly pass: false; readonly status: 401 | 403 | 503; readonly why: string }

export type Gate = (authorization: string | undefined, activity: Activity) => Promise<GateVerdict>

/**
 * Verifies that an activity is from Teams, for this bot and from an allowed tenant, before the SDK: the SDK answers a
 * bad signature with 500, accepts tokens of emulators and skills, and verifies nothing without an app id.
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
      // The service has used both spellings of the claim.
      const claimed = payload['serviceurl'] ?? payload['serviceUrl']
      if (claimed !== activity.serviceUrl) return refuse('service_url_claim')
    } catch (thrown) {
      if (codeOf(thrown) === AWAY) return { pass: false, status: 503, why: 'keys_away' }
      return refuse('token')
    }
    return ofTenant(activity, options.tenants)
  }
}

/** Both tenant ids have to be equal and allowed. */
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
