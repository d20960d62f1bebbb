import { recoveryPhraseWith } from './derive-phrase-receipt.ts'
import { LISTS } from './word-lists.ts'

export { lookupToken, wordsPress } from './derive-phrase-receipt.ts'

/** Recovery phrases with every word list. A page uses `recoveryPhraseWith` with the lists that it loaded. */
export const recoveryPhrase = recoveryPhraseWith(LISTS)
