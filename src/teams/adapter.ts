import { TeamsAdapter } from '@microsoft/teams-ai'
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import { type Credentials, credentialsFactory } from './credentials.ts'
import type { SigningKeys } from './signing-keys.ts'
import { type GateOptions, ISSUER, OPENID_URL } from './token-gate.ts'

/**
 * Adapter of the SDK, whose signature check stays on behind our token gate. All URLs are set, because the SDK takes
 * either none of them or all.
 */
export function adapterFor(
  credentials: Credentials | null,
  gate: GateOptions,
  keys: SigningKeys,
): TeamsAdapter {
  const factory = credentialsFactory(credentials)
  if (credentials === null) return new TeamsAdapter({}, factory)
  const { appId, tenant } = credentials
  const openIdUrl = gate.openIdUrl ?? OPENID_URL
  lend(keys, openIdUrl)
  return new TeamsAdapter(
    {
      MicrosoftAppId: appId,
      MicrosoftAppTenantId: tenant,
      MicrosoftAppType: 'SingleTenant',
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
      ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenant}`,
      ToChannelFromBotOAuthScope: ISSUER,
      OAuthUrl: ISSUER,
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true',
    },
    factory,
  )
}

/**
 * Makes the SDK verify with our gate's keys. Its own key download has no timeout and, after a day, runs for each
 * activity and fails while the issuer is away. The SDK caches one key object per URL, which is replaced here.
 */
function lend(keys: SigningKeys, openIdUrl: string): void {
  const { openIdMetadata } = new JwtTokenExtractor({}, openIdUrl, ['RS256'])
  openIdMetadata.getKey = async (kid) => {
    const key = await keys.find(kid)
    if (key === null) return null
    const pem = key.key.export({ type: 'spki', format: 'pem' })
    return { key: String(pem), endorsements: [...key.endorsements] }
  }
}
