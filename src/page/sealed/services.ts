import '#browser/no-eval.ts'
import { type Clock, systemClock } from '#clock.ts'
import { lookupToken, recoveryPhraseWith } from '#crypto/derive-phrase-receipt.ts'
import { gate } from '#crypto/envelope-gate.ts'
import { LANGUAGES_WITH_LIST, loadWordList } from '#crypto/load-word-list.ts'
import { readership } from '#crypto/readership.ts'
import { reporterReader } from '#crypto/reporter-reader.ts'
import { sealerAt } from '#crypto/seal.ts'
import { signedDays } from '#crypto/signed-days.ts'
import { signers } from '#crypto/signers.ts'
import type { Day } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { silent } from '#log.ts'
import type { Holder, Receipts } from '#ports.ts'
import { daysApart } from '../clock-check.ts'
import type { PageContext, PageServices } from '../context.ts'
import { refreshing } from '../http/refresh-cache.ts'
import { fetchDirectories, fetchDirectory, reporterClient } from '../http/reporter-client.ts'
import { solve } from '../http/solve-proof-of-work.ts'
import { policyFor } from '../links/policy-for.ts'
import { reporterStoreClient } from './reporter-store-client.ts'

/**
 * Sealing and the wire behind the ports of her verbs. The list of who may read is looked at before anything else is
 * done with it: a page that cannot trust it takes nothing. With one whose days are over she can read and come back. @throws ROSTER_REFUSED, DATABASE_AWAY
 */
export async function pageServices(
  given: Pick<PageContext, 'data' | 'policy' | 'link'> & { readonly clock: Clock },
): Promise<PageServices> {
  const { data, clock, link } = given
  const policy = policyFor(link, given.policy)
  const { rootFingerprint, demo } = data
  const fetcher: typeof fetch = (...asked) => fetch(...asked)
  const latest = latestDay(data, clock)
  const directory = refreshing(clock, () => fetchDirectory(fetcher))
  const readers = readership(directory.read, {
    rootFingerprint,
    leastVersion: data.leastRoster,
    leastReaders: (office) => policy.offices[office].leastReaders,
    clock,
    demo,
    zone: policy.offices.ethics.zone,
    latest,
  })
  await readers.known()
  const every = refreshing(clock, () => fetchDirectories(fetcher)).read
  const everybody = signers(every, { rootFingerprint, demo }, latest.saw)
  const api = reporterClient(fetcher, (challenge) => solve(challenge))
  const { store, waiting } = reporterStoreClient(api)
  return {
    clock,
    chance: systemChance,
    // Nothing of what happens here is written down anywhere.
    log: silent,
    policy,
    policyHash: data.policyHash,
    sealer: sealerAt(clock),
    gate,
    readership: readers,
    lookAgain: directory.forget,
    receipts: wordsReceipts,
    recoveryPhrase: webWords,
    learnWords,
    // By whichever clock is later: a phone that is behind makes no honest answer look forged.
    reading: reporterReader(everybody, () => later(latest.now(), systemClock.now()), latest.saw),
    reporters: store,
    exclusions: { tag: async () => new Uint8Array(0) },
    waiting,
    api,
  }
}

/** While this page is open; no device keeps anything of it. */
const signed = signedDays()

/**
 * By what things end: the latest of the server's day, this device's, and the newest day that was signed. Where the two
 * clocks are days apart she was asked, and said that the device is wrong.
 */
function latestDay(data: PageContext['data'], server: Clock) {
  const apart = daysApart(data, systemClock.now())
  const clocks = () => (apart ? server.now() : later(server.now(), systemClock.now()))
  return {
    now: () => signed.notBefore(clocks()),
    saw: (day: Day) => signed.saw(day, clocks()),
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}

const lists: Record<string, string[]> = {}
const webWords = recoveryPhraseWith(lists)

/** Has lists of words at hand: that of a language she writes in, or all of them before words are read. */
async function learnWords(of: string | 'all'): Promise<void> {
  const wanted = of === 'all' ? LANGUAGES_WITH_LIST : [of]
  await Promise.all(
    wanted.map(async (lang) => {
      const list = lists[lang] ?? (await loadWordList(lang))
      if (list !== null) lists[lang] = list
    }),
  )
}

/** What leads from twelve words to their case. What is shown finds it; what unlocks it stays here. */
const wordsReceipts: Receipts = {
  lookups: async (holder) => {
    const secret = secretOf(holder)
    return secret === null ? [] : [await lookupToken(secret)]
  },
  open: async (holder, reportersCase) => {
    const secret = secretOf(holder)
    return secret === null ? null : webWords.open(secret, reportersCase)
  },
}

function secretOf(holder: Holder): Uint8Array | null {
  return 'secret' in holder ? holder.secret : null
}
