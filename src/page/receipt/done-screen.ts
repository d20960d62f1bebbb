import { doneOnPage } from '../../../../../dialogs/receipt.ts'
import { filesFor } from '../files/files.ts'
import { lookAgain } from '../keepsakes/look-again.tsx'
import { proofOffer } from '../keepsakes/proof.tsx'
import type { PageMeans } from '../means.ts'
import { part } from '../reach/part.ts'
import { noTries } from '../returning/came-back.ts'
import { comeBack } from '../returning/enter.ts'
import { goodbye } from '../telling/goodbye.ts'
import { factsNow } from '../telling/telling.ts'
import type { View } from '../view.ts'
import type { Kept } from './kept.ts'

/** What happens now. When she closes it, this page forgets everything: only her paper leads back. */
export function doneView(kept: Kept): View {
  const { means, telling, leaf, firstKept, written: paper } = kept
  const { office, dueOn, readers } = telling.filed
  return {
    dialog: doneOnPage({ office, leaf, dueOn, readers, firstKept, paper }, factsNow(means)),
    inset: () => [
      lookAgain(dueOn, means.words, kept.world.chance),
      proofOffer(means, { secret: kept.secret }),
    ],
    drafts: null,
    press: async ({ verb }) =>
      verb === 'conversation' ? conversationOf(kept) : goodbye(means, kept.flow),
    redraw: async (spoken) => doneView({ ...kept, means: spoken }),
  }
}

/** Somebody is in danger: whether anybody confirmed it is one press away, while her words are at hand. */
async function conversationOf({ means, secret, telling, flow }: Kept): Promise<View> {
  const { conversationOf: conversation } = await part(import('../returning/conversation.ts'))
  const ways = { home: flow.begin, enter: (again: PageMeans) => comeBack(again, flow.begin) }
  return conversation(means, {
    holder: { secret },
    id: telling.id,
    files: filesFor(means),
    tries: noTries(),
    ways: { ...ways, conversation },
  })
}
