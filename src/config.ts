import { isIP } from 'node:net'
import * as z from 'zod'
import { AppError, type Code } from './errors.ts'

/** Everything an installation decides, without its secrets: those are another type and passed apart. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  readonly data: string
  readonly databaseUrl: string | null
  readonly policyFile: string
  readonly rootFingerprint: string
  /** A roster older than this is refused whatever the database serves. */
  readonly leastRoster: number
  readonly sessionHours: number
  readonly bot: {
    readonly appId: string
    readonly tenant: string
    /** Tenants whose people may talk to the bot. */
    readonly tenants: readonly string[]
  }
  readonly oidc: { readonly issuer: string; readonly clientId: string }
}

export interface Secrets {
  /** The one server secret: 32 bytes, in neither database nor backup. */
  readonly secret: Uint8Array<ArrayBuffer>
  /** The one before it, while it is being rotated out. */
  readonly oldSecret: Uint8Array<ArrayBuffer> | null
  readonly botPassword: string
  readonly oidcSecret: string
}

const hex32 = z.string().regex(/^[0-9a-f]{64}$/i)
/** Written with digits: nothing at all is no zero. */
const digits = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
const nonEmpty = z.string().regex(/\S/)
const clientSecret = z.string().refine((text) => text.trim().length >= 16)
/** Entra writes its ids small, whatever a portal shows; they are compared as text. */
const guid = z.guid().toLowerCase()

const Env = z.object({
  HOST: z.string().refine(isHost).default('127.0.0.1'),
  PORT: digits.pipe(z.number().max(65_535)).default(3978),
  PUBLIC_URL: z.url({ protocol: /^https$/i }).refine(isOrigin),
  ASIDE_DATA: nonEmpty.default('.aside'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ASIDE_POLICY: nonEmpty.default('dialogs/policy.yaml'),
  ASIDE_ROOT_FINGERPRINT: z.string().regex(/^[0-9A-F]{40}$/),
  ASIDE_LEAST_ROSTER: digits.pipe(z.number().min(1)).default(1),
  ASIDE_SESSION_HOURS: digits.pipe(z.number().min(1).max(24)).default(10),
  ASIDE_SECRET: hex32,
  ASIDE_SECRET_OLD: hex32.optional(),
  MICROSOFT_APP_ID: guid,
  MICROSOFT_APP_TENANT: guid,
  MICROSOFT_APP_PASSWORD: clientSecret,
  ASIDE_TENANTS: z
    .string()
    .transform((list) => list.split(',').map((tenant) => tenant.trim()))
    .pipe(z.array(guid))
    .optional(),
  OIDC_ISSUER: z.url({ protocol: /^https$/ }),
  OIDC_CLIENT_ID: nonEmpty,
  OIDC_CLIENT_SECRET: clientSecret,
})

/**
 * Reads the environment once. `read` gives a file's text: a secret may stand in a file named by `<NAME>_FILE`.
 * @throws CONFIG_INVALID naming every variable that is missing or wrong, never a value: some are secrets;
 *   SECRET_MISSING where nothing is wrong but that files of secrets cannot be read; SECRET_SET_TWICE, SECRET_OF_ZEROS and
 *   SECRET_NOT_NEW for secrets that can be read and must not stand
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  read: (file: string) => string,
): { config: Config; secrets: Secrets } {
  const { merged, fromFile, unread } = withFiles(env, read)
  // The variable that somebody set is the one that is named.
  const named = (name: string) => (fromFile.includes(name) ? `${name}_FILE` : name)
  const parsing = Env.safeParse(merged)
  if (!parsing.success || unread.length > 0) {
    const wrong = parsing.error?.issues.map((issue) => String(issue.path[0])) ?? []
    const others = [...new Set(wrong)].filter((name) => !unread.includes(name))
    throw new AppError(others.length > 0 ? 'CONFIG_INVALID' : 'SECRET_MISSING', {
      names: [...others, ...unread].map(named).join(', '),
    })
  }
  const set = parsing.data
  const inBoth = (name: string) => env[name] !== undefined && env[`${name}_FILE`] !== undefined
  const isZero = (name: string) => /^0+$/.test(merged[name] ?? '')
  refuse(SECRETS_IN_FILES.filter(inBoth), 'SECRET_SET_TWICE')
  refuse(['ASIDE_SECRET', 'ASIDE_SECRET_OLD'].filter(isZero).map(named), 'SECRET_OF_ZEROS')
  if (set.ASIDE_SECRET.toLowerCase() === set.ASIDE_SECRET_OLD?.toLowerCase()) {
    refuse([named('ASIDE_SECRET_OLD')], 'SECRET_NOT_NEW')
  }
  return {
    config: {
      host: set.HOST,
      port: set.PORT,
      publicUrl: new URL(set.PUBLIC_URL).origin,
      data: set.ASIDE_DATA,
      databaseUrl: set.DATABASE_URL ?? null,
      policyFile: set.ASIDE_POLICY,
      rootFingerprint: set.ASIDE_ROOT_FINGERPRINT,
      leastRoster: set.ASIDE_LEAST_ROSTER,
      sessionHours: set.ASIDE_SESSION_HOURS,
      bot: {
        appId: set.MICROSOFT_APP_ID,
        tenant: set.MICROSOFT_APP_TENANT,
        tenants: set.ASIDE_TENANTS ?? [set.MICROSOFT_APP_TENANT],
      },
      oidc: { issuer: set.OIDC_ISSUER, clientId: set.OIDC_CLIENT_ID },
    },
    secrets: {
      secret: fromHex(set.ASIDE_SECRET),
      oldSecret: set.ASIDE_SECRET_OLD === undefined ? null : fromHex(set.ASIDE_SECRET_OLD),
      botPassword: set.MICROSOFT_APP_PASSWORD,
      oidcSecret: set.OIDC_CLIENT_SECRET,
    },
  }
}

/** What may stand in a file, named by `<NAME>_FILE`. */
export const SECRETS_IN_FILES = [
  'ASIDE_SECRET',
  'ASIDE_SECRET_OLD',
  'MICROSOFT_APP_PASSWORD',
  'OIDC_CLIENT_SECRET',
]

function withFiles(
  env: Readonly<Record<string, string | undefined>>,
  read: (file: string) => string,
): {
  merged: Record<string, string | undefined>
  fromFile: readonly string[]
  unread: readonly string[]
} {
  const merged: Record<string, string | undefined> = { ...env }
  const unread: string[] = []
  const fromFile = SECRETS_IN_FILES.filter(
    (name) => env[name] === undefined && env[`${name}_FILE`] !== undefined,
  )
  for (const name of fromFile) {
    const file = env[`${name}_FILE`] ?? ''
    try {
      merged[name] = read(file).trim()
    } catch {
      unread.push(name)
    }
  }
  return { merged, fromFile, unread }
}

/** What can be read and must not stand. */
function refuse(names: readonly string[], code: Code): void {
  if (names.length > 0) throw new AppError(code, { names: names.join(', ') })
}

/** Scheme, host and port, and nothing behind them; no dot after the host, which nobody types. */
function isOrigin(url: string): boolean {
  const read = URL.parse(url)
  return read?.href === `${read?.origin}/` && !/\.$|\*/.test(read.hostname)
}

/** A name or an address to listen on, without a port. */
function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z0-9][\w.-]*$/i.test(text)
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
