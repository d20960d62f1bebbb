import { comeBack as comeBackDialog } from '#dialogs/come-back.ts'
import type { Facts } from '#dialogs/facts.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { codeOf } from '#errors.ts'
import { listConversations } from '#reporter/conversation.ts'
import { filesFor } from '../files/files-for.ts'
import './follow-up.css'
import type { PageContext } from '../context.ts'
import { part } from '../http/lazy-part.ts'
import type { Message, PagePress, View } from '../view.ts'
import { type Home, noTries } from './types.ts'

/**
 * View that asks for a recovery phrase or code. Input that is none is refused without a request. A wrong phrase and a
 * case that is gone get the same answer.
 */
export async function comeBackView(context: PageContext, home: Home): Promise<View> {
  return {
    dialog: comeBackDialog(context.factsNow()),
    drafts: null,
    async press(press) {
      if (press.verb === 'home') return home(context)
      try {
        return await enter(context, home, press)
      } catch (thrown) {
        return { say: refusalOnPage(codeOf(thrown), context.words, press.verb) }
      }
    },
    redraw: (spoken) => comeBackView(spoken, home),
  }
}

async function enter(
  context: PageContext,
  home: Home,
  { answers }: PagePress,
): Promise<View | Message> {
  const facts = context.factsNow()
  const written = answers['receipt']
  if (typeof written !== 'string' || written.trim() === '') {
    return { say: facts.words.say('come_back.missing') }
  }
  const services = await context.services()
  await services.learnWords('all')
  const secret = services.recoveryPhrase.read(written)
  if (secret === null) return { say: misread(services.recoveryPhrase.unknown(written), facts) }
  const holder = { secret }
  const [reportersCase] = await listConversations(services, holder)
  if (reportersCase === undefined) return { say: facts.words.say('come_back.not_found') }
  const { conversationView: conversation } = await part(import('./conversation.ts'))
  const navigation = {
    home,
    enter: (again: PageContext) => comeBackView(again, home),
    conversation,
  }
  return conversation(context, {
    holder,
    id: reportersCase.id,
    files: filesFor(context),
    tries: noTries(),
    navigation,
  })
}

/** Most unknown words of a mistyped phrase; more are treated as another text. */
const MOST_NAMED = 6

/** Names unknown words by their position: the words are not shown again. */
function misread(unknown: readonly number[], { words }: Facts): string {
  if (unknown.length === 0 || unknown.length > MOST_NAMED) return words.say('come_back.unread')
  const key = unknown.length === 1 ? 'come_back.unknown_one' : 'come_back.unknown'
  return words.say(key, { which: words.list(unknown.map(String)) })
}
