import { ConfidentialClientApplication } from '@azure/msal-node'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import {
  MsalServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** How the bot proves to Teams that it is itself when it sends. Single tenant: its own organisation, no other. */
export type Credentials = {
  readonly appId: string
  readonly tenant: string
} & (
  | { readonly kind: 'secret'; readonly password: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managed_identity' }
  /** A token that something beside us fetches: a workload identity, or a cloud of our own in tests. */
  | { readonly kind: 'token'; readonly token: () => Promise<string> }
)

const LOGIN = 'https://login.microsoftonline.com'

/** In the SDK's words. `null` is the demo: nothing is proved, and only this machine is spoken to. */
export function credentialsFactory(
  credentials: Credentials | null,
): ServiceClientCredentialsFactory {
  if (credentials === null) return new ConfigurationServiceClientCredentialFactory({})
  const { appId, tenant } = credentials
  switch (credentials.kind) {
    case 'secret':
      return confidential(appId, tenant, { clientSecret: credentials.password })
    case 'certificate': {
      const { thumbprint, privateKey } = credentials
      return confidential(appId, tenant, { clientCertificate: { thumbprint, privateKey } })
    }
    case 'managed_identity':
      return new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppType: 'UserAssignedMsi',
        MicrosoftAppId: appId,
        MicrosoftAppTenantId: tenant,
      })
    case 'token':
      return bearer(appId, credentials.token)
    default:
      return credentials satisfies never
  }
}

type Proof =
  | { readonly clientSecret: string }
  | { readonly clientCertificate: { readonly thumbprint: string; readonly privateKey: string } }

type MsalClient = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1]

function confidential(appId: string, tenant: string, proof: Proof) {
  const auth = { clientId: appId, authority: `${LOGIN}/${tenant}`, ...proof }
  // The same class, typed twice: once as a module and once as CommonJS, which is what the SDK was compiled against.
  const client = new ConfidentialClientApplication({ auth }) as unknown as MsalClient
  return new MsalServiceClientCredentialsFactory(appId, client)
}

function bearer(appId: string, token: () => Promise<string>): ServiceClientCredentialsFactory {
  return {
    isValidAppId: async (asked) => asked === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${await token()}`)
        return request
      },
    }),
  }
}
