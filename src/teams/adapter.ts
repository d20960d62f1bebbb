import { TeamsAdapter } from '@microsoft/teams-ai'
import { type Credentials, credentialsFactory } from './credentials.ts'
import { type GateOptions, ISSUER, OPENID_URL } from './gate.ts'

/**
 * The SDK's own adapter, with its own check of signatures left on behind our gate. All of its addresses are given,
 * because it takes either none of them or all.
 */
export function adapterFor(credentials: Credentials | null, gate: GateOptions): TeamsAdapter {
  const factory = credentialsFactory(credentials)
  if (credentials === null) return new TeamsAdapter({}, factory)
  const { appId, tenant } = credentials
  return new TeamsAdapter(
    {
      MicrosoftAppId: appId,
      MicrosoftAppTenantId: tenant,
      MicrosoftAppType: 'SingleTenant',
      ToBotFromChannelOpenIdMetadataUrl: gate.openIdUrl ?? OPENID_URL,
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
