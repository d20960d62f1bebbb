import { doneOnPage } from '#dialogs/receipt.ts'
import { readableFrom } from '#domain/case/release-day.ts'
import type { PageContext } from '../context.ts'
import { filesFor } from '../files/files-for.ts'
import { factsNow } from '../filing/flow.ts'
import { goodbyeView } from '../filing/goodbye.ts'
import { comeBackView } from '../follow-up/enter-receipt.ts'
import { noTries } from '../follow-up/types.ts'
import { part } from '../http/lazy-part.ts'
import type { View } from '../view.ts'
import { lookAgain } from './look-again.tsx'
import { proofOffer } from './proof.tsx'
import type { SavedReceipt } from './saved-receipt.ts'

/** Last view of a filing: what happens now. Closing it drops all state; only the written receipt leads back. */
export function doneView(receipt: SavedReceipt): View {
  const { context, telling, leaf, firstKept, written: paper } = receipt
  const { office, dueOn, readers } = telling.filed
  return {
    dialog: doneOnPage({ office, leaf, dueOn, readers, firstKept, paper }, factsNow(context)),
    inset: () => [
      // In danger there is no day: the deadline is in hours.
      leaf.category === 'safety'
        ? null
        : lookAgain(readableFrom(dueOn), context.words, receipt.services.chance),
      proofOffer(context, { secret: receipt.secret }),
    ],
    drafts: null,
    press: async ({ verb }) =>
      verb === 'conversation' ? conversationOf(receipt) : goodbyeView(context, receipt.flow),
    redraw: async (spoken) => doneView({ ...receipt, context: spoken }),
  }
}

/** In danger: button that shows whether an officer confirmed it, while the receipt is in memory. */
async function conversationOf({ context, secret, telling, flow }: SavedReceipt): Promise<View> {
  const { conversationView: conversation } = await part(import('../follow-up/conversation.ts'))
  const navigation = {
    home: flow.begin,
    enter: (again: PageContext) => comeBackView(again, flow.begin),
  }
  return conversation(context, {
    holder: { secret },
    id: telling.id,
    files: filesFor(context),
    tries: noTries(),
    navigation: { ...navigation, conversation },
  })
}
