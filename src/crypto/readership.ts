import { dayIn } from '#domain/case/day.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import type { Directory } from '#domain/case/roster.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { Readership } from '#ports.ts'
import { parse, usable } from './certificate.ts'
import { provenRosters, type ReadershipTerms } from './proven-rosters.ts'
import { judgeRoster, type ProvenRoster } from './roster.ts'

type Reader = Officer & { readonly certificate: string }
type KeyWorker = Custodian & { readonly certificate: string }

/** How long the check of a roster is cached, in milliseconds. Sealing checks each certificate every time. */
const LOOKED_MS = 5_000

/** Result of a check, with the time of the check in milliseconds. */
interface CachedCheck<T> {
  readonly at: number
  readonly value: T
}

/**
 * Current readers, from the roster that the pinned root signed. The database only stores it: what its rows say beside
 * the signature, in which row a certificate stands, or an older version served again, changes nothing (T-108, T-109).
 * @param every all published snapshots, oldest first. With it nothing is sealed by a chain that is broken, and the least
 * version is the highest that the chain proves, also after a restart.
 */
export function readership(
  source: (mayBeNewer?: boolean) => Promise<Directory | null>,
  terms: ReadershipTerms,
  every?: () => Promise<readonly Directory[]>,
): Readership {
  const published = provenRosters(source, terms, every)
  let judged: CachedCheck<ProvenRoster> | undefined
  const looked = new Map<Office, CachedCheck<readonly Reader[]>>()
  let custodianIds: CachedCheck<readonly KeyWorker[]> | undefined

  const latest = () => terms.latest?.now() ?? terms.clock.now()

  /** Whether a certificate is usable: not expired at the latest known time, and valid at the server's. */
  async function counts(certificate: string): Promise<boolean> {
    const key = await parse(certificate)
    const [now, end] = [terms.clock.now(), latest()]
    return (await usable(key, now)) && (end <= now || (await usable(key, end)))
  }

  async function current(): Promise<ProvenRoster> {
    const is = await published.newest()
    const now = terms.clock.now()
    if (judged?.value === is && isRecent(judged, now)) return is
    await published.refuseBrokenChain()
    judgeRoster(is, {
      today: dayIn(terms.zone, now),
      latest: dayIn(terms.zone, latest()),
      leastVersion: published.least(),
    })
    judged = { at: now.getTime(), value: is }
    looked.clear()
    custodianIds = undefined
    return is
  }

  async function readers(office: Office): Promise<readonly Reader[]> {
    const by = await current()
    const now = terms.clock.now()
    const checkedReaders = looked.get(office)
    if (checkedReaders !== undefined && isRecent(checkedReaders, now)) return checkedReaders.value
    const readers = await look(office, by)
    if (judged?.value === by) looked.set(office, { at: now.getTime(), value: readers })
    return readers
  }

  async function look(
    office: Office,
    { roster, certificates }: ProvenRoster,
  ): Promise<readonly Reader[]> {
    const readers: Reader[] = []
    for (const officer of roster.officers) {
      const certificate = certificates.get(officer.fingerprint)
      if (officer.office !== office || certificate === undefined) continue
      if (await counts(certificate)) {
        readers.push({ ...officer, certificate })
      }
    }
    return readers
  }

  async function custodians(): Promise<readonly KeyWorker[]> {
    const by = await current()
    const now = terms.clock.now()
    if (custodianIds !== undefined && isRecent(custodianIds, now)) return custodianIds.value
    const custodians: KeyWorker[] = []
    for (const custodian of by.roster.custodians) {
      const certificate = by.certificates.get(custodian.fingerprint)
      if (certificate !== undefined && (await counts(certificate))) {
        custodians.push({ ...custodian, certificate })
      }
    }
    if (judged?.value === by) custodianIds = { at: now.getTime(), value: custodians }
    return custodians
  }

  async function enough(office: Office): Promise<readonly Reader[]> {
    const officeReaders = await readers(office)
    const least = Math.max(1, terms.leastReaders(office))
    if (officeReaders.length < least) throw new AppError('NO_READER', { office })
    return officeReaders
  }

  return {
    of: enough,
    usable: readers,
    custodians,
    roster: async () => (await current()).roster,
    async snapshot(before) {
      const { hash } =
        before === null ? await published.best() : { hash: await published.hashBefore(before) }
      return { root: terms.rootFingerprint.toUpperCase(), hash }
    },
    known: async (mayBeNewer) => (await published.best(mayBeNewer)).roster,
    async healthy() {
      const healths = await Promise.all(
        OFFICES.map((office) =>
          enough(office).then(
            () => true,
            () => false,
          ),
        ),
      )
      return OFFICES.filter((_, at) => healths[at])
    },
  }
}

function isRecent({ at }: CachedCheck<unknown>, now: Date): boolean {
  const age = now.getTime() - at
  return age >= 0 && age < LOOKED_MS
}
