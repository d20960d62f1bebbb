import type { Day } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
import { type ProvenRoster, proveRoster, type RosterTerms } from './roster.ts'

/**
 * Certificates of all past and present officers, from rosters that the pinned root signed. Letters of former officers
 * stay verifiable: an expired roster still proves who signed.
 * @param saw is called with each day that the root signed
 */
export function signers(
  every: () => Promise<readonly Directory[]>,
  terms: Pick<RosterTerms, 'rootFingerprint' | 'demo'>,
  saw: (issued: Day) => void = () => undefined,
): () => Promise<readonly { readonly certificate: string }[]> {
  const proven = new Map<string, ProvenRoster | null>()
  return async () => {
    const signers = new Map<string, string>()
    for (const directory of await every()) {
      const remembered = proven.get(directory.signature)
      const is =
        remembered === undefined
          ? await proveRoster(directory, terms).catch(() => null)
          : remembered
      proven.set(directory.signature, is)
      if (is !== null) saw(is.roster.issued as Day)
      for (const { fingerprint } of is?.roster.officers ?? []) {
        const certificate = is?.certificates.get(fingerprint)
        if (certificate !== undefined) signers.set(fingerprint, certificate)
      }
    }
    return [...signers.values()].map((certificate) => ({ certificate }))
  }
}
