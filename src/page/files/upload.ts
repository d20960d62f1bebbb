import type { Bytes } from '#bytes.ts'
import { type AttachmentLine, PIECE_BYTES } from '#domain/case/attachment.ts'
import { codeOf } from '#errors.ts'
import { solve, withWork } from '../http/solve-proof-of-work.ts'
import { type UploadsApi, uploadsClient } from './uploads-api.ts'

/** A sealed file being uploaded. */
export interface Ready {
  /** Upload handle; `null` before it was announced. */
  upload: string | null
  readonly sealed: Bytes
  readonly line: AttachmentLine
}

/** Network and timer, replaced in tests. */
export interface UploadClient {
  readonly fetch: typeof fetch
  /** Ends early when the signal does. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface Going {
  readonly signal: AbortSignal
  readonly client?: UploadClient
  /** The solved work of one announcement. */
  readonly work: () => Promise<string>
  /** Progress from 0 to 1, and whether the connection is lost. */
  readonly went: (part: number, waiting: boolean) => void
}

/** Waits between retries of a lost connection: a minute in all, then the reporter presses again. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 15_000, 30_000] as const

/**
 * Computes the proof of work of each announcement ahead: the first while its file is sealed, the next during the
 * upload before it.
 * @param stop ends it
 */
export function workAhead(
  wanted: number,
  { stop, client = BROWSER }: Pick<Going, 'client'> & { readonly stop: AbortController },
): Going['work'] {
  const api = uploadsClient(client.fetch, stop.signal)
  const solved = async () => solve(await api.challenge(), stop)
  let left = wanted
  let next: Promise<string> | null = null
  const begin = () => {
    if (left === 0) return
    left -= 1
    const begun = solved()
    next = begun
    // A lost connection may be back when the proof is needed.
    begun.catch((thrown: unknown) => {
      if (next === begun && codeOf(thrown) === 'DATABASE_AWAY') next = null
    })
  }
  begin()
  return async () => {
    const mine = next ?? solved()
    next = null
    const proof = await mine
    begin()
    return proof
  }
}

/**
 * Uploads the pieces one by one. After a failure it asks which arrived and sends the rest. A refusal is not
 * retried.
 * @returns the upload handle @throws DATABASE_AWAY when the connection stays lost or it was stopped, UPLOAD_REFUSED,
 * FILES_FULL, PROOF_NEEDED
 */
export async function upload(
  file: Ready,
  { signal, work, went, client = BROWSER }: Going,
): Promise<string> {
  const api = uploadsClient(client.fetch, signal)
  const there = new Set<number>()
  const all = Math.ceil(file.sealed.length / PIECE_BYTES)
  let failures = 0
  for (;;) {
    const before = there.size
    try {
      return await onePass({ api, work, file }, there, () => went(there.size / all, false))
    } catch (thrown) {
      // Progress resets the retries.
      failures = there.size > before ? 0 : failures + 1
      const pause = PAUSES[failures]
      if (codeOf(thrown) !== 'DATABASE_AWAY' || pause === undefined) throw thrown
      went(there.size / all, true)
      await client.wait(pause, signal)
      if (signal.aborted) throw thrown
    }
  }
}

/** Whether the server still has it, whole or in part. @throws DATABASE_AWAY */
export async function isUploaded(
  handle: string,
  { signal, client = BROWSER }: Pick<Going, 'signal' | 'client'>,
): Promise<boolean> {
  try {
    return (await uploadsClient(client.fetch, signal).state(handle)).length > 0
  } catch (thrown) {
    if (codeOf(thrown) === 'UPLOAD_REFUSED') return false
    throw thrown
  }
}

interface Pass {
  readonly api: UploadsApi
  readonly work: Going['work']
  readonly file: Ready
}

async function onePass(pass: Pass, there: Set<number>, news: () => void): Promise<string> {
  const { api, file } = pass
  const { sealed } = file
  const { upload: handle, pieces: has } = await begun(pass)
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

/** Announces again when an announcement expired before the first piece. */
async function begun({
  api,
  work,
  file,
}: Pass): Promise<{ readonly upload: string; readonly pieces: readonly number[] }> {
  const announce = async () => {
    file.upload = await withWork(work, (proof) => api.begin(file.sealed.length, proof))
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

const BROWSER: UploadClient = {
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
