import { newReference } from '#domain/case/ids.ts'
import { isAnonymousChannel } from '#domain/concern/channel.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Leaf, LeafId } from '#domain/concern/leaf.ts'
import type { ConcernRoute } from '#domain/concern/routing.ts'
import type { Filing, ReporterKey, Services } from '#ports.ts'

/** Tries for an unused reference: six letters collide at times, five more tries do not. */
const TRIES = 5

/** A channel's data of a concern at Send. From the page, the leaf is inside the seal. */
interface ToFile
  extends Pick<
    Filing,
    'id' | 'nonce' | 'sent' | 'terms' | 'receipt' | 'letters' | 'label' | 'readers' | 'exclusions'
  > {
  readonly concern: Pick<Concern, 'channel' | 'identity' | 'passOn'>
  readonly leaf: Pick<Leaf, 'category' | 'triageHours'> & { readonly id: LeafId | null }
  readonly route: ConcernRoute
  readonly key: Pick<ReporterKey, 'certificate'>
}

/**
 * Stores a submission exactly once, for every channel. A taken reference is replaced and tried again.
 * @param file writes to the store
 * @returns `already` when the nonce was used; `taken` when no reference was free
 */
export async function fileOnce<T>(
  { chance, policyHash }: Pick<Services, 'chance' | 'policyHash'>,
  { concern, leaf, route, key, ...given }: ToFile,
  file: (filing: Filing) => Promise<T | 'taken'>,
): Promise<T | 'taken'> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const result = await file({
      ...given,
      reference: newReference(chance),
      office: route.office,
      flags: route.flags,
      category: leaf.category,
      leaf: isAnonymousChannel(concern.channel) ? null : leaf.id,
      triageHours: leaf.triageHours,
      channel: concern.channel,
      identity: concern.identity,
      passOn: concern.passOn,
      reporterCertificate: key.certificate,
      policy: policyHash,
    })
    if (result !== 'taken') return result
  }
  return 'taken'
}
