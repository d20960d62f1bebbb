import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import { flow } from './view.ts'

/** The first question. It is drawn before anything of sealing has loaded. */
export function beginFiling(context: PageContext): Promise<View> {
  return flow.begin(context)
}
