import { conversationScreen } from '#dialogs/conversation.ts'
import type { Dialog } from '#dialogs/dialog.ts'
import { lookAgainOn } from '#dialogs/look-again.ts'
import { text } from '#dialogs/screen.ts'
import type { Words } from '#dialogs/speak.ts'
import type { Day } from '#domain/case/day.ts'
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
  const { line, letters } = await readLetters(
    createFollowUpContext(services, tries),
    { holder, options },
    id,
  )
  const again = lookAgainOn(line, facts.todayIn(line.office))
  const drawn = conversationScreen(line, letters, facts)
  const dialog = again === null ? drawn : withDay(drawn, again, context.words)
  const view = followUpView(context, came, { dialog, state: followUpAt(id) }, (spoken) =>
    conversationView(spoken, came),
  )
  return again === null
    ? view
    : { ...view, inset: () => lookAgain(again, context.words, services.chance) }
}

function withDay(dialog: Dialog, again: Day, words: Words): Dialog {
  const sentence = words.say('conversation.look_again', { date: words.date(again) })
  return { ...dialog, body: [...dialog.body, text(sentence)] }
}
