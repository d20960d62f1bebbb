import type { Clock } from '#clock.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { DelayedInboxCase, Exclusions, Receipts, Services } from '#ports.ts'
import type { PageData } from '#wire/reporter.ts'
import type { ReporterApi } from './http/reporter-api.ts'

/** What her verbs run with in her own browser: the same ports, reached over the wire. */
export interface PageServices
  extends Pick<
    Services,
    | 'clock'
    | 'chance'
    | 'log'
    | 'policy'
    | 'policyHash'
    | 'sealer'
    | 'gate'
    | 'readership'
    | 'recoveryPhrase'
    | 'reading'
    | 'reporters'
  > {
  /** Who may read is asked for anew at the next look, however fresh the last one is. */
  readonly lookAgain: () => void
  readonly receipts: Receipts
  /** Tags are made by the server, which alone has its secret: here they are empty. */
  readonly exclusions: Pick<Exclusions, 'tag'>
  /** What of a case still waits for its office. */
  readonly waiting: (delayedCase: Pick<DelayedInboxCase, 'id'>) => DelayedInboxCase['waiting']
  readonly api: ReporterApi
  /** Has lists of words at hand: that of a language she writes in, or all of them before words are read. */
  readonly learnWords: (of: string | 'all') => Promise<void>
}

/** What every screen of the page is made with. */
export interface PageContext {
  readonly words: Words
  readonly data: PageData
  readonly policy: Policy
  /** The server's time, carried on by this device's own counting. */
  readonly clock: Clock
  readonly drafts: PageDrafts
  /** The one-off link she came by; `null` without one. Only in memory: the address forgot it at once. */
  readonly link: OneOffLink | null
  /** What a screen is drawn from before anything is sealed: offices and officers are not known yet. */
  readonly factsNow: () => Facts
  /** The same with who can read today. @throws ROSTER_REFUSED, DATABASE_AWAY */
  readonly facts: () => Promise<Facts>
  /** Sealing, loaded while she reads. @throws ROSTER_REFUSED */
  readonly services: () => Promise<PageServices>
  /** The same means, once she goes on without the link: what she wrote is still there. */
  readonly withoutLink: () => PageContext
  /** The same means in another language. */
  readonly speak: (lang: string) => Promise<PageContext>
}

/** Words typed and not sent: in this page's memory and nowhere else. */
export interface PageDrafts {
  get(screen: string, field: string): string
  put(screen: string, field: string, typed: string): void
  forget(screen?: string): void
}
