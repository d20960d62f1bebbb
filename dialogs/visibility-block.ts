import type { Leaf } from '#domain/concern/leaf.ts'
import type { CaseLine } from './case-line.ts'
import type { Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { text } from './screen.ts'
import { waitsNote } from './shown-letter.ts'

/** Warning that an office knows to whom it gave a link. */
export function linkBlock({ words, givenBy }: Facts): readonly Block[] {
  if (givenBy === undefined) return []
  return [text(words.say('first.link_page', { office: words.say(`the.${givenBy}`) }), 'strong')]
}

/** Validity of a link, and what its office learns, before the first question. */
export function linkTerms({ words, givenUntil }: Facts): readonly Block[] {
  if (givenUntil === undefined) return []
  return [text(words.say('first.link_until_page', { date: words.date(givenUntil) }))]
}

/** When the office sees a filing: after the daily release; a danger at once, with its hour. */
export function seenFrom(leaf: Pick<Leaf, 'category'>, { words, demo }: Facts): readonly Block[] {
  if (leaf.category === 'safety') return [text(words.say('before.danger_page'), 'warning')]
  return [text(words.say(demo ? 'before.released_demo_page' : 'before.released_page'))]
}

/** Note on a letter that waits for the release. */
export function whenSeen(line: CaseLine, facts: Facts): readonly Block[] {
  if (line.waits !== true) return []
  return [text(waitsNote(facts.todayIn(line.office), facts))]
}
