import type { Clock } from '#clock.ts'
import type { Day } from '#domain/case/day.ts'
import type { Directory, Roster } from '#domain/case/roster.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError, codeOf } from '#errors.ts'
import { judgeVersion, type ProvenRoster, proveRoster } from './roster.ts'
import type { ChainFault } from './roster-chain.ts'
import { type RosterHistory, rosterHistory } from './roster-history.ts'

/** By what a roster is judged. */
export interface ReadershipTerms {
  readonly rootFingerprint: string
  readonly leastVersion: number
  readonly leastReaders: (office: Office) => number
  readonly clock: Clock
  readonly demo: boolean
  /** Time zone in which the dates of the roster are compared. */
  readonly zone: string
  /**
   * For a `clock` that may be slow: the latest known time, for expiry; `saw` is called with each day that the root
   * signed.
   */
  readonly latest?: { now(): Date; saw(issued: Day): void }
  /** For a page, which would load years of rosters before it seals: the newest one is judged alone. */
  readonly isNewestEnough?: true
}

/** A roster that the root signed, and the hash of its snapshot. */
interface ProvenSnapshot {
  readonly roster: Roster
  readonly hash: string
}

/** What is published, as far as the pinned root signed it; none of it is judged by dates. */
export interface ProvenRosters {
  /** Least version that counts now. */
  least(): number
  /** @throws ROSTER_REFUSED where the root did not sign the newest, or it is older than one that was met */
  newest(): Promise<ProvenRoster>
  /** @throws ROSTER_REFUSED for a chain that is broken */
  refuseBrokenChain(): Promise<void>
  /**
   * The newest; where it is refused, the highest that the root signed.
   * @throws ROSTER_REFUSED where there is none, or it is lower than one that was met
   */
  best(mayBeNewer?: boolean): Promise<ProvenSnapshot>
  /** Hash of the last snapshot that was issued before a day, or of the first. @throws ROSTER_REFUSED */
  hashBefore(day: Day): Promise<string>
}

/** Proves what is published, and remembers the highest version, and its roster, of all that was met. */
export function provenRosters(
  source: (mayBeNewer?: boolean) => Promise<Directory | null>,
  terms: ReadershipTerms,
  every: (() => Promise<readonly Directory[]>) | undefined,
): ProvenRosters {
  const historyIn = rosterHistory(terms)
  let proven:
    | { readonly from: Directory; readonly of: string; readonly is: ProvenRoster }
    | undefined
  let highest = terms.leastVersion
  let best: ProvenSnapshot | undefined
  /** Result for the newest snapshot that the chain was judged with. */
  let chained: { readonly hash: string; readonly fault: ChainFault | null } | undefined

  async function last(mayBeNewer = false): Promise<Directory> {
    const directory = await source(mayBeNewer)
    if (directory === null) throw new AppError('ROSTER_REFUSED', { why: 'none' })
    return directory
  }

  async function prove(from: Directory): Promise<ProvenRoster> {
    if (proven?.from === from) return proven.is
    const of = JSON.stringify(from)
    proven = { from, of, is: proven?.of === of ? proven.is : await proveRoster(from, terms) }
    return proven.is
  }

  async function judge(directory: Directory): Promise<ProvenRoster> {
    const is = await prove(directory)
    terms.latest?.saw(is.roster.issued as Day)
    judgeVersion(is, highest)
    meet({ roster: is.roster, hash: directory.hash })
    return is
  }

  function meet(snapshot: ProvenSnapshot | null): void {
    if (snapshot === null || snapshot.roster.version < highest) return
    highest = snapshot.roster.version
    best = snapshot
  }

  /** Looks at all snapshots once for each newest one. */
  async function chainFaultOf({ hash }: Directory): Promise<ChainFault | null> {
    if (every === undefined) return null
    if (chained?.hash !== hash) {
      const history = await historyIn(await every())
      meet(highestOf(history))
      chained = { hash, fault: history.fault }
    }
    return chained.fault
  }

  async function bestOf(mayBeNewer = false): Promise<ProvenSnapshot> {
    const directory = await last(mayBeNewer)
    if (terms.isNewestEnough !== true) await chainFaultOf(directory)
    try {
      const { roster } = await judge(directory)
      return { roster, hash: directory.hash }
    } catch (thrown) {
      if (codeOf(thrown) !== 'ROSTER_REFUSED') throw thrown
      await chainFaultOf(directory)
      if (best === undefined) throw thrown
      return best
    }
  }

  return {
    least: () => highest,
    newest: async () => judge(await last()),
    async refuseBrokenChain() {
      if (terms.isNewestEnough) return
      const fault = await chainFaultOf(await last())
      if (fault !== null) throw new AppError('ROSTER_REFUSED', { why: fault })
    },
    best: bestOf,
    async hashBefore(day) {
      const { roster, hash } = await bestOf()
      if (roster.issued < day || every === undefined) return hash
      const history = await historyIn(await every())
      return highestOf(history, day)?.hash ?? history.heads[0] ?? hash
    },
  }
}

/** The highest version, issued before a day where one is given; of equal ones the last that was published. */
function highestOf(
  { rosters, heads }: Pick<RosterHistory, 'rosters' | 'heads'>,
  before: Day | null = null,
): ProvenSnapshot | null {
  let highest: ProvenSnapshot | null = null
  for (const [at, roster] of rosters.entries()) {
    if (before !== null && roster.issued >= before) continue
    if (highest === null || roster.version >= highest.roster.version) {
      highest = { roster, hash: heads[at] ?? '' }
    }
  }
  return highest
}
