import { type AttachmentLine, PIECE_BYTES } from '../../../../case/attachment.ts'
import { codeOf } from '../../../../errors.ts'
import type { Bytes } from '../../../../sealing/bytes.ts'
import { type UploadsApi, uploadsApi } from './uploads-api.ts'

/** A sealed file on its way. */
export interface Ready {
  readonly id: string
  readonly sealed: Bytes
  readonly line: AttachmentLine
}

/** The world outside, which a test takes the place of. */
export interface Reach {
  readonly fetch: typeof fetch
  /** Ends early when the signal does. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface Going {
  readonly signal: AbortSignal
  readonly reach?: Reach
  /** How much is there, 0 to 1, and whether the line is down. */
  readonly went: (part: number, waiting: boolean) => void
}

/** A line that is down is tried again after so long: a minute in all, and then it is hers to press again. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 15_000, 30_000] as const

/**
 * Brings the pieces to the server, each by itself. After a failure it asks what is there and sends the rest. What a
 * server refuses is not tried again: it would refuse it again.
 * @throws DATABASE_AWAY when the line stays down or she stopped it, UPLOAD_REFUSED
 */
export async function upload(file: Ready, { signal, went, reach = WORLD }: Going): Promise<void> {
  const api = uploadsApi(reach.fetch, signal)
  const there = new Set<number>()
  const all = Math.ceil(file.sealed.length / PIECE_BYTES)
  let failures = 0
  for (;;) {
    const before = there.size
    try {
      return await onePass(api, file, there, () => went(there.size / all, false))
    } catch (thrown) {
      // Whatever got through is news: patience begins again.
      failures = there.size > before ? 0 : failures + 1
      const pause = PAUSES[failures]
      if (codeOf(thrown) !== 'DATABASE_AWAY' || pause === undefined) throw thrown
      went(there.size / all, true)
      await reach.wait(pause, signal)
      if (signal.aborted) throw thrown
    }
  }
}

/** Is it still there, whole or in part? @throws DATABASE_AWAY */
export async function isThere(
  id: string,
  { signal, reach = WORLD }: Pick<Going, 'signal' | 'reach'>,
): Promise<boolean> {
  try {
    await uploadsApi(reach.fetch, signal).state(id)
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'UPLOAD_REFUSED') return false
    throw thrown
  }
}

async function onePass(
  api: UploadsApi,
  { id, sealed }: Ready,
  there: Set<number>,
  news: () => void,
): Promise<void> {
  await api.begin(id, sealed.length)
  const has = await api.state(id)
  there.clear()
  for (const n of has) there.add(n)
  news()
  for (let n = 0; n * PIECE_BYTES < sealed.length; n += 1) {
    if (there.has(n)) continue
    await api.put(id, n, sealed.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES))
    there.add(n)
    news()
  }
}

const WORLD: Reach = {
  fetch: (...given) => fetch(...given),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    }),
}
