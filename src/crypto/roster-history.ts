import type { Day } from '#domain/case/day.ts'
import { base64url, type Fingerprint } from '#domain/case/ids.ts'
import type { Directory, Roster, RosterPeople } from '#domain/case/roster.ts'
import { LARGEST_CERTIFICATE, MOST_CERTIFICATE_PACKETS, MOST_RENEWALS } from './bounds.ts'
import { fingerprintOf, parse } from './certificate.ts'
import { sha256 } from './hkdf.ts'
import type { Key } from './openpgp.ts'
import { type ProvenRoster, proveRoster, type RosterTerms } from './roster.ts'
import { type ChainFault, chainFault } from './roster-chain.ts'

/** Rosters of all times that the pinned root signed, and the certificates of everybody they name. */
export interface RosterHistory extends RosterPeople {
  /** Fingerprint of the pinned root. */
  readonly root: string
  /** Oldest first; published again with a renewed certificate, a roster stands here twice. */
  readonly rosters: readonly Roster[]
  /** Officers and custodians. All that was published of one key is one certificate: renewed, it proves old letters. */
  readonly certificates: ReadonlyMap<Fingerprint, string>
  /** Whether each snapshot is proven and follows the one before it, by hash and by version. */
  readonly isWhole: boolean
  /** Why nothing is sealed by them; snapshots of a root that was replaced are no reason. */
  readonly fault: ChainFault | null
}

/**
 * Proves snapshots, each once. An expired roster still proves who signed; one that the root did not sign is left out.
 * @param saw is called with each day that the root signed
 */
export function rosterHistory(
  terms: Pick<RosterTerms, 'rootFingerprint' | 'demo'>,
  saw: (issued: Day) => void = () => undefined,
): (snapshots: readonly Directory[]) => Promise<RosterHistory> {
  const proven = new Map<string, ProvenRoster | null>()

  /** Remembered by all of its content: a renewed certificate comes with the same words and the same signature. */
  async function prove(directory: Directory): Promise<ProvenRoster | null> {
    const content = base64url(await sha256(JSON.stringify(directory)))
    const remembered = proven.get(content)
    const is =
      remembered === undefined ? await proveRoster(directory, terms).catch(() => null) : remembered
    proven.set(content, is)
    if (is !== null) saw(is.roster.issued as Day)
    return is
  }

  return async (snapshots) => {
    const results = await Promise.all(snapshots.map(prove))
    const known = results.filter((one) => one !== null)
    const heads = snapshots.filter((_, at) => results[at] !== null).map(({ hash }) => hash)
    const rosters = known.map(({ roster }) => roster)
    const fault = await chainFault(snapshots, results)
    return {
      root: terms.rootFingerprint.toUpperCase(),
      heads,
      rosters,
      certificates: await mergedCertificates(known),
      isWhole: known.length === results.length && fault === null,
      fault,
    }
  }
}

async function mergedCertificates(
  known: readonly ProvenRoster[],
): Promise<ReadonlyMap<Fingerprint, string>> {
  const published = new Map<Fingerprint, Set<string>>()
  for (const { roster, certificates } of known) {
    for (const { fingerprint } of [...roster.officers, ...roster.custodians]) {
      const certificate = certificates.get(fingerprint)
      const before = published.get(fingerprint) ?? new Set()
      if (certificate !== undefined) published.set(fingerprint, before.add(certificate))
    }
  }
  const merged = [...published].map(
    async ([fingerprint, all]) => [fingerprint, await oneOf([...all])] as const,
  )
  return new Map(await Promise.all(merged))
}

/**
 * One certificate with the self-signatures of all, which are of one primary key: of the newest, and of as many others
 * as one certificate may have. Whoever can publish could otherwise make it one that nothing reads (T-146).
 */
async function oneOf(published: readonly string[]): Promise<string> {
  const [newest = '', ...others] = published.toReversed()
  if (others.length === 0) return newest
  const counting = [...others.slice(0, MOST_RENEWALS - 2), ...others.slice(-1)]
  let key = await parse(newest)
  for (const each of new Set(counting)) {
    const other = await parse(each)
    if (fingerprintOf(other) !== fingerprintOf(key)) continue
    const both = await key.update(other)
    if (isWithinBounds(both)) key = both
  }
  return key.armor()
}

function isWithinBounds(key: Key): boolean {
  return (
    key.toPacketList().length <= MOST_CERTIFICATE_PACKETS &&
    key.armor().length <= LARGEST_CERTIFICATE
  )
}
