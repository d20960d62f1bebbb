import { text } from '#dialogs/screen.ts'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'

/** The first screen, for somebody whose link was cut off on its way: one sentence more, and everything as usual. */
export function brokenLink(first: View, { words }: PageContext): View {
  const { dialog } = first
  return {
    ...first,
    dialog: { ...dialog, body: [text(words.say('used_link.broken'), 'warning'), ...dialog.body] },
    redraw: async (spoken) => brokenLink(await first.redraw(spoken), spoken),
  }
}
