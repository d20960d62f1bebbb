import type { Composition } from '#compose.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { MOST_LINK_DAYS } from '#domain/case/one-off-link.ts'
import { OPERATOR_CODES } from '#errors.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Is it the secret that this database was used with? A start asks the same. */
export async function checkServerSecret({
  services: { serverSecret, filingKeys },
}: Pick<Composition, 'services'>): Promise<Finding> {
  const why = await serverSecret.mismatch()
  if (why !== null) {
    return fail(`A start is refused: SECRET_UNKNOWN (${why}). ${OPERATOR_CODES.SECRET_UNKNOWN}`)
  }
  if ((await filingKeys.every()).length === 0) {
    return ok(
      'No server was started with this database yet: the first start takes ASIDE_SECRET as it is.',
    )
  }
  return (await serverSecret.isCurrent())
    ? ok('ASIDE_SECRET is the one that this database was used with.')
    : warn(
        'ASIDE_SECRET is not the newest that this database was used with, or ASIDE_SECRET_OLD is none of them: what they do not open waits.',
      )
}

/**
 * Was the secret before this one dropped too early? A link that was given under it is found by it alone. Since when a
 * secret is used says the key that it publishes; one that published none begins now.
 */
export async function checkSecret({
  services: { clock, filing, filingKeys },
  keys,
}: Pick<Composition, 'services' | 'keys'>): Promise<readonly Finding[]> {
  if ((await keys.both('link')).length > 1) return []
  const published = await filingKeys.every()
  const own = published.find(({ id }) => id === filing.publicKey.id)
  const today = dayIn('UTC', clock.now())
  const since = (own?.since ?? today) as Day
  const until = plusDays(since, MOST_LINK_DAYS)
  const before = published.some((one) => one.id !== own?.id && one.since <= since)
  if (!before || today > until) return []
  return [
    warn(
      `ASIDE_SECRET is new since ${since}: without ASIDE_SECRET_OLD no link that an office gave before lets anything in, used or not (the last of them ends on ${until}).`,
    ),
  ]
}
