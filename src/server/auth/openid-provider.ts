import * as openid from 'openid-client'
import { systemCodeOf } from '#errors.ts'
import type { Log } from '#log.ts'
import type { SignInOptions } from '../options.ts'
import type { PendingSignIn } from './pending-sign-in.ts'

/** Codes of network errors of sockets, of Node's `fetch` and of openid-client. */
const AWAY = /^(E(CONN|HOST|NET|PIPE|AI_|NOTFOUND|TIMEDOUT)[A-Z_]*|UND_ERR_[A-Z_]+|OAUTH_TIMEOUT)$/

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
        log.warn('sign_in_away')
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
      if (none) throw new TypeError('no subject')
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
    { timeout: 10, execute: [openid.enableNonRepudiationChecks, ...insecure] },
  )
}

/** Whether the provider could not be reached or answered 5xx, rather than refused the sign-in. */
export function isProviderDown(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (AWAY.test(systemCodeOf(cause) ?? '')) return true
    if (cause.cause instanceof Response && cause.cause.status >= 500) return true
  }
  return false
}
