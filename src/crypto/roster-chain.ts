import type { Fingerprint } from '#domain/case/ids.ts'
import type { Directory } from '#domain/case/roster.ts'
import { keyFingerprintsOf } from './certificate-parts.ts'
import { chain } from './directory.ts'
import type { ProvenRoster } from './roster.ts'

/** Why nothing is sealed by the published snapshots. */
export type ChainFault =
  /** One that the pinned root did not sign, after one that it did. */
  | 'unproven'
  /** Does not follow the one before it: changed, taken out or put in. */
  | 'unlinked'
  /** A lower version, or version 1 of the text, after a higher one. */
  | 'older_version'
  | 'older_form'
  /** In version 2: a key that was an officer's becomes a custodian's, or the other way round (T-119). */
  | 'changed_role'

/**
 * Judges all snapshots together. Those before the first one of the pinned root are of a root that was replaced.
 * @param proven in the order of the snapshots; `null` for one that is not proven
 */
export async function chainFault(
  snapshots: readonly Directory[],
  proven: readonly (ProvenRoster | null)[],
): Promise<ChainFault | null> {
  if (!(await isLinked(snapshots))) return 'unlinked'
  const ofRoot = proven.slice(proven.findIndex((one) => one !== null))
  const known = ofRoot.filter((one) => one !== null)
  if (known.length < ofRoot.length) return 'unproven'
  for (const [at, { roster, text }] of known.entries()) {
    const before = known[at - 1]
    if (before === undefined) continue
    if (roster.version < before.roster.version) return 'older_version'
    if (text.v < before.text.v) return 'older_form'
  }
  return (await isRoleChanged(known)) ? 'changed_role' : null
}

async function isLinked(snapshots: readonly Directory[]): Promise<boolean> {
  for (const [at, snapshot] of snapshots.entries()) {
    const previous = snapshots[at - 1]?.hash ?? null
    const { hash } = await chain(previous, snapshot)
    if (snapshot.previous !== previous || snapshot.hash !== hash) return false
  }
  return true
}

async function isRoleChanged(known: readonly ProvenRoster[]): Promise<boolean> {
  const officers = new Set<string>()
  const custodians = new Set<string>()
  for (const { text, certificates } of known) {
    const keys = async (people: readonly { readonly fingerprint: Fingerprint | string }[]) =>
      keyFingerprintsOf(people, certificates)
    const [now, keeping] = [await keys(text.officers), await keys(text.custodians)]
    const isOther =
      now.some((key) => custodians.has(key)) || keeping.some((key) => officers.has(key))
    if (text.v === 2 && isOther) return true
    for (const key of now) officers.add(key)
    for (const key of keeping) custodians.add(key)
  }
  return false
}
