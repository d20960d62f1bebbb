import type { Acknowledgement } from '../../case/acknowledgement.ts'
import { AsideError } from '../../errors.ts'
import type { FilingSigner, Sealer } from '../../ports.ts'
import type { FoundCase } from './found.ts'

/**
 * Signs for her what we hold of hers: on which day each sealed letter came, and what it hashes to. Nothing of the
 * asking is kept; whoever asks twice has two of the same.
 */
export async function acknowledgeThere(
  world: { readonly sealer: Pick<Sealer, 'hash'>; readonly filing: FilingSigner },
  { held }: FoundCase,
): Promise<Acknowledgement> {
  const hers = held.letters.filter(({ head }) => head.dir === 'r>o')
  if (hers.length === 0) throw new AsideError('CASE_UNKNOWN')
  const received = hers.map(async ({ head, data }) => ({
    on: head.on,
    sha256: await world.sealer.hash(data),
  }))
  return world.filing.sign(await Promise.all(received))
}
