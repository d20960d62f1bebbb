import type { Acknowledgement } from '#domain/case/acknowledgement.ts'
import type {
  DoorAddition,
  DoorCase,
  DoorConsent,
  DoorFiling,
  DoorOutcome,
} from '#wire/reporter.ts'

/** Everything the page says to the server. Each refusal is an `AppError`; nobody answering is `DATABASE_AWAY`. */
export interface DoorApi {
  /** Each solves a challenge first. @returns the day it was received on */
  file(filing: Omit<DoorFiling, 'proof'>): Promise<{ readonly on: string }>
  /** @returns `null` when there is no such case: wrong words and a case that is gone are answered alike */
  find(shown: string): Promise<DoorCase | null>
  add(addition: DoorAddition): Promise<DoorOutcome>
  consent(consent: DoorConsent): Promise<DoorOutcome>
  settle(shown: string): Promise<DoorOutcome>
  takeBack(shown: string): Promise<DoorOutcome>
  /** Signs what it holds of hers, and keeps nothing of the asking. */
  acknowledge(shown: string): Promise<Acknowledgement>
  keepOut(shown: string, officers: readonly string[]): Promise<DoorOutcome>
}
