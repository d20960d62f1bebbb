import { pathToFileURL } from 'node:url'
import { type Figure, spread } from './figures.ts'
import { here, type RoundBatches, type Side, share } from './rounds.ts'

/** Another intake on this machine, held against ours in turns. */
export interface Peer {
  /** Files one report, from its first request to the answer that it is kept. */
  file(): Promise<unknown>
}

/** @param path of a module that exports `file`; without one nothing is held against it */
export async function peerAt(path: string | undefined): Promise<Peer | null> {
  if (path === undefined) return null
  const { file }: Partial<Peer> = await import(pathToFileURL(path).href)
  if (file === undefined) throw new Error(`${path} exports no \`file\``)
  return { file }
}

export const peerSide = (peer: Peer): Side => here('GlobaLeaks', () => peer.file())

export function besidePeer(
  what: string,
  timed: RoundBatches,
  theirs: RoundBatches | undefined,
): Figure {
  return {
    what,
    against: 'GlobaLeaks, where it is installed',
    unit: 'x',
    ...(theirs === undefined ? spread([]) : share(timed, theirs)),
    target: null,
  }
}
