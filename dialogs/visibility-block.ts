import type { Leaf } from '#domain/concern/leaf.ts'
import type { CaseLine } from './case-line.ts'
import type { Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { text } from './screen.ts'
import { waitsNote } from './shown-letter.ts'

/** Whoever comes by a link of an office is known to it, whatever she does not say. */
export function linkBlock({ words, givenBy }: Facts): readonly Block[] {
  if (givenBy === undefined) return []
  return [text(words.say('first.link_page', { office: words.say(`the.${givenBy}`) }), 'strong')]
}

/** How long the link counts, and what its office can learn of it: said once, before the first question. */
export function linkTerms({ words, givenUntil }: Facts): readonly Block[] {
  if (givenUntil === undefined) return []
  return [text(words.say('first.link_until_page', { date: words.date(givenUntil) }))]
}

/** When the office sees it: not before the daily release, but where somebody is in danger at once, and with the hour. */
export function seenFrom(leaf: Pick<Leaf, 'category'>, { words, demo }: Facts): readonly Block[] {
  if (leaf.category === 'safety') return [text(words.say('before.danger_page'), 'warning')]
  return [text(words.say(demo ? 'before.released_demo_page' : 'before.released_page'))]
}

/** What was sent just now and waits for the morning: hers at once, the office's later. */
export function whenSeen(line: CaseLine, facts: Facts): readonly Block[] {
  if (line.waits !== true) return []
  return [text(waitsNote(facts.todayIn(line.office), facts))]
}
