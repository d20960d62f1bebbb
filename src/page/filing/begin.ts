import type { PageMeans } from '../means.ts'
import type { View } from '../view.ts'
import { flow } from './view-of.ts'

/** The first question. It is drawn before anything of sealing has loaded. */
export function beginTelling(means: PageMeans): Promise<View> {
  return flow.begin(means)
}
