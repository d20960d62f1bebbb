import * as z from 'zod'
import type { Bytes } from '#bytes.ts'
import { AppError } from '#errors.ts'
import { PageChallenge } from '#wire/reporter.ts'
import { PAGE_API } from '#wire/v1.ts'

/** HTTP API of uploads. Each call throws DATABASE_AWAY, UPLOAD_REFUSED, FILES_FULL or PROOF_NEEDED. */
export interface UploadsApi {
  /** Solves the proof of work of an announcement. */
  challenge(): Promise<string>
  /** Announces a file; stored with its first piece. @returns the upload handle */
  begin(size: number, proof: string): Promise<string>
  /** Numbers of the pieces that arrived. */
  state(upload: string): Promise<readonly number[]>
  put(upload: string, n: number, piece: Bytes): Promise<void>
}

const Refusal = z.object({ code: z.string() })
const Begun = z.object({ upload: z.string() })
const State = z.object({ pieces: z.array(z.int().nonnegative()) })

/** Status codes that are retried: rate limit, or a server or proxy that is away. */
const PASSING = new Set([408, 425, 429])

async function codeIn(response: Response): Promise<string | undefined> {
  const answer: unknown = await response.json().catch(() => null)
  return Refusal.safeParse(answer).data?.code
}

/** @param signal aborts requests, which then throw DATABASE_AWAY */
export function uploadsClient(fetcher: typeof fetch, signal: AbortSignal): UploadsApi {
  async function post(path: string, type: string, body: BodyInit): Promise<Response> {
    const headers = { accept: 'application/json', 'content-type': type }
    const response = await fetcher(`${PAGE_API}${path}`, {
      method: 'POST',
      // No cookies: an officer who files a concern may have a session of the desk.
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
