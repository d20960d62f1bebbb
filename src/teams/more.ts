import { more as moreScreen } from '../../dialogs/more.ts'
import { AsideError } from '../errors.ts'
import { readConversation } from '../intake/conversation.ts'
import { lineOf } from './line.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import { holderOf } from './tell.ts'

/** What else she can do with one of her cases. */
export async function more({ world }: Means, pressing: Pressing): Promise<Scene> {
  const { facts, pressed } = pressing
  const id = pressed.value ?? ''
  const found = await readConversation(world, holderOf(pressing), id)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  return {
    kind: 'show',
    dialog: moreScreen(lineOf(found.held, found.late), facts),
    place: { at: 'returning', case: id, nonce: null },
  }
}
