import { conversationScreen } from '#dialogs/conversation.ts'
import type { Dialog } from '#dialogs/dialog.ts'
import { lookAgainOn } from '#dialogs/look-again.ts'
import { text } from '#dialogs/screen.ts'
import type { Words } from '#dialogs/speak.ts'
import type { Day } from '#domain/case/day.ts'
import { AppError, codeOf } from '#errors.ts'
import { ifLocked } from '#reporter/follow-up/ending.ts'
import { followUpAt } from '#reporter/follow-up/own-case.ts'
import { readLetters } from '#reporter/follow-up/read-messages.ts'
import type { PageContext } from '../context.ts'
import { lookAgain } from '../receipt/look-again.tsx'
import type { View } from '../view.ts'
import { createFollowUpContext } from './create-context.ts'
import { followUpView } from './screens.ts'
import { type CameBack, channelOptionsOf } from './types.ts'

/**
 * View of a conversation, newest letter last, with the day to look again.
 * @throws CASE_UNKNOWN when the case is gone
 */
export async function conversationView(context: PageContext, came: CameBack): Promise<View> {
  const services = await context.services()
  const facts = await context.facts()
  const { holder, id, files, tries } = came
  const options = channelOptionsOf(services, files)
  const followUp = createFollowUpContext(services, tries)
  const redraw = (spoken: PageContext) => conversationView(spoken, came)
  const read = await readLetters(followUp, { holder, options }, id).catch(unlessUnknown)
  if (read === null) {
    const locked = await ifLocked(followUp, { holder, facts }, id)
    if (locked === null) throw new AppError('CASE_UNKNOWN')
    return followUpView(context, came, locked, redraw)
  }
  const { line, letters } = read
  const again = lookAgainOn(line, facts.todayIn(line.office))
  const drawn = conversationScreen(line, letters, facts)
  const dialog = again === null ? drawn : withDay(drawn, again, context.words)
  const view = followUpView(context, came, { dialog, state: followUpAt(id) }, redraw)
  return again === null
    ? view
    : { ...view, inset: () => lookAgain(again, context.words, services.chance) }
}

/** Each look takes work, so whether it is locked is asked only where there is nothing to read. */
function unlessUnknown(thrown: unknown): null {
  if (codeOf(thrown) === 'CASE_UNKNOWN') return null
  throw thrown
}

function withDay(dialog: Dialog, again: Day, words: Words): Dialog {
  const sentence = words.say('conversation.look_again', { date: words.date(again) })
  return { ...dialog, body: [...dialog.body, text(sentence)] }
}
