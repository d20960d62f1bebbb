import type { Clock } from '#clock.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/words.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { DelayedInboxCase, Exclusions, Receipts, Services } from '#ports.ts'
import type { PageData } from '#wire/page-data.ts'
import type { ReporterApi } from './http/reporter-api.ts'

/** Services of a reporter's acts in the browser: the ports of the server, over HTTP. */
export interface PageServices
  extends Pick<
    Services,
    | 'clock'
    | 'chance'
    | 'log'
    | 'policy'
    | 'policyHash'
    | 'sealer'
    | 'acts'
    | 'gate'
    | 'readership'
    | 'recoveryPhrase'
    | 'reading'
    | 'reporters'
  > {
  /**
   * Somebody who has not told anything is told at once that nothing is taken by a newest roster that is not of the root.
   * One that is over closes the offices, which has sentences of its own; whoever comes back needs neither.
   * @throws ROSTER_REFUSED
   */
  readonly refuseUnproven: () => Promise<void>
  /** Drops the cached directory, so that the next use fetches it. */
  readonly lookAgain: () => void
  readonly receipts: Receipts
  /** Exclusion tags need the server's secret: here they are empty. */
  readonly exclusions: Pick<Exclusions, 'tag'>
  /** Ids of letters that the office sees after the next release. */
  readonly waiting: (delayedCase: Pick<DelayedInboxCase, 'id'>) => DelayedInboxCase['waiting']
  readonly api: ReporterApi
  /** Loads the word list of a language, or all of them before a recovery phrase is read. */
  readonly learnWords: (of: string | 'all') => Promise<void>
}

/** Context of every view of the page. */
export interface PageContext {
  readonly words: Words
  readonly data: PageData
  readonly policy: Policy
  /** Clock that starts at the server's time. */
  readonly clock: Clock
  readonly drafts: PageDrafts
  /** One-time link of this visit; `null` without one. In memory only: it was removed from the URL. */
  readonly link: OneOffLink | null
  /** Facts without readers, before sealing has loaded. */
  readonly factsNow: () => Facts
  /** Facts with the current readers. @throws ROSTER_REFUSED, DATABASE_AWAY */
  readonly facts: () => Promise<Facts>
  /** Services for sealing, loaded in the background. @throws ROSTER_REFUSED */
  readonly services: () => Promise<PageServices>
  /** The same context without the link; drafts stay. */
  readonly withoutLink: () => PageContext
  /** The same context in another language. */
  readonly speak: (lang: string) => Promise<PageContext>
}

/** Unsent text, in memory only. */
export interface PageDrafts {
  get(screen: string, field: string): string
  put(screen: string, field: string, typed: string): void
  forget(screen?: string): void
}
