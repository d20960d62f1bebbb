import type { CaseAlert } from './case-line.ts'
import type { Block } from './dialog.ts'
import type { Facts } from './facts.ts'
import { dangerNumbers, text } from './screen.ts'

/** Blocks for a danger: telephone numbers first, until an officer confirmed it. */
export function alertBlocks(alert: CaseAlert | null, facts: Facts): readonly Block[] {
  const { words } = facts
  if (alert === null) return []
  switch (alert.is) {
    case 'told':
    case 'at_the_desk':
    case 'open':
    case 'unconfirmed':
      return [text(words.say(`alert.${alert.is}`), 'danger'), ...dangerNumbers(facts)]
    case 'confirmed':
      return [text(words.say('alert.confirmed', { date: words.date(alert.on) }), 'strong')]
    default:
      return alert satisfies never
  }
}
