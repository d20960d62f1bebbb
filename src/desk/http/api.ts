import * as z from 'zod'
import type { OpenedMessage } from '#domain/case/message.ts'
import { Directory } from '#domain/case/roster.ts'
import { CustodianMe, type DiscloseName, Names, NameToDisclose } from '#wire/custodian.ts'
import {
  Labels,
  Me,
  NotifyMe,
  PairingCode,
  Queue,
  QueuePage,
  Refusal,
  WireCase,
  type WireLabel,
} from '#wire/desk.ts'
import { Directories, unpacked } from '#wire/directories.ts'
import { type GiveLink, LinkGiven } from '#wire/office-link.ts'
import { MarkSpamResult } from '#wire/officer-actions.ts'

/** HTTP API of the desk. Requests and responses are validated by the schemas of `wire/`, on both sides. */
export interface Api {
  /** @returns `null` when nobody is signed in. */
  me(): Promise<Me | CustodianMe | null>
  queue(): Promise<Queue>
  spam(): Promise<QueuePage>
  /** The rows behind a place of the queue, or of what is put aside. */
  rowsAfter(place: string): Promise<QueuePage>
  /** Sealed labels of these cases, at most `MOST_LABELS`. */
  labels(ids: readonly string[]): Promise<readonly WireLabel[]>
  /** @returns ids of the cases that changed */
  moveSpam(act: 'aside' | 'back', ids: readonly string[]): Promise<MarkSpamResult>
  open(id: string): Promise<WireCase>
  /** Records that this officer's browser decrypted a message of the reporter. */
  opened(id: string, message: OpenedMessage): Promise<void>
  /** The file's ciphertext. */
  attachment(id: string, file: string): Promise<Uint8Array<ArrayBuffer>>
  act(id: string, verb: CaseVerb, body: unknown): Promise<WireCase>
  directory(): Promise<Directory>
  /** All published rosters, oldest first. */
  directories(): Promise<readonly Directory[]>
  subscription(): Promise<NotifyMe>
  pairingCode(): Promise<PairingCode>
  unsubscribe(): Promise<NotifyMe>
  /** Requests of a custodian; each returns the open name requests. */
  names(): Promise<Names>
  name(id: string): Promise<NameToDisclose>
  discloseName(id: string, body: DiscloseName): Promise<Names>
  refuseName(id: string): Promise<Names>
  demoKey(): Promise<string>
  /** Registers a link by its hash; the link is not sent. */
  giveLink(body: GiveLink): Promise<LinkGiven>
  signOut(): Promise<void>
}

export type CaseVerb = 'acknowledge' | 'answer' | 'question' | 'consent' | 'name' | 'note' | 'close'

/** Error with the server's code, or `AWAY` without a response. Carries no body: bodies can quote input. */
export class ApiRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.name = 'ApiRefused'
    this.code = code
  }
}

const Nothing = z.strictObject({})
const DemoKey = z.strictObject({ key: z.string() })

export function apiClient(fetcher: typeof fetch): Api {
  async function call(path: string, body?: unknown): Promise<Response> {
    const given = body === undefined ? reading : writing(body)
    return fetcher(path, given).catch(() => {
      throw new ApiRefused('AWAY')
    })
  }

  async function ask<Value>(
    schema: z.ZodType<Value>,
    path: string,
    body?: unknown,
  ): Promise<Value> {
    const response = await call(path, body)
    const text: unknown = await response.json().catch(() => null)
    if (!response.ok) throw new ApiRefused(codeFor(response.status, text))
    const read = schema.safeParse(text)
    if (!read.success) throw new ApiRefused('UNEXPECTED')
    return read.data
  }

  const ofName = (id: string) => `/api/names/${encodeURIComponent(id)}`
  const at = (id: string) => `/api/cases/${encodeURIComponent(id)}`

  return {
    me: () =>
      ask(z.union([Me, CustodianMe]), '/api/me').catch((thrown: unknown) => {
        if (thrown instanceof ApiRefused && thrown.code === 'SIGNED_OUT') return null
        throw thrown
      }),
    names: () => ask(Names, '/api/names'),
    name: (id) => ask(NameToDisclose, ofName(id)),
    discloseName: (id, body) => ask(Names, `${ofName(id)}/release`, body),
    refuseName: (id) => ask(Names, `${ofName(id)}/refuse`, {}),
    queue: () => ask(Queue, '/api/queue'),
    spam: () => ask(QueuePage, '/api/queue/aside'),
    rowsAfter: (place) => ask(QueuePage, `/api/queue/after/${encodeURIComponent(place)}`),
    labels: async (ids) => (await ask(Labels, '/api/labels', { ids })).labels,
    moveSpam: (act, ids) => ask(MarkSpamResult, `/api/cases/${act}`, { ids }),
    open: (id) => ask(WireCase, at(id)),
    opened: async (id, message) => {
      await ask(Nothing, `${at(id)}/opened`, message)
    },
    attachment: async (id, file) => {
      const response = await call(`${at(id)}/attachments/${encodeURIComponent(file)}`)
      if (!response.ok) {
        throw new ApiRefused(codeFor(response.status, await response.json().catch(() => null)))
      }
      return new Uint8Array(await response.arrayBuffer())
    },
    act: (id, verb, body) => ask(WireCase, `${at(id)}/${verb}`, body),
    subscription: () => ask(NotifyMe, '/api/told'),
    pairingCode: () => ask(PairingCode, '/api/told/code', {}),
    unsubscribe: () => ask(NotifyMe, '/api/told/stop', {}),
    giveLink: (body) => ask(LinkGiven, '/api/links', body),
    directory: () => ask(Directory, '/directory.json'),
    directories: async () => unpacked(await ask(Directories, '/directories.json')),
    demoKey: async () => (await ask(DemoKey, '/api/demo/key')).key,
    async signOut() {
      await call('/auth/logout', {})
    },
  }
}

const common = {
  credentials: 'same-origin',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const

const reading: RequestInit = { ...common, method: 'GET', headers: { accept: 'application/json' } }

function writing(body: unknown): RequestInit {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return { ...common, method: 'POST', headers, body: JSON.stringify(body) }
}

function codeFor(status: number, text: unknown): string {
  if (status === 401) return 'SIGNED_OUT'
  return Refusal.safeParse(text).data?.code ?? (status >= 500 ? 'AWAY' : 'UNEXPECTED')
}
