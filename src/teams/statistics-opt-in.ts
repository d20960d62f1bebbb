import type { Category } from '#domain/concern/leaf.ts'
import type { BotContext, Pressing } from './context.ts'

/**
 * The subject she may still be counted under; `null` when she was, when nobody is asked, or when it cannot be known
 * now. Never throws: what was sent was sent.
 */
export async function statisticsOptIn(
  context: BotContext,
  pressing: Pressing,
  category: Category,
): Promise<Category | null> {
  if (category === 'safety') return null
  const nonce = nonceOf(context, pressing, category)
  const counted = await context.services.intake.filed(nonce).catch(() => true)
  return counted ? null : category
}

/**
 * Once for a card and a subject: from the card's share, which is nowhere in the database, and from no case. So the
 * second press is known, and what was counted leads back to nobody (docs/decisions/009).
 */
export function nonceOf(
  context: Pick<BotContext, 'idempotencyKeyFor'>,
  { share, actor }: Pick<Pressing, 'share' | 'actor'>,
  category: Category,
): Uint8Array<ArrayBuffer> {
  return context.idempotencyKeyFor(
    `statistics ${share} ${actor.tenant} ${actor.person} ${category}`,
    {},
  )
}
