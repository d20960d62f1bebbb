import type { Facts } from '#dialogs/facts.ts'
import { START, show } from '#dialogs/journey.ts'
import { whatHappensToThem } from '#dialogs/screens/account.ts'
import { blocks } from '../components/blocks.tsx'
import { filesField } from '../files/file-field.tsx'
import { hintList } from '../identity-hints/hint-list.tsx'
import { asBefore } from '../links/used-link.ts'
import type { View } from '../view.ts'
import { accountPreview } from './account-preview.tsx'
import { sentenceFor } from './attempt.ts'
import { type FilingFlow, type Flow, factsFor, newFilingFlow } from './flow.ts'
import { pressed } from './press.ts'

export const flow: Flow = {
  begin: (context) => flow.at(newFilingFlow(context, START, flow)),
  at: async (telling) => drawn(telling, await factsFor(telling)),
  drawn,
}

/** Under this name her words are kept while she goes back and forth. */
const ACCOUNT = 'account'

function drawn(telling: FilingFlow, facts: Facts): View {
  const { context, journey, files } = telling
  const dialog = show(journey, facts)
  const view: View = {
    dialog,
    drafts: journey.step === 'account' ? ACCOUNT : null,
    async press(press) {
      try {
        return await pressed(telling, press)
      } catch (thrown) {
        return { say: sentenceFor(telling.attempt, thrown, press.verb, context.words) }
      }
    },
    redraw: (spoken) => flow.at({ ...telling, context: asBefore(context, spoken) }),
  }
  switch (dialog.id) {
    case 'account':
      return {
        ...view,
        below: () => [
          hintList(context.drafts, ACCOUNT, context.words),
          filesField(files, context.words),
          blocks(whatHappensToThem(journey, facts)),
        ],
      }
    case 'check':
      return { ...view, inset: () => accountPreview(telling) }
    default:
      return view
  }
}
