import type { PageMeans } from '../context.ts'
import type { View } from '../view.ts'
import { flow } from './view.ts'

/** The first question. It is drawn before anything of sealing has loaded. */
export function beginTelling(means: PageMeans): Promise<View> {
  return flow.begin(means)
}
