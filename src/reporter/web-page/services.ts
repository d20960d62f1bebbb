import type { Services } from '#ports.ts'

/** What the server's verbs of the anonymous channel need. They never meet a word that anybody wrote, nor a key to one. */
export type WebPageServices = Pick<
  Services,
  | 'clock'
  | 'chance'
  | 'policy'
  | 'policyHash'
  | 'gate'
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
