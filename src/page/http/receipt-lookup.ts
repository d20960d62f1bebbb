import { base64url } from '#domain/case/ids.ts'
import type { Receipts, WordsHolder } from '#ports.ts'

/** Lookup token of a receipt as it is sent. It decrypts nothing. */
export async function receiptLookup(receipts: Receipts, holder: WordsHolder): Promise<string> {
  const [shown] = await receipts.lookups(holder)
  return base64url(shown ?? new Uint8Array(0))
}
