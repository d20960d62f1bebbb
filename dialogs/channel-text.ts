import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Facts } from './facts.ts'

/** Text of the current channel, for keys with a variant per channel. */
export function sayForChannel(
  key: string,
  facts: Facts,
  values: Record<string, string | number> = {},
): string {
  return facts.words.say(isSealedOnDevice(facts) ? `${key}_page` : key, values)
}
