import { first } from '../../../../../dialogs/first.ts'
import type { PageMeans } from '../means.ts'
import type { View } from '../view.ts'

/** The first question. It is drawn before anything of sealing has loaded. */
export async function beginTelling(means: PageMeans): Promise<View> {
  return {
    dialog: first(means.factsNow()),
    drafts: null,
    press: async () => beginTelling(means),
    redraw: beginTelling,
  }
}
