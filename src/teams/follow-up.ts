import { conversationScreen } from '#dialogs/conversation.ts'
import { conversations as listed } from '#dialogs/conversations.ts'
import { followUpAt } from '#reporter/follow-up/own-case.ts'
import { ownLines, readLetters } from '#reporter/follow-up/read-messages.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { inParts, page } from './pages.ts'
import { visitOf } from './visit.ts'

/** List of the user's cases; a foreign card gets the screen of somebody without cases. */
export async function listCases(context: BotContext, pressing: Pressing): Promise<PressResult> {
  const { facts, pressed } = pressing
  const dialog = page(
    await ownLines(context, visitOf(context, pressing)),
    numberIn(pressed.value),
    (lines) => listed(lines, facts),
    { verb: 'conversation', value: String },
    facts.words,
  )
  return { kind: 'show', dialog, state: followUpAt(null) }
}

/** A conversation, on several cards if needed. */
export async function showCase(context: BotContext, pressing: Pressing): Promise<PressResult> {
  const { facts, pressed } = pressing
  const [id = '', asked] = (pressed.value ?? '').split('.')
  const { line, letters } = await readLetters(context, visitOf(context, pressing), id)
  const dialog = page(
    inParts(letters).toReversed(),
    numberIn(asked),
    (some) => conversationScreen(line, some.toReversed(), facts),
    { verb: 'case', value: (to) => `${id}.${to}` },
    facts.words,
  )
  return { kind: 'show', dialog, state: followUpAt(id) }
}

function numberIn(text: string | undefined): number {
  const index = Number(text ?? 0)
  return Number.isInteger(index) && index >= 0 ? index : 0
}
