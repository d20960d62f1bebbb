import * as openid from 'openid-client'
import { systemClock } from '#clock.ts'
import { systemCodeOf } from '#errors.ts'
import type { Log } from '#log.ts'
import type { SignInOptions } from '../options.ts'
import type { PendingSignIn } from './pending-sign-in.ts'

/** Codes of network errors of sockets, of Node's `fetch` and of openid-client. */
const AWAY = /^(E(CONN|HOST|NET|PIPE|AI_|NOTFOUND|TIMEDOUT)[A-Z_]*|UND_ERR_[A-Z_]+|OAUTH_TIMEOUT)$/

/** What a provider may answer to one request (metadata, keys, tokens): some kilobytes are usual. */
const MOST_BYTES = 1 << 20

/** How far ahead of this machine's clock a token may say that it was made. */
const MOST_SECONDS_AHEAD = 300

/** Why an answer of the provider is not taken, where it is not openid-client that says so. Bears nothing of the answer. */
export class AnswerRefused extends Error {
  readonly why: 'too_large' | 'issued_ahead' | 'no_subject'

  constructor(why: AnswerRefused['why']) {
    super(why)
    this.name = 'AnswerRefused'
    this.why = why
  }
}

/** A person as the OpenID provider identifies them. */
export interface ProviderIdentity {
  readonly issuer: string
  readonly subject: string
}

/** Client of the organisation's OpenID provider: code flow with PKCE, state and nonce. */
export interface Provider {
  /** Authorisation address to redirect the person to. */
  address(pending: Pick<PendingSignIn, 'state' | 'nonce' | 'verifier'>): Promise<URL>
  /**
   * Exchanges the callback for an identity. @throws errors of openid-client, which may quote tokens: never show or log
   * them
   */
  vouchFor(answer: URL, pending: PendingSignIn): Promise<ProviderIdentity>
}

export const fresh = (): Pick<PendingSignIn, 'state' | 'nonce' | 'verifier'> => ({
  state: openid.randomState(),
  nonce: openid.randomNonce(),
  verifier: openid.randomPKCECodeVerifier(),
})

export function openIdProvider(options: SignInOptions, log: Log): Provider {
  let discovered: Promise<openid.Configuration> | null = null
  let away = false
  const configuration = () => {
    discovered ??= discover(options).then(
      (configuration) => {
        if (away) log.info('sign_in_back')
        away = false
        return configuration
      },
      (error: unknown) => {
        discovered = null
        away = true
        log.warn('sign_in_away', reasonOf(error))
        throw error
      },
    )
    return discovered
  }
  return {
    async address(pending) {
      return openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: options.redirectUri,
        scope: 'openid',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
    },
    async vouchFor(answer, pending) {
      const tokens = await openid.authorizationCodeGrant(await configuration(), answer, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      // No account of ours has one of NUL: the database takes no such text.
      const none = claims === undefined || claims.sub === '' || claims.sub.includes('\0')
      if (none) throw new AnswerRefused('no_subject')
      // As openid-client judges when a token ends: by this machine's clock.
      const ahead = claims.iat - systemClock.now().getTime() / 1000
      if (ahead > MOST_SECONDS_AHEAD) throw new AnswerRefused('issued_ahead')
      return { issuer: claims.iss, subject: claims.sub }
    },
  }
}

/**
 * Reads the provider's metadata. The ID token's signature is verified too, not only the TLS connection it came over.
 */
function discover(options: SignInOptions): Promise<openid.Configuration> {
  const insecure = options.allowInsecure ? [openid.allowInsecureRequests] : []
  return openid.discovery(
    new URL(options.issuer),
    options.clientId,
    { redirect_uris: [options.redirectUri], response_types: ['code'] },
    openid.ClientSecretPost(options.clientSecret),
    {
      timeout: 10,
      execute: [openid.enableNonRepudiationChecks, ...insecure],
      [openid.customFetch]: fetchBounded,
    },
  )
}

/** Reads an answer to `MOST_BYTES` and no further. @throws AnswerRefused */
async function fetchBounded(url: string, options: openid.CustomFetchOptions): Promise<Response> {
  const response = await fetch(url, options as RequestInit)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    // Leaving the loop ends the connection.
    if (length > MOST_BYTES) throw new AnswerRefused('too_large')
    parts.push(part)
  }
  const { status, statusText, headers } = response
  return new Response(parts.length === 0 ? null : Buffer.concat(parts), {
    status,
    statusText,
    headers,
  })
}

/** For the log: why this machine did not take the answer; nothing where openid-client or the provider refused. */
export function reasonOf(error: unknown): { readonly why?: AnswerRefused['why'] } {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AnswerRefused) return { why: cause.why }
  }
  return {}
}

/** Whether the provider could not be reached or answered 5xx, rather than refused the sign-in. */
export function isProviderDown(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (AWAY.test(systemCodeOf(cause) ?? '')) return true
    if (cause.cause instanceof Response && cause.cause.status >= 500) return true
  }
  return false
}
