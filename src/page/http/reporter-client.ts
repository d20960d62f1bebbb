import * as z from 'zod'
import { Acknowledgement } from '#domain/case/acknowledgement.ts'
import { Directory } from '#domain/case/roster.ts'
import { AppError, CODES, type Code, codeOf } from '#errors.ts'
import { Refusal } from '#wire/desk.ts'
import { Directories, unpacked } from '#wire/directories.ts'
import { FoundCase, type PageCase, PageChallenge, PageFiled, PageOutcome } from '#wire/reporter.ts'
import { PAGE_API } from '#wire/v1.ts'
import type { ReporterApi } from './reporter-api.ts'
import { withWork } from './solve-proof-of-work.ts'

/** Request timeout in ms. The request may have arrived; repeating it is idempotent. */
const PATIENCE_MS = 60_000

/** Solves the proof of work of a request. @throws PROOF_NEEDED when it took too long */
type Solve = (challenge: string) => Promise<string>

/** The current directory of readers. @throws DATABASE_AWAY */
export async function fetchDirectory(fetcher: typeof fetch): Promise<Directory | null> {
  const response = await request(fetcher, '/directory.json', { method: 'GET' })
  if (!response.ok) throw new AppError('DATABASE_AWAY')
  const read = Directory.safeParse(await response.json().catch(() => null))
  if (!read.success) throw new AppError('ROSTER_REFUSED', { why: 'unreadable' })
  return read.data
}

/** All published directories: old letters were signed by people who have left since. @throws DATABASE_AWAY */
export async function fetchDirectories(fetcher: typeof fetch): Promise<readonly Directory[]> {
  const response = await request(fetcher, '/directories.json', { method: 'GET' })
  const read = Directories.safeParse(await response.json().catch(() => null))
  if (!response.ok || !read.success) throw new AppError('DATABASE_AWAY')
  return unpacked(read.data)
}

/** HTTP client of the page: bodies by the schemas of `wire/`, no data in URLs. */
export function reporterClient(fetcher: typeof fetch, solve: Solve): ReporterApi {
  async function ask<Value>(schema: z.ZodType<Value>, path: string, body: object): Promise<Value> {
    const response = await request(fetcher, `${PAGE_API}${path}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text: unknown = await response.json().catch(() => null)
    if (!response.ok) throw new AppError(codeFor(text))
    const read = schema.safeParse(text)
    if (!read.success) throw new AppError('DATABASE_AWAY')
    return read.data
  }

  const work = async () => solve((await ask(PageChallenge, 'challenge', {})).challenge)
  const proven = <Value>(schema: z.ZodType<Value>, path: string, body: object): Promise<Value> =>
    withWork(work, (proof) => ask(schema, path, { ...body, proof }))

  return {
    file: (filing) => proven(PageFiled, 'file', filing),
    find: async (shown): Promise<PageCase | null> => {
      try {
        return (await proven(FoundCase, 'find', { shown, locked: true })).case
      } catch (thrown) {
        if (codeOf(thrown) === 'CASE_UNKNOWN') return null
        throw thrown
      }
    },
    add: (addition) => proven(PageOutcome, 'add', addition),
    consent: (consent) => proven(PageOutcome, 'consent', consent),
    settle: (shown, act) => proven(PageOutcome, 'settle', { shown, act }),
    takeBack: (shown, act) => proven(PageOutcome, 'take-back', { shown, act }),
    undo: (shown, act) => proven(PageOutcome, 'undo', { shown, act }),
    acknowledge: (shown) => proven(Acknowledgement, 'acknowledgement', { shown }),
    keepOut: (shown, officers, act) => proven(PageOutcome, 'keep-out', { shown, officers, act }),
  }
}

async function request(fetcher: typeof fetch, path: string, given: RequestInit): Promise<Response> {
  try {
    return await fetcher(path, {
      ...given,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch {
    throw new AppError('DATABASE_AWAY')
  }
}

/** Code of a refusal by our server; `DATABASE_AWAY` for any other response, such as a proxy's. */
function codeFor(text: unknown): Code {
  const code =
    Refusal.safeParse(text).data?.code ?? z.object({ code: z.string() }).safeParse(text).data?.code
  return code !== undefined && Object.hasOwn(CODES, code) ? (code as Code) : 'DATABASE_AWAY'
}
