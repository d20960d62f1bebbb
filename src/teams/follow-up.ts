import { conversationScreen } from '#dialogs/conversation.ts'
import { conversations as listed } from '#dialogs/conversations.ts'
import { AppError, codeOf } from '#errors.ts'
import { ifLocked } from '#reporter/follow-up/ending.ts'
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
  const visit = visitOf(context, pressing)
  const read = await readLetters(context, visit, id).catch(unknown)
  if (read === null) {
    const locked = await ifLocked(context, visit, id)
    if (locked === null) throw new AppError('CASE_UNKNOWN')
    return locked
  }
  const { line, letters } = read
  const dialog = page(
    inParts(letters).toReversed(),
    numberIn(asked),
    (some) => conversationScreen(line, some.toReversed(), facts),
    { verb: 'case', value: (to) => `${id}.${to}` },
    facts.words,
  )
  return { kind: 'show', dialog, state: followUpAt(id) }
}

function unknown(thrown: unknown): null {
  if (codeOf(thrown) === 'CASE_UNKNOWN') return null
  throw thrown
}

function numberIn(text: string | undefined): number {
  const index = Number(text ?? 0)
  return Number.isInteger(index) && index >= 0 ? index : 0
}
