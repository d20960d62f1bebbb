import { OFFICES } from '#domain/concern/office.ts'
import type { Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { fact, number, text } from './screen.ts'

/** Screen that explains the four offices, in one sentence each, and outside contacts. */
export function roadmap(facts: Facts): readonly Block[] {
  const { words, policy } = facts
  return [
    ...OFFICES.flatMap((office) => {
      const card = policy.offices[office]
      return [
        fact(words.say(`office.${office}`), words.say(`roadmap.${office}`)),
        ...(card.receives === 'contact_card'
          ? [text(words.say('roadmap.contact_card'), 'quiet'), number(card.contact, words)]
          : []),
      ]
    }),
    text(words.say('roadmap.outside')),
    ...policy.contacts.outside.map((contact) => number(contact, words)),
  ]
}
