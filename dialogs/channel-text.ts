import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Facts } from './facts.ts'

/** The sentence of this channel, where channels differ: what is true of the chat is not true of the page. */
export function sayForChannel(
  key: string,
  facts: Facts,
  values: Record<string, string | number> = {},
): string {
  return facts.words.say(isSealedOnDevice(facts) ? `${key}_page` : key, values)
}
