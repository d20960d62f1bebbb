import { ConfidentialClientApplication } from '@azure/msal-node'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import {
  MsalServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** Credentials by which the bot authenticates to Teams. Single tenant: its own organisation only. */
export type Credentials = {
  readonly appId: string
  readonly tenant: string
} & (
  | { readonly kind: 'secret'; readonly password: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managed_identity' }
  /** A token fetched by other code: a workload identity, or the tests' cloud. */
  | { readonly kind: 'token'; readonly token: () => Promise<string> }
)

const LOGIN = 'https://login.microsoftonline.com'

/** Credentials factory of the SDK. `null` is the demo: no authentication, loopback only. */
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
  // The same class has two types: as ESM, and as CommonJS, which the SDK was compiled against.
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
