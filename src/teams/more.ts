import { more as moreScreen } from '../../dialogs/more.ts'
import { categoryOf } from '../concern/leaf.ts'
import { countable } from './countable.ts'
import { caseAsked, ownLine, placeOf } from './own-case.ts'
import type { Means, Pressing, Scene } from './scene.ts'

/** What else she can do with one of her cases. */
export async function more(means: Means, pressing: Pressing): Promise<Scene> {
  const { held, line } = await ownLine(means, pressing, caseAsked(pressing))
  const category = held.leaf && (await countable(means, pressing, categoryOf(held.leaf)))
  const dialog = moreScreen(line, category, pressing.facts)
  return { kind: 'show', dialog, place: placeOf(line.key) }
}
