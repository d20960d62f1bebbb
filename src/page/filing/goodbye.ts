import { START, show } from '#dialogs/journey.ts'
import { text } from '#dialogs/screen.ts'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import { type Flow, factsNow } from './flow.ts'

/** Last view. The state was dropped; starting again starts empty. */
export function goodbyeView(context: PageContext, flow: Flow): View {
  const over = show({ ...START, step: 'done' }, factsNow(context))
  return {
    dialog: { ...over, body: [text(context.words.say('goodbye_page'))] },
    drafts: null,
    press: () => flow.begin(context),
    redraw: async (spoken) => goodbyeView(spoken, flow),
  }
}
