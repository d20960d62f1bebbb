import { createPublicKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '#errors.ts'
import type { Log } from '#log.ts'

/** Lifetime of cached keys: a day, as the Bot Framework requires. */
const MAX_AGE = 24 * 3_600_000
/**
 * Grace period of cached keys while the issuer is away: three days. A revoked key is accepted at most that long.
 */
const TRUSTED = 3 * MAX_AGE
/** Shortest interval between downloads because of an unknown key id, which anybody can invent. */
const LEAST_BETWEEN = 60_000
const AFTER_FAILURE = 5_000
const TIMEOUT = 5_000

const Metadata = z.object({ jwks_uri: z.url() })
const Keys = z.object({ keys: z.array(z.unknown()) })
const PublishedKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).default([]),
})

export interface SigningKey {
  readonly key: KeyObject
  /** Channels it may sign for. */
  readonly endorsements: readonly string[]
}

export interface SigningKeys {
  /**
   * Finds a key; a cached one without waiting for a download.
   * @returns `null` for a key that the issuer does not publish
   * @throws KEYS_AWAY when there is no key to compare with
   */
  find(kid: string): Promise<SigningKey | null>
}

export interface Issuer {
  readonly openIdUrl: string
  readonly fetch: typeof fetch
}

export function signingKeys(issuer: Issuer, now: () => Date, log: Log): SigningKeys {
  let keys: ReadonlyMap<string, SigningKey> = new Map()
  let succeededAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let failed = false
  let asking: Promise<void> | null = null

  /** Age in ms; infinite when the clock was set back. */
  const since = (at: number) => {
    const passed = now().getTime() - at
    return passed < 0 ? Number.POSITIVE_INFINITY : passed
  }

  async function ask(): Promise<void> {
    const again = failed
    try {
      keys = await publishedKeys(issuer)
      succeededAt = now().getTime()
      failed = false
      if (again) log.info('teams_keys_back')
    } catch {
      failed = true
      log.warn('teams_keys_away', { code: 'KEYS_AWAY' })
    }
  }

  async function refresh(): Promise<void> {
    if (asking === null && since(askedAt) > (failed ? AFTER_FAILURE : LEAST_BETWEEN)) {
      askedAt = now().getTime()
      asking = ask().finally(() => {
        asking = null
      })
    }
    await asking
  }

  const isTrusted = () => since(succeededAt) <= TRUSTED

  return {
    async find(kid) {
      const known = isTrusted() ? keys.get(kid) : undefined
      if (known !== undefined) {
        if (since(succeededAt) > MAX_AGE) void refresh()
        return known
      }
      await refresh()
      if (!isTrusted()) throw new AppError('KEYS_AWAY')
      return keys.get(kid) ?? null
    },
  }
}

/** @throws when the document has no key */
async function publishedKeys(issuer: Issuer): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri } = Metadata.parse(await get(issuer.openIdUrl, issuer.fetch))
  const { keys } = Keys.parse(await get(jwks_uri, issuer.fetch))
  const usable = new Map(keys.flatMap(signingKey))
  if (usable.size === 0) throw new TypeError('no keys')
  return usable
}

/** Key id and key; empty for keys of other types. */
function signingKey(published: unknown): readonly (readonly [string, SigningKey])[] {
  const read = PublishedKey.safeParse(published)
  if (!read.success) return []
  const { kid, kty, n, e, endorsements } = read.data
  try {
    return [[kid, { key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), endorsements }]]
  } catch {
    return []
  }
}

async function get(url: string, fetchJson: typeof fetch): Promise<unknown> {
  const answer = await fetchJson(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) })
  if (!answer.ok) throw new TypeError('the keys are away')
  return answer.json()
}
