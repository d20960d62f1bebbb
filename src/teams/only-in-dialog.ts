import type { Dialog, Verb } from '../../dialogs/dialog.ts'
import type { Facts } from '../../dialogs/facts.ts'

/** Presses that would take words along. */
const SENDS: readonly Verb[] = ['send', 'send_addition', 'send_who']

/**
 * Instead of a field for free words in the chat: the same step, to be opened in the window. Where an organisation has
 * not allowed words in the chat's card, they are not asked for there.
 */
export function inTheWindow(
  dialog: Dialog,
  { words }: Facts,
  value: 'say_who' | null = null,
): Dialog {
  return {
    ...dialog,
    body: [{ kind: 'text', text: words.say('inline.only_in_window'), tone: 'strong' }],
    asks: [],
    buttons: [
      { verb: 'open', label: words.say('button.open'), hint: null, look: 'primary', value },
      ...dialog.buttons.filter(({ verb }) => !SENDS.includes(verb)),
    ],
  }
}
