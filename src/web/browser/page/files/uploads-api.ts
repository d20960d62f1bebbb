import * as z from 'zod'
import { AsideError } from '../../../../errors.ts'
import type { Bytes } from '../../../../sealing/bytes.ts'

/** What the page says to the server about sealed files. Each throws DATABASE_AWAY or UPLOAD_REFUSED. */
export interface UploadsApi {
  /** The same again is no harm. */
  begin(id: string, size: number): Promise<void>
  /** The pieces that are there. */
  state(id: string): Promise<readonly number[]>
  put(id: string, n: number, piece: Bytes): Promise<void>
}

const State = z.object({ pieces: z.array(z.int().nonnegative()) })

/** Answers that pass: too many at once, or a server or proxy that is away for a moment. */
const PASSING = new Set([408, 425, 429])

/** @param signal ends whatever is under way: that is DATABASE_AWAY too */
export function uploadsApi(fetcher: typeof fetch, signal: AbortSignal): UploadsApi {
  async function post(path: string, type: string, body: BodyInit): Promise<Response> {
    const headers = { accept: 'application/json', 'content-type': type }
    const response = await fetcher(`/api/door/uploads${path}`, {
      method: 'POST',
      // An officer who tells something here has a cookie of the desk's: it stays away from this door.
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers,
      body,
      signal,
    }).catch(() => {
      throw new AsideError('DATABASE_AWAY')
    })
    if (response.ok) return response
    const away = response.status >= 500 || PASSING.has(response.status)
    throw new AsideError(away ? 'DATABASE_AWAY' : 'UPLOAD_REFUSED')
  }
  const json = (path: string, body: unknown) => post(path, 'application/json', JSON.stringify(body))

  return {
    async begin(id, size) {
      await json('', { id, size })
    },
    async state(id) {
      const answer: unknown = await (await json('/state', { id })).json().catch(() => null)
      const read = State.safeParse(answer)
      if (!read.success) throw new AsideError('DATABASE_AWAY')
      return read.data.pieces
    },
    async put(id, n, piece) {
      await post(`/${id}/${n}`, 'application/octet-stream', piece)
    },
  }
}
