import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { DirectoryStore, Health, Services, SessionStore } from '#ports.ts'
import type { Work } from './api/reporter/proof-of-work.ts'
import type { AnswerLimits } from './slow-readers.ts'

/** Where officers prove who they are. */
export interface SignInOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** Plain HTTP to the provider: the demo's own provider on loopback, and nothing else. */
  readonly allowInsecure: boolean
}

/** Everything the server is made of. Only `main` and the demo put it together. */
export interface ServerOptions {
  readonly services: Services
  /** What a page about the whole of it is drawn from. */
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  readonly sessions: SessionStore
  readonly directory: DirectoryStore
  readonly health: Health
  /** Takes the request with its body parsed, and answers it. */
  readonly bot: { process(req: unknown, res: unknown): Promise<void> }
  readonly oidc: SignInOptions
  /** The one address people know: scheme, host and port, without a path. */
  readonly publicUrl: string
  /** What a browser must hold a roster against before it seals to anybody in it. */
  readonly trust: { readonly rootFingerprint: string; readonly leastRoster: number }
  /** The folder that Vite built. */
  readonly assets: string
  readonly demo: boolean
  readonly demoKey?: (officer: OfficerId) => Promise<string | null>
  readonly sessionHours: number
  readonly lockAfterMinutes?: number
  /** 32 bytes that seal the short-lived cookie of a sign-in under way. */
  readonly cookieKey: Uint8Array
  /** 32 bytes that sign what the anonymous page is asked to solve. */
  readonly proofKey: Uint8Array
  /** How much work that is; tests ask little. */
  readonly proofWork?: Work
  /** How long a body may take to arrive whole. */
  readonly bodySeconds?: number
  /** How long an answer may take to be read; tests wait little. */
  readonly answerLimits?: AnswerLimits
}
