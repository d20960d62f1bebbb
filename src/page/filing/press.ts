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

/** What a press leads to. Nothing is asked of the server but the published keys, until she presses Send. */
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

/** The beginning. What may have arrived goes with her: with another secret nothing would lead back to it. */
function firstQuestion(telling: FilingFlow): Flow['begin'] {
  const { attempt, flow } = telling
  if (!attempt.unheard) return flow.begin
  return (context) => flow.at({ ...telling, context, journey: START })
}

/** Sealing and the receipt come with it: the first question does not wait for them. @throws DATABASE_AWAY */
async function loadAndSend(telling: FilingFlow): Promise<View | Message> {
  await telling.context.services()
  const { sendFiling } = await part(import('./send.ts'))
  return sendFiling(telling)
}

/** What draws it came with what seals, which may have failed otherwise: nothing is fetched now. @throws DATABASE_AWAY */
async function takeLink(telling: FilingFlow): Promise<View> {
  await telling.context.services().catch(() => null)
  const { takeLinkView } = await part(import('../links/take-link.tsx'))
  return takeLinkView(telling.context, (context) => telling.flow.at({ ...telling, context }))
}

/** What may have gone by the link already is looked for first, as if she had changed it. */
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
  // A tap that leads to another question needs nobody; one that leads to an office is looked at with who reads there.
  const light = needsReaders(journey) ? null : move(journey, choices, factsNow(context))
  const next =
    light !== null && !needsReaders(light)
      ? light
      : move(journey, choices, await factsWithReaders(context))
  if (next.identity === 'not_told') forgetName(context)
  return flow.at({ ...telling, journey: next })
}

/** What may have arrived is not left behind without what leads back to it. */
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

/** Who reads is asked for, and left out where it cannot be found out: the rest can be read all the same. */
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
