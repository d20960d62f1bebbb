import * as z from 'zod'

/** What the app package is made from. Nothing in it is a secret: everybody who installs the app can read it. */
export interface PackageSettings {
  readonly appId: string
  /** Scheme and host, without a path: Teams knows the pages of an app by their host alone. */
  readonly publicUrl: string
  readonly organisation: string
  /** The languages that the policy offers; `en` is among them. */
  readonly languages: readonly string[]
  readonly version: string
}

/** Teams shows it beside the app's name, and takes no more letters. */
const LONGEST_DEVELOPER = 32

const Env = z.object({
  MICROSOFT_APP_ID: z.guid(),
  PUBLIC_URL: z.string().refine(isBareHost),
})

const WHY = {
  MICROSOFT_APP_ID: 'MICROSOFT_APP_ID is missing or no GUID.',
  PUBLIC_URL: 'PUBLIC_URL must be https://, with a host and nothing after it: no port, no path.',
} as const

/** What stands in the way of an app package, sentence by sentence, without the value of anything. */
export function problemsOf(
  env: Readonly<Record<string, string | undefined>>,
  policy: { readonly organisation: string },
  version: string,
): readonly string[] {
  const read = Env.safeParse(env)
  const wrong = new Set(read.error?.issues.map(({ path }) => String(path[0])))
  return [
    ...Object.entries(WHY).flatMap(([name, why]) => (wrong.has(name) ? [why] : [])),
    ...(policy.organisation.length > LONGEST_DEVELOPER
      ? [`The organisation’s name in the policy has more than ${LONGEST_DEVELOPER} letters.`]
      : []),
    ...(/^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$/.test(version)
      ? []
      : ['The version must be three numbers, like 1.2.3.']),
  ]
}

/** Only after `problemsOf` found none. */
export function settingsOf(
  env: Readonly<Record<string, string | undefined>>,
  policy: { readonly organisation: string; readonly languages: readonly string[] },
  version: string,
): PackageSettings {
  const { MICROSOFT_APP_ID, PUBLIC_URL } = Env.parse(env)
  const { organisation, languages } = policy
  return {
    appId: MICROSOFT_APP_ID.toLowerCase(),
    publicUrl: new URL(PUBLIC_URL).origin,
    organisation,
    languages,
    version,
  }
}

function isBareHost(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return bare && url.pathname === '/' && url.hostname.includes('.')
}
