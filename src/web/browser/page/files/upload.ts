import { type AttachmentLine, PIECE_BYTES } from '../../../../case/attachment.ts'
import { codeOf } from '../../../../errors.ts'
import type { Bytes } from '../../../../sealing/bytes.ts'
import { type UploadsApi, uploadsApi } from './uploads-api.ts'

/** A sealed file on its way. */
export interface Ready {
  /** The handle it goes under; `null` before it was announced. */
  upload: string | null
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
 * @returns the handle it lies there under @throws DATABASE_AWAY when the line stays down or she stopped it, UPLOAD_REFUSED
 */
export async function upload(file: Ready, { signal, went, reach = WORLD }: Going): Promise<string> {
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
  handle: string,
  { signal, reach = WORLD }: Pick<Going, 'signal' | 'reach'>,
): Promise<boolean> {
  try {
    return (await uploadsApi(reach.fetch, signal).state(handle)).length > 0
  } catch (thrown) {
    if (codeOf(thrown) === 'UPLOAD_REFUSED') return false
    throw thrown
  }
}

async function onePass(
  api: UploadsApi,
  file: Ready,
  there: Set<number>,
  news: () => void,
): Promise<string> {
  const { sealed } = file
  const { upload: handle, pieces: has } = await begun(api, file)
  there.clear()
  for (const n of has) there.add(n)
  news()
  for (let n = 0; n * PIECE_BYTES < sealed.length; n += 1) {
    if (there.has(n)) continue
    await api.put(handle, n, sealed.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES))
    there.add(n)
    news()
  }
  return handle
}

/** What was announced and never begun ends after a while, and is announced anew. */
async function begun(
  api: UploadsApi,
  file: Ready,
): Promise<{ readonly upload: string; readonly pieces: readonly number[] }> {
  const announce = async () => {
    file.upload = await api.begin(file.sealed.length)
    return { upload: file.upload, pieces: [] }
  }
  const { upload: announced } = file
  if (announced === null) return announce()
  try {
    return { upload: announced, pieces: await api.state(announced) }
  } catch (thrown) {
    if (codeOf(thrown) !== 'UPLOAD_REFUSED') throw thrown
    return announce()
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
