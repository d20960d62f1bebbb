import type { Acknowledgement } from '#domain/case/acknowledgement.ts'
import type {
  PageAddition,
  PageCase,
  PageConsent,
  PageFiling,
  PageOutcome,
} from '#wire/reporter.ts'

/** Everything the page says to the server. Each refusal is an `AppError`; nobody answering is `DATABASE_AWAY`. */
export interface ReporterApi {
  /** Each solves a challenge first. @returns the day it was received on */
  file(filing: Omit<PageFiling, 'proof'>): Promise<{ readonly on: string }>
  /** @returns `null` when there is no such case: wrong words and a case that is gone are answered alike */
  find(shown: string): Promise<PageCase | null>
  add(addition: PageAddition): Promise<PageOutcome>
  consent(consent: PageConsent): Promise<PageOutcome>
  settle(shown: string): Promise<PageOutcome>
  takeBack(shown: string): Promise<PageOutcome>
  /** Signs what it holds of hers, and keeps nothing of the asking. */
  acknowledge(shown: string): Promise<Acknowledgement>
  keepOut(shown: string, officers: readonly string[]): Promise<PageOutcome>
}
