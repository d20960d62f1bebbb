import { recoveryPhraseWith } from './derive-phrase-receipt.ts'
import { LISTS } from './word-lists.ts'

export { lookupToken, wordsPress } from './derive-phrase-receipt.ts'

/** With every list at hand. A page takes `recoveryPhraseWith`, and the lists it needs. */
export const recoveryPhrase = recoveryPhraseWith(LISTS)
