import type { Clock } from '#clock.ts'

const ONE_GREETING_MS = 5_000
const MOST = 1_000

/**
 * Deduplicates installation events, which Teams sends twice, in memory. With several servers both may get a card, which
 * is harmless.
 */
export function greetings(clock: Clock): { first(conversation: string): boolean } {
  const greeted = new Map<string, number>()
  return {
    first(conversation) {
      const now = clock.now().getTime()
      const last = greeted.get(conversation)
      if (last !== undefined && now - last < ONE_GREETING_MS) return false
      if (greeted.size >= MOST) greeted.clear()
      greeted.set(conversation, now)
      return true
    },
  }
}
