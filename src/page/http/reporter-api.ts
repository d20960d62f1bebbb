import type { Acknowledgement } from '#domain/case/acknowledgement.ts'
import type { SignedAct } from '#domain/case/act.ts'
import type {
  PageAddition,
  PageCase,
  PageConsent,
  PageFiling,
  PageOutcome,
} from '#wire/reporter.ts'

/** HTTP API of the page. Refusals are thrown as `AppError`; a missing response as `DATABASE_AWAY`. */
export interface ReporterApi {
  /** Each solves a proof of work first. @returns the day of receipt */
  file(filing: Omit<PageFiling, 'proof'>): Promise<{ readonly on: string }>
  /** With what was taken back and can still be undone. @returns `null` for a wrong receipt and for a case that is gone, alike */
  find(shown: string): Promise<PageCase | null>
  add(addition: PageAddition): Promise<PageOutcome>
  consent(consent: PageConsent): Promise<PageOutcome>
  settle(shown: string, act: SignedAct): Promise<PageOutcome>
  takeBack(shown: string, act: SignedAct): Promise<PageOutcome>
  undo(shown: string, act: SignedAct): Promise<PageOutcome>
  /** Signed acknowledgement of the stored letters; the request is not recorded. */
  acknowledge(shown: string): Promise<Acknowledgement>
  keepOut(shown: string, officers: readonly string[], act: SignedAct): Promise<PageOutcome>
}
