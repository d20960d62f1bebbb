import { counted, readStatistics, statisticsDialog } from '#dialogs/statistics.ts'
import { CATEGORIES, type Category, categoryOf } from '#domain/concern/leaf.ts'
import { AppError } from '#errors.ts'
import { listConversations } from '#reporter/conversation.ts'
import { followUpAt } from '#reporter/follow-up/own-case.ts'
import { optInToStatistics } from '#reporter/statistics-opt-in.ts'
import { holderOf } from './card-holder.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { nonceOf } from './statistics-opt-in.ts'

/** Opt-in screen. */
export async function askToCount(context: BotContext, pressing: Pressing): Promise<PressResult> {
  const category = await categoryIn(context, pressing)
  return {
    kind: 'show',
    dialog: statisticsDialog(category, pressing.facts),
    state: followUpAt(null),
  }
}

export async function sendStatistics(
  context: BotContext,
  pressing: Pressing,
): Promise<PressResult> {
  const category = await categoryIn(context, pressing)
  const facts = readStatistics(pressing.fields)
  const how = await optInToStatistics(
    context.services,
    nonceOf(context, pressing, category),
    category,
    facts,
  )
  return { kind: 'show', dialog: counted(how, pressing.facts), state: followUpAt(null) }
}

/** Requires a case of this category under this card. @throws CASE_UNKNOWN */
async function categoryIn({ services }: BotContext, pressing: Pressing): Promise<Category> {
  const category = CATEGORIES.find((one) => one === pressing.pressed.value)
  const cases = await listConversations(services, holderOf(pressing))
  const isCounted = cases.some(({ leaf }) => leaf !== null && categoryOf(leaf) === category)
  if (category === undefined || category === 'safety' || !isCounted)
    throw new AppError('CASE_UNKNOWN')
  return category
}
