import type { Day } from '#domain/case/day.ts'
import { readableFrom } from '#domain/case/release-day.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Facts } from './facts.ts'

/**
 * Sentence with the last day of an answer. On the page it is shown with the release after it, and the sentence says so;
 * with danger at once, and in the demo.
 */
export function answeredBy(key: string, dueOn: Day, isDanger: boolean, facts: Facts): string {
  const { words, demo } = facts
  const date = words.date(dueOn)
  if (!isSealedOnDevice(facts) || isDanger || demo) return words.say(key, { date })
  return words.say(`${key}_page`, { date, readable: words.date(readableFrom(dueOn)) })
}
