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
 * The way back to a conversation, by the words or the code of a receipt. What is no receipt is seen here and asked of
 * nobody. Wrong words and a case that is gone are answered alike.
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
  const ways = { home, enter: (again: PageContext) => comeBackView(again, home), conversation }
  return conversation(context, {
    holder,
    id: reportersCase.id,
    files: filesFor(context),
    tries: noTries(),
    navigation: ways,
  })
}

/** Beyond so many unknown words it is no mistyped list of words, but something else. */
const MOST_NAMED = 6

/** Which words are in no list is said by their number: the words themselves are shown to nobody once more. */
function misread(unknown: readonly number[], { words }: Facts): string {
  if (unknown.length === 0 || unknown.length > MOST_NAMED) return words.say('come_back.unread')
  const key = unknown.length === 1 ? 'come_back.unknown_one' : 'come_back.unknown'
  return words.say(key, { which: words.list(unknown.map(String)) })
}
