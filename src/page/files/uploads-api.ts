import * as z from 'zod'
import type { Bytes } from '#bytes.ts'
import { AppError } from '#errors.ts'
import { PageChallenge } from '#wire/reporter.ts'
import { PAGE_API } from '#wire/v1.ts'

/** What the page says to the server about sealed files. Each throws DATABASE_AWAY, UPLOAD_REFUSED, FILES_FULL or PROOF_NEEDED. */
export interface UploadsApi {
  /** What takes the work of one announcement. */
  challenge(): Promise<string>
  /** Announces a file: nothing is kept of it before its first piece. @returns the handle it is sent under */
  begin(size: number, proof: string): Promise<string>
  /** The pieces that are there. */
  state(upload: string): Promise<readonly number[]>
  put(upload: string, n: number, piece: Bytes): Promise<void>
}

const Refusal = z.object({ code: z.string() })
const Begun = z.object({ upload: z.string() })
const State = z.object({ pieces: z.array(z.int().nonnegative()) })

/** Answers that pass: too many at once, or a server or proxy that is away for a moment. */
const PASSING = new Set([408, 425, 429])

async function codeIn(response: Response): Promise<string | undefined> {
  const answer: unknown = await response.json().catch(() => null)
  return Refusal.safeParse(answer).data?.code
}

/** @param signal ends whatever is under way: that is DATABASE_AWAY too */
export function uploadsClient(fetcher: typeof fetch, signal: AbortSignal): UploadsApi {
  async function post(path: string, type: string, body: BodyInit): Promise<Response> {
    const headers = { accept: 'application/json', 'content-type': type }
    const response = await fetcher(`${PAGE_API}${path}`, {
      method: 'POST',
      // An officer who tells something here has a cookie of the desk's: it stays away from this channel.
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers,
      body,
      signal,
    }).catch(() => {
      throw new AppError('DATABASE_AWAY')
    })
    if (response.ok) return response
    const code = await codeIn(response)
    if (code === 'FILES_FULL' || code === 'PROOF_NEEDED') throw new AppError(code)
    const away = response.status >= 500 || PASSING.has(response.status)
    throw new AppError(away ? 'DATABASE_AWAY' : 'UPLOAD_REFUSED')
  }
  async function ask<Value>(schema: z.ZodType<Value>, path: string, body: object): Promise<Value> {
    const response = await post(path, 'application/json', JSON.stringify(body))
    const read = schema.safeParse(await response.json().catch(() => null))
    if (!read.success) throw new AppError('DATABASE_AWAY')
    return read.data
  }

  return {
    challenge: async () => (await ask(PageChallenge, 'challenge', {})).challenge,
    begin: async (size, proof) => (await ask(Begun, 'uploads', { size, proof })).upload,
    state: async (upload) => (await ask(State, 'uploads/state', { upload })).pieces,
    async put(upload, n, piece) {
      await post(`uploads/${upload}/${n}`, 'application/octet-stream', piece)
    },
  }
}
