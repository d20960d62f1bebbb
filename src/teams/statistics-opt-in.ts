import type { Category } from '#domain/concern/leaf.ts'
import type { BotContext, Pressing } from './context.ts'

/**
 * Category for a statistics opt-in; `null` when it was counted, is not offered, or is unknown now. Never throws,
 * because it runs after a successful Send.
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
 * Idempotency key per card and category, derived from the card's share, which is not stored, and from no case: it
 * recognises a second press and identifies nobody (docs/decisions/009).
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
