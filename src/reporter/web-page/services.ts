import type { Services } from '#ports.ts'

/** Services of the anonymous page on the server: no plain text, and no key that decrypts it. */
export type WebPageServices = Pick<
  Services,
  | 'clock'
  | 'chance'
  | 'policy'
  | 'policyHash'
  | 'gate'
  | 'acts'
  | 'readership'
  | 'exclusions'
  | 'intake'
  | 'outbox'
  | 'delayedInbox'
  | 'dailyCounts'
  | 'idempotencyMarks'
  | 'uploadHandles'
  | 'reporterKeys'
>
