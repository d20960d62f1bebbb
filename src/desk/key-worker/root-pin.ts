import { fingerprintOf, parse } from '#crypto/certificate.ts'
import { dateFault, judgeRoster, type ProvenRoster, proveRoster } from '#crypto/roster.ts'
import { type RosterHistory, rosterHistory } from '#crypto/roster-history.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'
import { sawSigned, type Times } from './clock-check.ts'
import type { RosterState } from './protocol.ts'
import { get, put } from './vault.ts'

/** Roster signed by the pinned root; `usable` is false when it may verify old letters but not seal new ones. */
interface KnownRoster {
  readonly proven: ProvenRoster
  readonly history: RosterHistory
  readonly usable: boolean
}

type BadRoster = Extract<RosterState, { readonly is: 'bad' }>

let known: KnownRoster | null = null

/** @throws ROSTER_REFUSED without a roster that new letters may be sealed by */
export function rosterForSealing(): ProvenRoster {
  if (known === null || !known.usable) throw new AppError('ROSTER_REFUSED')
  return known.proven
}

const NO_HISTORY: RosterHistory = {
  root: '',
  heads: [],
  rosters: [],
  certificates: new Map(),
  isWhole: true,
  fault: null,
}

/** Rosters of all times, to prove who wrote; nobody while there is no roster of the pinned root. */
export function rostersForReading(): RosterHistory {
  return known?.history ?? NO_HISTORY
}

/** Trust on first use: the first root key is pinned; another one is refused until the officer confirms it. */
export async function meetRoster(
  { directory, every }: { readonly directory: Directory; readonly every: readonly Directory[] },
  today: string,
  demo: boolean,
  times: Times,
): Promise<RosterState> {
  known = null
  const offered = await rootFingerprint(directory)
  const pin = await get('root')
  const bad = (why: BadRoster['why']): RosterState => ({
    is: 'bad',
    root: pin?.fingerprint ?? null,
    why,
  })
  if (offered === null) return bad('other')
  if (pin !== null && pin.fingerprint !== offered) {
    return { is: 'changed', root: pin.fingerprint, offered }
  }
  try {
    const proven = await proveRoster(directory, { rootFingerprint: offered, demo })
    const chain = await historyOf({ rootFingerprint: offered, demo }, directory, every)
    // What this machine knew is still there: a chain that was cut short shows.
    const isKnown = pin?.head === undefined || chain.heads.includes(pin.head)
    const history = { ...chain, isWhole: chain.isWhole && isKnown }
    known = { proven, history, usable: false }
    sawSigned(proven.roster.issued as Day, times)
    judgeRoster(proven, {
      today: today as Day,
      latest: latestDay(today as Day, times),
      leastVersion: Math.max(pin?.version ?? 0, ...history.rosters.map((one) => one.version)),
    })
    if (history.fault !== null) return bad('other')
    known = { proven, history, usable: true }
  } catch (thrown) {
    return bad(dateFault(thrown) ?? 'other')
  }
  const { version, expires, officers } = known.proven.roster
  // A newer list of the root takes the place of what was known and is missing.
  const isMissing = !known.history.isWhole && version === pin?.version
  const head = isMissing ? (pin?.head ?? directory.hash) : directory.hash
  await put('root', { fingerprint: offered, version, head })
  return { is: 'good', root: offered, version, expires, officers }
}

/** Pins a new root, after the officer compared its fingerprint with the printed one. */
export async function trustRoot(fingerprint: string): Promise<null> {
  await put('root', { fingerprint, version: 0 })
  return null
}

/** Snapshots that were proven under this root, so that each is proven once. */
let remembered: { root: string; historyIn: ReturnType<typeof rosterHistory> } | null = null

/** Every published snapshot; the newest stands among them, or behind them if it was published in between. */
function historyOf(
  terms: { readonly rootFingerprint: string; readonly demo: boolean },
  directory: Directory,
  every: readonly Directory[],
): Promise<RosterHistory> {
  const isThere = every.some(({ hash }) => hash === directory.hash)
  if (remembered?.root !== terms.rootFingerprint) {
    remembered = { root: terms.rootFingerprint, historyIn: rosterHistory(terms) }
  }
  return remembered.historyIn(isThere ? every : [...every, directory])
}

/** Latest known day in the office's zone: moved by the lead of the latest clock over the server's. */
function latestDay(today: Day, { latest, server }: Times): Day {
  return plusDays(today, Math.round((latest.getTime() - server.getTime()) / 86_400_000))
}

async function rootFingerprint(directory: Directory): Promise<string | null> {
  return parse(directory.root).then(fingerprintOf, () => null)
}
