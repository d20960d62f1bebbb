import type { Dialog } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import { START, show } from '#dialogs/journey.ts'
import { pageClosed } from '#dialogs/page-closed.ts'
import { whatHappensToThem } from '#dialogs/screens/account.ts'
import type { Words } from '#dialogs/speak.ts'
import { blocks } from '../components/blocks.tsx'
import { filesField } from '../files/file-field.tsx'
import { hintList } from '../identity-hints/hint-list.tsx'
import { asBefore } from '../links/used-link.ts'
import type { View } from '../view.ts'
import { accountPreview } from './account-preview.tsx'
import { type Attempt, sentenceFor } from './attempt.ts'
import { type FilingFlow, type Flow, factsFor, newFilingFlow } from './flow.ts'
import { pressed } from './press.ts'

export const flow: Flow = {
  begin: (context) => flow.at(newFilingFlow(context, START, flow)),
  at: async (telling) => drawn(telling, await factsFor(telling)),
  drawn,
}

/** Key of the drafts of a filing. */
const ACCOUNT = 'account'

function drawn(telling: FilingFlow, facts: Facts): View {
  const { context, journey, attempt } = telling
  const { words } = context
  const closed = journey.step === 'tree' && !facts.policy.page
  const dialog = closed ? pageClosed(facts) : show(journey, facts)
  return {
    // After a failed Send the screen stays, so the text about leaving is computed at each rendering.
    get dialog() {
      return withLeave(dialog, attempt, words)
    },
    get holds() {
      return attempt.unheard
    },
    drafts: journey.step === 'account' ? ACCOUNT : null,
    async press(press) {
      try {
        return await pressed(telling, press)
      } catch (thrown) {
        return { say: sentenceFor(attempt, thrown, press.verb, words) }
      }
    },
    redraw: (spoken) => flow.at({ ...telling, context: asBefore(context, spoken) }),
    ...besides(telling, facts, dialog),
  }
}

function besides(telling: FilingFlow, facts: Facts, { id }: Dialog): Partial<View> {
  const { context, journey, files } = telling
  switch (id) {
    case 'account':
      return {
        below: () => [
          hintList(context.drafts, ACCOUNT, context.words),
          filesField(files, context.words),
          blocks(whatHappensToThem(journey, facts)),
        ],
      }
    case 'check':
      return { inset: () => accountPreview(telling) }
    default:
      return {}
  }
}

/** "Leave without sending" only where nothing can have arrived. */
function withLeave(dialog: Dialog, { unheard }: Pick<Attempt, 'unheard'>, words: Words): Dialog {
  if (!unheard) return dialog
  const label = words.say('receipt.leave')
  const buttons = dialog.buttons.map((one) => (one.verb === 'leave' ? { ...one, label } : one))
  return { ...dialog, buttons }
}
