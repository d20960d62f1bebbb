import { doneOnPage } from '../../../../../dialogs/receipt.ts'
import { lookAgain } from '../returning/look-again.tsx'
import { proofOffer } from '../returning/proof.tsx'
import { goodbye } from '../telling/goodbye.ts'
import { factsNow } from '../telling/telling.ts'
import type { View } from '../view.ts'
import type { Kept } from './kept.ts'

/** What happens now. When she closes it, this page forgets everything: only her paper leads back. */
export function doneView(kept: Kept): View {
  const { means, telling, leaf, firstKept } = kept
  const { office, dueOn, readers } = telling.filed
  return {
    dialog: doneOnPage({ office, leaf, dueOn, readers, firstKept }, [], factsNow(means)),
    inset: () => [
      lookAgain(dueOn, means.words, kept.world.chance),
      proofOffer(means, { holder: { secret: kept.secret } }),
    ],
    drafts: null,
    press: async () => goodbye(means, kept.flow),
    redraw: async (spoken) => doneView({ ...kept, means: spoken }),
  }
}
