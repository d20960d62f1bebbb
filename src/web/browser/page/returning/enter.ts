import { first } from '../../../../../dialogs/first.ts'
import type { PageMeans } from '../means.ts'
import type { View } from '../view.ts'

/** The way back to a conversation, by the words or the code of a receipt. */
export async function comeBack(means: PageMeans): Promise<View> {
  return {
    dialog: first(means.factsNow()),
    drafts: null,
    press: async () => comeBack(means),
    redraw: comeBack,
  }
}
