import { importJWK, type JWK } from 'jose'
import * as z from 'zod'

const MAX_AGE = 24 * 3_600_000
/** A stranger can invent key ids as fast as he likes; we ask for new keys this often at most. */
const LEAST_BETWEEN = 60_000
const TIMEOUT = 5_000

const Metadata = z.object({ jwks_uri: z.url() })
const Keys = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      kid: z.string().min(1),
      n: z.string(),
      e: z.string(),
      endorsements: z.array(z.string()).default([]),
    }),
  ),
})
type SigningKey = z.infer<typeof Keys>['keys'][number]

export interface SigningKeys {
  /** @returns `null` for a key that the issuer does not publish, or did not endorse for this channel. */
  find(kid: string, channel: string): Promise<CryptoKey | null>
}

/** The issuer's published keys, kept for a day and asked for again when an unknown one turns up. */
export function signingKeys(
  openIdUrl: string,
  fetchJson: typeof fetch,
  now: () => Date,
): SigningKeys {
  let keys: readonly SigningKey[] = []
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  async function ask(): Promise<void> {
    askedAt = now().getTime()
    const { jwks_uri } = Metadata.parse(await get(openIdUrl, fetchJson))
    keys = Keys.parse(await get(jwks_uri, fetchJson)).keys
  }

  async function refresh(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = null
    })
    await asking
  }

  return {
    async find(kid, channel) {
      const age = now().getTime() - askedAt
      const known = () => keys.find((key) => key.kid === kid)
      if (age > MAX_AGE || asking !== null || (known() === undefined && age > LEAST_BETWEEN)) {
        await refresh()
      }
      const key = known()
      if (key === undefined || !key.endorsements.includes(channel)) return null
      const imported = await importJWK({ kty: 'RSA', n: key.n, e: key.e } satisfies JWK, 'RS256')
      return imported instanceof Uint8Array ? null : imported
    },
  }
}

async function get(url: string, fetchJson: typeof fetch): Promise<unknown> {
  const answer = await fetchJson(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) })
  if (!answer.ok) throw new TypeError('the keys are away')
  return answer.json()
}
