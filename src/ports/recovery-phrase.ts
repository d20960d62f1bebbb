import type { CaseId } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import type { ReportersCase } from './reporter.ts'
import type { ReporterKey } from './sealing.ts'

/** A secret of 16 bytes, as a person writes it down. */
export interface WrittenWords {
  /** Twelve words of her language; `null` where there is no list of words for it. */
  readonly words: readonly string[] | null
  /** The same secret in groups of letters and digits that cannot be taken for one another. */
  readonly code: readonly string[]
}

/** The receipt that leads back from the web page: words that only she has. */
export interface RecoveryPhrase {
  write(secret: Uint8Array, lang: string): WrittenWords
  /** Words of any of our lists, or the code. @returns `null` when it is neither. */
  read(written: string): Uint8Array<ArrayBuffer> | null
  /** Which of the words typed are in none of our lists, from 1: said on her own device, before anything is asked. */
  unknown(written: string): readonly number[]
  /** The key of her case, locked once more, under these words. */
  press(secret: Uint8Array, key: ReporterKey, id: CaseId): Promise<NewReceipt>
  /** Where the words of a case are found. */
  lookup(secret: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
  /** @returns `null` when these words are not this case's. */
  open(
    secret: Uint8Array,
    reportersCase: Omit<ReportersCase, 'letters'>,
  ): Promise<ReporterKey | null>
}
