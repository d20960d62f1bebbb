import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { DirectoryStore, Health, Services, SessionStore } from '#ports.ts'
import type { Work } from './api/reporter/proof-of-work.ts'
import type { AnswerLimits } from './slow-readers.ts'

/** Client settings for the organisation's OpenID provider. */
export interface SignInOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** Allows plain HTTP to the provider: for the demo's own provider on loopback only. */
  readonly allowInsecure: boolean
}

/** Dependencies and settings of the server. Only `main` and the demo assemble them. */
export interface ServerOptions {
  readonly services: Services
  /** Facts that public pages about the whole service are written from. */
  readonly facts: (words: Words, displayName: string | null) => Promise<Facts>
  readonly sessions: SessionStore
  readonly directory: DirectoryStore
  readonly health: Health
  /** Handles a bot request with its body parsed, and sends the response. */
  readonly bot: { process(req: unknown, res: unknown): Promise<void> }
  readonly oidc: SignInOptions
  /** The public address: scheme, host and port, without a path. */
  readonly publicUrl: string
  /** What a browser checks a roster against before it seals to anybody in it. */
  readonly trust: { readonly rootFingerprint: string; readonly leastRoster: number }
  /** Folder of the files that Vite built. */
  readonly assets: string
  readonly demo: boolean
  readonly demoKey?: (officer: OfficerId) => Promise<string | null>
  readonly sessionHours: number
  readonly lockAfterMinutes?: number
  /** 32 bytes: key of the short-lived cookies of pending sign-ins. */
  readonly cookieKey: Uint8Array
  /** 32 bytes: key that signs challenges of the anonymous page. */
  readonly proofKey: Uint8Array
  /**
   * Whether the anonymous page was ever open here. Where the policy closes it, new concerns are refused and the way back
   * of whoever has words stays.
   */
  readonly openedPage: boolean
  /** Size of the proof of work; tests use a small one. */
  readonly proofWork?: Work
  /** Seconds until a body must have arrived; replaces the defaults of both kinds of body. */
  readonly bodySeconds?: number
  /** Bytes of bodies that are still arriving, of all clients together; tests use few. */
  readonly bodyBytes?: number
  /** Limits for slow readers of responses; tests use short ones. */
  readonly answerLimits?: AnswerLimits
}
