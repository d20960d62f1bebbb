import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import { flow } from './view.ts'

/** View of the first question, rendered before the sealing code is loaded. */
export function beginFiling(context: PageContext): Promise<View> {
  return flow.begin(context)
}
