import { move, START } from '#dialogs/journey.ts'
import { privacyScreen } from '#dialogs/privacy.ts'
import { button } from '#dialogs/screen.ts'
import { comeBackView } from '../follow-up/enter-receipt.ts'
import { part } from '../http/lazy-part.ts'
import type { Message, PagePress, View } from '../view.ts'
import { type FilingFlow, type Flow, factsNow, factsWithReaders, needsReaders } from './flow.ts'
import { goodbyeView } from './goodbye.ts'
import { keysView } from './keys.ts'
import { forgetName, keepTyped, typedIn } from './typed-fields.ts'

/** Handles a press. Before Send it requests only the published keys from the server. */
export async function pressed(telling: FilingFlow, press: PagePress): Promise<View | Message> {
  const { context, journey, flow } = telling
  if (journey.step === 'account') keepTyped(context, press.answers)
  switch (press.verb) {
    case 'conversation':
      return comeBackView(context, firstQuestion(telling))
    case 'privacy':
      return privacyView(telling)
    case 'take_link':
      return takeLink(telling)
    case 'keys':
      return keysView(telling)
    case 'leave':
      return leave(telling)
    case 'served':
      return firstQuestion(telling)(context)
    case 'restart':
      return flow.at({ ...telling, journey: START })
    case 'send':
      return loadAndSend(telling)
    case 'send_without_link':
      return loadAndSend(withoutLink(telling))
    default:
      return further(telling, press)
  }
}

/** First question. An unconfirmed filing keeps its secret, the only way back to it. */
function firstQuestion(telling: FilingFlow): Flow['begin'] {
  const { attempt, flow } = telling
  if (!attempt.unheard) return flow.begin
  return (context) => flow.at({ ...telling, context, journey: START })
}

/** Loads sealing and receipt, which the first question does not need, and sends. @throws DATABASE_AWAY */
async function loadAndSend(telling: FilingFlow): Promise<View | Message> {
  await telling.context.services()
  const { sendFiling } = await part(import('./send.ts'))
  return sendFiling(telling)
}

/** Shows the link's view, loaded with the sealing code; a failed service is ignored. @throws DATABASE_AWAY */
async function takeLink(telling: FilingFlow): Promise<View> {
  await telling.context.services().catch(() => null)
  const { takeLinkView } = await part(import('../links/take-link.tsx'))
  return takeLinkView(telling.context, (context) => telling.flow.at({ ...telling, context }))
}

/** Drops the link. As a new revision, an earlier try by the link is looked up first. */
function withoutLink(telling: FilingFlow): FilingFlow {
  telling.attempt.revision += 1
  return { ...telling, context: telling.context.withoutLink() }
}

async function further(telling: FilingFlow, press: PagePress): Promise<View> {
  const { context, journey, attempt, flow } = telling
  const writing = journey.step === 'account' && press.verb === 'continue'
  if (writing) typedIn(telling)
  if (journey.step === 'check' && press.verb === 'back') attempt.revision += 1
  const choices = writing ? { ...press, answers: {} } : press
  // A step to another question needs no readers; a step to an office needs its readers.
  const light = needsReaders(journey) ? null : move(journey, choices, factsNow(context))
  const next =
    light !== null && !needsReaders(light)
      ? light
      : move(journey, choices, await factsWithReaders(context))
  if (next.identity === 'not_told') forgetName(context)
  return flow.at({ ...telling, journey: next })
}

/** Leaves; a filing without confirmation first shows the way back. */
async function leave(telling: FilingFlow): Promise<View> {
  if (!telling.attempt.unheard) return left(telling)
  const { unheardView } = await part(import('./send.ts'))
  return unheardView(telling, () => left(telling))
}

function left({ context, files, flow }: FilingFlow): View {
  files.forget()
  context.drafts.forget()
  return goodbyeView(context, flow)
}

/** Privacy notice, with the readers if they can be loaded. */
async function privacyView(telling: FilingFlow): Promise<View> {
  const { context } = telling
  const known = await factsWithReaders(context).catch(() => null)
  const notice = privacyScreen(known ?? factsNow(context), known !== null)
  return {
    dialog: {
      ...notice,
      buttons: [button(context.words, 'back', 'button.back', { look: 'primary' })],
    },
    drafts: null,
    press: () => telling.flow.at(telling),
    redraw: (spoken) => privacyView({ ...telling, context: spoken }),
  }
}
