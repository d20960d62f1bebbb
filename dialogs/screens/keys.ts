import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { button, fact, screen, text } from '../screen.ts'

/** A key as a person compares it with a poster. */
export interface ShownKey {
  /** Whose: the public label of the roster. */
  readonly label: string
  readonly fingerprint: string
}

/** The keys it is sealed with, to the letter, and the one that vouches for them: to be compared with paper. */
export function keysScreen(root: string, readers: readonly ShownKey[], facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'keys',
      title: words.say('keys.title'),
      body: [
        text(words.say('keys.lead')),
        fact(words.say('keys.root'), grouped(root)),
        text(words.say('keys.other'), 'strong'),
        ...readers.map(({ label, fingerprint }) => fact(label, grouped(fingerprint))),
      ],
      buttons: [button(words, 'back', 'button.back', { look: 'primary' })],
    },
    facts,
  )
}

/** In groups of four that an eye can keep, never turned round. */
function grouped(fingerprint: string): string {
  const groups = fingerprint.match(/.{1,4}/g) ?? []
  return `\u2066${groups.join(' ')}\u2069`
}
