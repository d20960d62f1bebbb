import { dayIn } from '../case/day.ts'
import type { Officer } from '../case/officer.ts'
import type { Directory } from '../case/roster.ts'
import type { Clock } from '../clock.ts'
import { OFFICES, type Office } from '../concern/office.ts'
import { AsideError } from '../errors.ts'
import type { Readership } from '../ports.ts'
import { parse, usable } from './certificate.ts'
import { judgeRoster, type ProvenRoster, proveRoster } from './roster.ts'

export interface ReadershipTerms {
  readonly rootFingerprint: string
  readonly leastVersion: number
  readonly leastReaders: (office: Office) => number
  readonly clock: Clock
  readonly demo: boolean
  /** The zone in which the roster's days are counted. */
  readonly zone: string
}

type Reader = Officer & { readonly certificate: string }

/**
 * Who may read, from the roster that the pinned root signed. The database only carries it: what it says beside the
 * signature, in which row a certificate stands or which version it serves again, changes nothing (T-108, T-109).
 */
export function readership(
  source: () => Promise<Directory | null>,
  terms: ReadershipTerms,
): Readership {
  let proven: { readonly of: string; readonly is: ProvenRoster } | undefined
  let highest = terms.leastVersion

  async function current(): Promise<ProvenRoster> {
    const directory = await source()
    if (directory === null) throw new AsideError('ROSTER_REFUSED', { why: 'none' })
    const of = JSON.stringify(directory)
    if (proven?.of !== of) proven = { of, is: await proveRoster(directory, terms) }
    const { is } = proven
    judgeRoster(is, { today: dayIn(terms.zone, terms.clock.now()), leastVersion: highest })
    highest = is.roster.version
    return is
  }

  async function readers(office: Office): Promise<readonly Reader[]> {
    const { roster, certificates } = await current()
    const found: Reader[] = []
    for (const officer of roster.officers) {
      const certificate = certificates.get(officer.fingerprint)
      if (officer.office !== office || certificate === undefined) continue
      if (await usable(await parse(certificate), terms.clock.now())) {
        found.push({ ...officer, certificate })
      }
    }
    return found
  }

  async function enough(office: Office): Promise<readonly Reader[]> {
    const found = await readers(office)
    const least = Math.max(1, terms.leastReaders(office))
    if (found.length < least) throw new AsideError('NO_READER', { office })
    return found
  }

  return {
    of: enough,
    usable: readers,
    roster: async () => (await current()).roster,
    async healthy() {
      const healths = await Promise.all(
        OFFICES.map((office) =>
          enough(office).then(
            () => true,
            () => false,
          ),
        ),
      )
      return OFFICES.filter((_, place) => healths[place])
    },
  }
}
