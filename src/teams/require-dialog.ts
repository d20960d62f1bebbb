import type { Dialog, Verb } from '#dialogs/dialog.ts'
import { AppError } from '#errors.ts'
import type { Pressing } from './context.ts'

type Here = Pick<Pressing, 'where' | 'facts'>

/** Presses that would take words along. */
const SENDS: readonly Verb[] = ['send', 'send_addition', 'send_who']

/** Where an organisation has not allowed words in the chat's card, they are neither asked for there nor taken. */
function wordless({ where, facts }: Here): boolean {
  return where === 'chat' && !facts.policy.accountInline
}

/** A field for free words; or, where there may be none, the same step, to be opened in the window. */
export function askingForWords(dialog: Dialog, here: Here, value: 'say_who' | null = null): Dialog {
  if (!wordless(here)) return dialog
  const { words } = here.facts
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

/** @throws TURN_REFUSED for words that come from where none were asked for */
export function requireDialog(here: Here): void {
  if (wordless(here)) throw new AppError('TURN_REFUSED')
}
