import '#browser/no-eval.ts'
import { type Clock, systemClock } from '#clock.ts'
import { lookupToken, recoveryPhraseWith } from '#crypto/derive-phrase-receipt.ts'
import { gate } from '#crypto/envelope-gate.ts'
import { LANGUAGES_WITH_LIST, loadWordList } from '#crypto/load-word-list.ts'
import type { ReadershipTerms } from '#crypto/proven-rosters.ts'
import { readership } from '#crypto/readership.ts'
import { dateFault } from '#crypto/roster.ts'
import { sealerAt } from '#crypto/seal.ts'
import { actSigning } from '#crypto/sign-act.ts'
import { signedDays } from '#crypto/signed-days.ts'
import { signers } from '#crypto/signers.ts'
import type { Day } from '#domain/case/day.ts'
import { systemChance } from '#domain/case/ids.ts'
import { nullLog } from '#log.ts'
import type { Holder, Receipts } from '#ports.ts'
import { daysApart } from '../clock-check.ts'
import type { PageContext, PageServices } from '../context.ts'
import { refreshing } from '../http/refresh-cache.ts'
import { fetchDirectories, fetchDirectory, reporterClient } from '../http/reporter-client.ts'
import { solve } from '../http/solve-proof-of-work.ts'
import { policyFor } from '../links/policy-for.ts'
import { readerWhenNeeded } from './reader-when-needed.ts'
import { reporterStoreClient } from './reporter-store-client.ts'

/**
 * Services of the page: sealing and HTTP behind the reporter's ports. The roster is verified first: without a valid one
 * nothing is sealed; with an expired one reading is possible. @throws ROSTER_REFUSED, DATABASE_AWAY
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
  const every = refreshing(clock, () => fetchDirectories(fetcher)).read
  const judging: ReadershipTerms = {
    rootFingerprint,
    leastVersion: data.leastRoster,
    leastReaders: (office) => policy.offices[office].leastReaders,
    clock,
    demo,
    zone: policy.offices.ethics.zone,
    latest,
    isNewestEnough: true,
  }
  const readers = readership(directory.read, judging, every)
  await readers.known()
  const everybody = signers(every, { rootFingerprint, demo }, latest.saw)
  const api = reporterClient(fetcher, (challenge) => solve(challenge))
  const { store, waiting } = reporterStoreClient(api)
  return {
    clock,
    chance: systemChance,
    // No log in the browser.
    log: nullLog,
    policy,
    policyHash: data.policyHash,
    sealer: sealerAt(clock),
    acts: actSigning(clock),
    gate,
    readership: readers,
    async refuseUnproven() {
      await readers.roster().catch((thrown: unknown) => {
        if (dateFault(thrown) === null) throw thrown
      })
    },
    lookAgain: directory.forget,
    receipts: wordsReceipts,
    recoveryPhrase: webWords,
    learnWords,
    // By the later clock: with a slow phone clock an honest answer must not look forged.
    reading: readerWhenNeeded(everybody, () => later(latest.now(), systemClock.now()), latest.saw),
    reporters: store,
    exclusions: { tag: async () => new Uint8Array(0) },
    waiting,
    api,
  }
}

/** Newest signed day seen, in memory while the page is open. */
const signed = signedDays()

/**
 * Time for the end of validity periods: the latest of the server's clock, the device's, and the newest signed day.
 * Without the device's, when the reporter said that it is wrong.
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

/** Loads the word list of a language, or all of them before a phrase is read. */
async function learnWords(of: string | 'all'): Promise<void> {
  const wanted = of === 'all' ? LANGUAGES_WITH_LIST : [of]
  await Promise.all(
    wanted.map(async (lang) => {
      const list = lists[lang] ?? (await loadWordList(lang))
      if (list !== null) lists[lang] = list
    }),
  )
}

/** Receipts of recovery phrases. The lookup token is sent; the unlock key stays in the browser. */
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
