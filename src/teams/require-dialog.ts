import type { Dialog, Verb } from '#dialogs/dialog.ts'
import { AppError } from '#errors.ts'
import type { Pressing } from './context.ts'

type Here = Pick<Pressing, 'where' | 'facts'>

/** Verbs that submit free text. */
const SENDS: readonly Verb[] = ['send', 'send_addition', 'send_who']

/** Whether a surface takes no free text: the chat, unless the policy allows it there. */
function wordless({ where, facts }: Here): boolean {
  return where === 'chat' && !facts.policy.accountInline
}

/** Screen with a text field; where that is not allowed, a button that opens the step in the dialog. */
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

/** @throws TURN_REFUSED for text from a surface without a text field */
export function requireDialog(here: Here): void {
  if (wordless(here)) throw new AppError('TURN_REFUSED')
}
