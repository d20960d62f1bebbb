import type { ShownLetter } from '../../dialogs/conversation.ts'
import type { OpenedLetter } from '../ports.ts'
import type { Where } from './scene.ts'

/**
 * The only place in this folder that reveals words: what was sealed to the reporter, on its way into the answer to
 * her own press. Never into anything that is sent. In the chat only our answers are shown: what she wrote herself
 * stays out of everything that looks like a message (T-116).
 */
export function shownLetters(
  letters: readonly OpenedLetter[],
  where: Where,
): readonly ShownLetter[] {
  return letters.map(({ dir, on, kind, text, trust }) => ({
    ours: dir === 'o>r',
    on,
    kind,
    text: dir === 'r>o' && where === 'chat' ? null : (text?.reveal() ?? null),
    doubtful: trust === 'doubtful',
  }))
}
