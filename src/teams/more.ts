import { more as moreScreen } from '../../dialogs/more.ts'
import { categoryOf } from '../concern/leaf.ts'
import { AsideError } from '../errors.ts'
import { readConversation } from '../intake/conversation.ts'
import { countable } from './countable.ts'
import { lineOf } from './line.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import { holderOf } from './tell.ts'

/** What else she can do with one of her cases. */
export async function more(means: Means, pressing: Pressing): Promise<Scene> {
  const { facts, pressed } = pressing
  const id = pressed.value ?? ''
  const found = await readConversation(means.world, holderOf(pressing), id)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  const { leaf } = found.held
  const category = leaf && (await countable(means, pressing, categoryOf(leaf)))
  const line = { ...lineOf(found.held, found.late), countable: category }
  return {
    kind: 'show',
    dialog: moreScreen(line, facts),
    place: { at: 'returning', case: id, nonce: null },
  }
}
