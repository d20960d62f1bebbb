import { sealer } from '#crypto/seal.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { DIRECTIONS } from '#domain/case/message.ts'
import type { WireLetter } from '#wire/desk.ts'
import type { CaseTrouble } from './protocol.ts'

/** For each letter, the hash of the previous data packet in its direction. */
export function previousHashes(
  letters: readonly WireLetter[],
  hashes: readonly string[],
): readonly (string | null)[] {
  return letters.map(({ dir, seq }) => {
    const at = letters.findIndex((other) => other.dir === dir && other.seq === seq - 1)
    return hashes[at] ?? null
  })
}

/** Hash of each letter's data packet. */
export function dataHashes(letters: readonly Pick<WireLetter, 'data'>[]): Promise<string[]> {
  return Promise.all(letters.map(({ data }) => sealer.hash(fromBase64url(data))))
}

/** Sequence numbers count per direction, from 1, without gaps or repetition. */
export function orderTroubles(
  letters: readonly Pick<WireLetter, 'id' | 'dir' | 'seq' | 'data'>[],
): CaseTrouble[] {
  const troubles = new Set<CaseTrouble>()
  for (const dir of DIRECTIONS) {
    const numbers = letters.filter((letter) => letter.dir === dir).map(({ seq }) => seq)
    const distinct = new Set(numbers)
    if (distinct.size < numbers.length) troubles.add('repeated')
    if (Math.max(0, ...numbers) > distinct.size) troubles.add('gap')
  }
  if (new Set(letters.map(({ data }) => data)).size < letters.length) troubles.add('repeated')
  return [...troubles]
}
