import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Ask, Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { text } from './screen.ts'

/** Note with the limits of the fields, on the card; the page has a counter instead. */
export function roomIn(asks: readonly Ask[], facts: Facts): readonly Block[] {
  if (isSealedOnDevice(facts)) return []
  const room = (lines: 'one' | 'many', key: string): readonly Block[] => {
    const ask = asks.find((one) => one.kind === 'words' && one.lines === lines)
    if (ask?.kind !== 'words') return []
    return [text(facts.words.say(key, { n: ask.limit }), 'quiet')]
  }
  return [...room('many', 'limit.long'), ...room('one', 'limit.line')]
}
