import { TeamsAdapter } from '@microsoft/teams-ai'
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import { type Credentials, credentialsFactory } from './credentials.ts'
import type { SigningKeys } from './signing-keys.ts'
import { type GateOptions, ISSUER, OPENID_URL } from './token-gate.ts'

/**
 * The SDK's own adapter, with its own check of signatures left on behind our gate. All of its addresses are given,
 * because it takes either none of them or all.
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
 * The SDK asks for the issuer's keys itself: without a limit of time, and after a day for each activity anew, which
 * is refused while the issuer is away. Its check goes by the keys of our gate instead. It keeps one object for each
 * address, which is handed out to whoever makes an extractor for it.
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
