import { join } from 'node:path'
import type { Config } from '#config.ts'
import { keepsOldLog, talkativeSettings } from '#db/log-settings.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { isLoopbackName } from '#loopback.ts'
import { readAssets } from '#server/assets.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Longer than this nobody copies it by hand from a screen to a telephone. */
const LONGEST_HOST = 32
/** A release at night leaves what came for another half a day; one in the afternoon costs a day of seven. */
const MORNING = { from: '05:00', until: '11:00' }

/** What matters more, or only, once the page for people who may not be seen is open. */
export function checkPage(
  { publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>,
  { page, releaseAt }: Pick<Policy, 'page' | 'releaseAt'>,
): readonly Finding[] {
  if (!page)
    return [ok('The page on the web takes no new concerns, and nothing mentions it (page).')]
  return [...addressOf(publicUrl), releaseOf(releaseAt), listens(host), built()]
}

/** What the way back needs where the page was open once and is closed now: the address that people wrote down, and its files. */
export function checkClosedPage(
  { publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>,
  { page }: Pick<Policy, 'page'>,
  openedPage: boolean,
): readonly Finding[] {
  if (page || !openedPage) return []
  return [
    ok(`The page was open before: whoever has words for it still comes back at ${publicUrl}.`),
    ...addressOf(publicUrl),
    listens(host),
    built(),
  ]
}

/** Statements in a log have minutes beside them, and so has the write-ahead log that is kept elsewhere. */
export async function checkDatabaseLog(
  databaseUrl: string,
  { page, backupDays }: Pick<Policy, 'page' | 'backupDays'>,
): Promise<readonly Finding[]> {
  const talkative = await talkativeSettings(databaseUrl)
  const archived = page && (await keepsOldLog(databaseUrl))
  return [
    talkative.length === 0
      ? ok('The database writes down neither what is asked nor when.')
      : warn(
          `The database writes down what is asked of it, or when: ${talkative.join(', ')} (docs/operations.md).`,
        ),
    ...(archived
      ? [
          warn(
            `The write-ahead log is archived: it tells the minute of each act. Keep it at most ${backupDays} days.`,
          ),
        ]
      : []),
  ]
}

function addressOf(publicUrl: string): readonly Finding[] {
  const { protocol, hostname, pathname, search } = new URL(publicUrl)
  if (protocol !== 'https:' && !isLoopbackName(hostname)) {
    return [fail('PUBLIC_URL is not https: without it no browser seals anything.')]
  }
  if (pathname !== '/' || search !== '') {
    return [fail('PUBLIC_URL has a path: the page stands at the root of a host of its own.')]
  }
  const findings: Finding[] = []
  if (hostname.endsWith('.onion')) {
    findings.push(
      warn('PUBLIC_URL is an onion address: who has no Tor Browser cannot come. Offer it beside.'),
    )
  }
  if (hostname.length > LONGEST_HOST) {
    findings.push(
      warn(`PUBLIC_URL has a host of ${hostname.length} letters: nobody copies that by hand.`),
    )
  }
  return findings.length > 0 ? findings : [ok(`The page can be copied by hand: ${hostname}.`)]
}

function releaseOf(at: string): Finding {
  return at >= MORNING.from && at <= MORNING.until
    ? ok(`What comes through the page reaches offices at ${at} of their next day.`)
    : warn(`releaseAt is ${at}: what comes reaches offices when hardly anybody reads it that day.`)
}

/** Whoever stands between the proxy and us sees what passes, and when. */
function listens(host: string): Finding {
  return isLoopbackName(host)
    ? ok('The proxy stands on this machine.')
    : warn(`HOST is ${host}: between the proxy and the server the line is open. Put them together.`)
}

function built(): Finding {
  return readAssets(join(import.meta.dirname, '..', '..', 'dist')).page === null
    ? fail('The page is not built: npm run build.')
    : ok('The page is built.')
}
