import type { Day } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
import { type ProvenRoster, proveRoster, type RosterTerms } from './roster.ts'

/**
 * Everybody who was ever an officer by a roster that the pinned root signed. Old letters stay signed by people who
 * have left since: a snapshot that is too old to seal by still proves who wrote.
 * @param saw is told of each day that the root signed
 */
export function signers(
  every: () => Promise<readonly Directory[]>,
  terms: Pick<RosterTerms, 'rootFingerprint' | 'demo'>,
  saw: (issued: Day) => void = () => undefined,
): () => Promise<readonly { readonly certificate: string }[]> {
  const proven = new Map<string, ProvenRoster | null>()
  return async () => {
    const found = new Map<string, string>()
    for (const directory of await every()) {
      const kept = proven.get(directory.signature)
      const is = kept === undefined ? await proveRoster(directory, terms).catch(() => null) : kept
      proven.set(directory.signature, is)
      if (is !== null) saw(is.roster.issued as Day)
      for (const { fingerprint } of is?.roster.officers ?? []) {
        const certificate = is?.certificates.get(fingerprint)
        if (certificate !== undefined) found.set(fingerprint, certificate)
      }
    }
    return [...found.values()].map((certificate) => ({ certificate }))
  }
}
