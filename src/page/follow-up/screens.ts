import { conversationClosed, type UnconfirmedDelivery } from '#dialogs/come-back.ts'
import type { Dialog } from '#dialogs/dialog.ts'
import { CHANGES, refusalOnPage, SENDS } from '#dialogs/sentences.ts'
import { takenBack } from '#dialogs/take-back.ts'
import { AppError, codeOf } from '#errors.ts'
import { COMMON, type CommonVerb } from '#reporter/follow-up/actions.ts'
import type { FollowUpState } from '#reporter/follow-up/visit.ts'
import type { PageContext } from '../context.ts'
import { filesField } from '../files/file-field.tsx'
import { filesProgress } from '../files/to-send.tsx'
import { sentenceFor } from '../filing/attempt.ts'
import { isUnsent } from '../http/unsent.ts'
import { proofOffer } from '../receipt/proof.tsx'
import type { Message, PagePress, View } from '../view.ts'
import { createFollowUpContext } from './create-context.ts'
import { type CameBack, type Navigation, noTries, pageVisitOf, type ReceiptTries } from './types.ts'
import { markAnswered, markUnanswered, unansweredOf } from './unanswered.ts'

interface ShownDialog {
  readonly dialog: Dialog
  readonly state: FollowUpState
}

/** Key of the drafts of a screen. */
const WRITING: Readonly<Record<string, string>> = { addition: 'addition', say_who: 'say_who' }

/** View of a follow-up screen. @param again renders it in another language */
export function followUpView(
  context: PageContext,
  came: CameBack,
  { dialog, state }: ShownDialog,
  again: (spoken: PageContext) => Promise<View>,
): View {
  const drafts = WRITING[dialog.id] ?? null
  return {
    dialog,
    drafts,
    ...besides(context, came, dialog),
    async press(press) {
      try {
        return await led(context, came, state, press)
      } catch (thrown) {
        return { say: await refusedSentence(context, came, press, thrown) }
      }
    },
    redraw: again,
  }
}

function besides(context: PageContext, came: CameBack, { id }: Dialog): Partial<View> {
  switch (id) {
    case 'addition':
      return {
        below: () => [
          filesField(came.files, context.words),
          filesProgress(came.files, context.words),
        ],
      }
    case 'more':
      return { below: () => proofOffer(context, came.holder) }
    default:
      return {}
  }
}

async function led(
  context: PageContext,
  came: CameBack,
  state: FollowUpState,
  press: PagePress,
): Promise<View | Message> {
  const { verb } = press
  switch (verb) {
    case 'leave':
      return closed(context, came)
    case 'home':
      return came.navigation.home(context)
    case 'case':
    case 'conversation':
      return came.navigation.conversation(context, came)
    default:
  }
  if (!isCommon(verb)) throw new AppError('TURN_REFUSED')
  const services = await context.services()
  const scene = await COMMON[verb](
    createFollowUpContext(services, came.tries),
    await pageVisitOf(context, services, came, state, press),
  )
  if (scene.kind === 'say') return { say: scene.sentence }
  sentNow(context, came, press)
  return followUpView(context, came, scene, (spoken) =>
    ASKS.includes(verb) ? again(spoken, came, state, press) : here(spoken, came),
  )
}

/** Drops the draft that was sent; other drafts stay. */
function sentNow(context: PageContext, came: CameBack, press: PagePress): void {
  const { verb } = press
  const { tries } = came
  if (verb === 'settle_now' || verb === 'withdraw_now') forget(context, came)
  markAnswered(tries, press)
  if (!SENDS.includes(verb)) return
  if (verb === 'send_addition') came.files.forget()
  context.drafts.forget(verb === 'send_addition' ? 'addition' : 'say_who')
  Object.assign(tries, { ...noTries(), unanswered: tries.unanswered })
}

/**
 * Code shown after a failed press. After a Send without a response it is never "nothing was sent", but that an earlier
 * one arrived, or that it is unknown.
 */
async function refusedSentence(
  context: PageContext,
  { tries }: CameBack,
  press: PagePress,
  thrown: unknown,
): Promise<string> {
  const { verb } = press
  const code = codeOf(thrown)
  const away = code === 'DATABASE_AWAY'
  const mayHaveArrived = away && !isUnsent(thrown)
  if (mayHaveArrived && CHANGES.includes(verb)) markUnanswered(tries, press)
  if (!SENDS.includes(verb)) return refusalOnPage(code, context.words, verb)
  tries.unheard ||= mayHaveArrived && tries.went
  if (tries.unheard) markUnanswered(tries, press)
  const asks = tries.unheard && !away
  const arrived = asks && (await anyArrived(context, tries).catch(() => false))
  if (arrived) return refusalOnPage('SENT_BEFORE', context.words, verb)
  return sentenceFor(tries, thrown, verb, context.words)
}

async function anyArrived(context: PageContext, { nonces }: ReceiptTries): Promise<boolean> {
  const { reporters } = await context.services()
  for (const nonce of nonces) if (await reporters.added(nonce)) return true
  return false
}

/** Verbs without side effects: in another language they are run again. */
const ASKS: readonly CommonVerb[] = [
  'add',
  'more',
  'settle',
  'withdraw',
  'keep_out',
  'say_who',
  'consent',
]

async function again(
  context: PageContext,
  came: CameBack,
  state: FollowUpState,
  press: PagePress,
): Promise<View> {
  const result = await led(context, came, state, press)
  return 'say' in result ? here(context, came) : result
}

/** The conversation, or that it is gone. */
async function here(context: PageContext, came: CameBack): Promise<View> {
  try {
    return await came.navigation.conversation(context, came)
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    const state: FollowUpState = { at: 'returning', case: null, nonce: null }
    const dialog = takenBack(context.factsNow())
    return followUpView(context, came, { dialog, state }, (spoken) => here(spoken, came))
  }
}

/** Closes the conversation and drops the receipt secret. */
function closed(context: PageContext, came: CameBack): View {
  forget(context, came)
  return afterwards(context, came.navigation, unansweredOf(came.tries))
}

function afterwards(
  context: PageContext,
  navigation: Navigation,
  unanswered: UnconfirmedDelivery,
): View {
  return {
    dialog: conversationClosed(context.factsNow(), unanswered),
    drafts: null,
    press: ({ verb }) => (verb === 'conversation' ? navigation.enter : navigation.home)(context),
    redraw: async (spoken) => afterwards(spoken, navigation, unanswered),
  }
}

function forget(context: PageContext, { files }: CameBack): void {
  files.forget()
  for (const name of Object.values(WRITING)) context.drafts.forget(name)
}

function isCommon(verb: string): verb is CommonVerb {
  return Object.hasOwn(COMMON, verb)
}
