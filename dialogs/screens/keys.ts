import type { Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { button, fact, screen, text } from '../screen.ts'

/** Key with its fingerprint, for comparison with a printed one. */
export interface ShownKey {
  /** Public label of its owner. */
  readonly label: string
  readonly fingerprint: string
}

/** Screen with the fingerprints of the readers' keys and the root key. */
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

/** Fingerprint in groups of four, isolated left to right. */
function grouped(fingerprint: string): string {
  const groups = fingerprint.match(/.{1,4}/g) ?? []
  return `\u2066${groups.join(' ')}\u2069`
}
