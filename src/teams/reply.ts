import type { ShownLetter } from '../../dialogs/conversation.ts'
import type { OpenedLetter } from '../ports.ts'

/**
 * The only place in this folder that reveals words: what was sealed to the reporter, on its way into the answer to
 * her own press. Never into anything that is sent.
 */
export function shownLetters(letters: readonly OpenedLetter[]): readonly ShownLetter[] {
  return letters.map(({ dir, on, kind, text, trust }) => ({
    ours: dir === 'o>r',
    on,
    kind,
    text: text?.reveal() ?? null,
    doubtful: trust === 'doubtful',
  }))
}
