import { LISTS } from './word-lists.ts'
import { webWordsWith } from './words-receipt.ts'

export { shownToFind, wordsPress } from './words-receipt.ts'

/** With every list at hand. A page takes `webWordsWith`, and the lists it needs. */
export const webWords = webWordsWith(LISTS)
