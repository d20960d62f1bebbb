import { recoveryPhraseWith } from './derive-phrase-receipt.ts'
import { LISTS } from './word-lists.ts'

export { lookupToken, wordsPress } from './derive-phrase-receipt.ts'

/** Recovery phrase with every word list. A page uses `recoveryPhraseWith` and the lists it needs. */
export const recoveryPhrase = recoveryPhraseWith(LISTS)
