import type { Category } from '#domain/concern/leaf.ts'
import { categoryOf } from '#domain/concern/leaf.ts'
import type { ChannelOptions, FollowUpState, Visit } from '#reporter/follow-up/visit.ts'
import { holderOf } from './card-holder.ts'
import type { BotContext, Pressing } from './context.ts'
import { fits } from './pages.ts'
import { askingForWords, requireDialog } from './require-dialog.ts'
import { statisticsOptIn } from './statistics-opt-in.ts'

/**
 * Makes a follow-up visit of a press on a card. The only place in this folder that reveals `Confidential`: letters
 * sealed to the reporter, into the response to their own press, never into a sent message. In the chat only the
 * office's letters are shown, not the reporter's own (T-116).
 */
export function visitOf(context: BotContext, pressing: Pressing): Visit {
  const { facts, pressed, fields, state } = pressing
  const followUp: FollowUpState | null = state?.at === 'returning' ? state : null
  const options: ChannelOptions = {
    read: (words) => words.reveal(),
    shownBack: pressing.where === 'dialog',
    fits,
    asking: (dialog, value) => askingForWords(dialog, pressing, value),
    taking: () => requireDialog(pressing),
    files: async () => [],
    chosenFiles: async () => [],
    waiting: () => [],
    typed: false,
    statisticsOptIn: async ({ leaf }): Promise<Category | null> =>
      leaf && statisticsOptIn(context, pressing, categoryOf(leaf)),
  }
  return { holder: holderOf(pressing), facts, pressed, fields, state: followUp, options }
}
