import { AppError } from '#errors.ts'

export interface DemoSettings {
  readonly port: number
  readonly providerPort: number
  readonly playgroundPort: number
  readonly data: string
}

/** What only an installation has. Found here, somebody may take the demo for one. */
const INSTALLATIONS = [
  'DATABASE_URL',
  'ASIDE_ROOT_FINGERPRINT',
  'ASIDE_SECRET',
  'ASIDE_SECRET_OLD',
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_TENANT',
  'MICROSOFT_APP_PASSWORD',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
]
/** A secret may stand in a file. */
const FORBIDDEN = INSTALLATIONS.flatMap((name) => [name, `${name}_FILE`])
const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

const PORT = 3978
const PLAYGROUND_PORT = 56_150

/**
 * `PORT` alone makes another demo beside the first: its sign-in and its Teams client take the next two ports, and its
 * data has a folder of its own.
 * @throws DEMO_REFUSED naming what speaks of an installation: the demo cannot become one by accident; CONFIG_INVALID
 */
export function demoSettings(env: Readonly<Record<string, string | undefined>>): DemoSettings {
  const names = FORBIDDEN.filter((name) => env[name])
  if (env['HOST'] && !LOOPBACK.includes(env['HOST'])) names.push('HOST')
  if (env['PUBLIC_URL'] && !LOOPBACK.includes(hostOf(env['PUBLIC_URL']))) names.push('PUBLIC_URL')
  if (env['NODE_ENV'] === 'production') names.push('NODE_ENV')
  if (names.length > 0) throw new AppError('DEMO_REFUSED', { names: names.join(', ') })
  const port = portOf(env, 'PORT', PORT)
  const first = port === PORT
  const providerPort = portOf(env, 'ASIDE_DEMO_SIGN_IN_PORT', port + 1)
  const afterThat = first ? PLAYGROUND_PORT : port + 2
  const playgroundPort = portOf(env, 'ASIDE_DEMO_PLAYGROUND_PORT', afterThat)
  if (new Set([port, providerPort, playgroundPort]).size < 3) {
    throw new AppError('CONFIG_INVALID', { names: 'PORT', why: 'port' })
  }
  return {
    port,
    providerPort,
    playgroundPort,
    data: env['ASIDE_DATA'] || (first ? '.aside' : `.aside-${port}`),
  }
}

function portOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
): number {
  const port = Number(env[name] || otherwise)
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port
  throw new AppError('CONFIG_INVALID', { names: env[name] ? name : 'PORT', why: 'port' })
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}
