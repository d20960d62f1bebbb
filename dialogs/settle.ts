import { erasureDay } from '#domain/case/erasure.ts'
import { backupsBlock } from './backups.ts'
import type { CaseLine } from './case-line.ts'
import { sayForChannel } from './channel-text.ts'
import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'

/** Question after an answer whether the case is settled; Yes and No have equal weight. */
export function settledButtons(line: CaseLine, { words }: Facts): readonly Button[] {
  const value = line.key
  const erases = line.office === 'ombudsman'
  return [
    // Where Yes erases, an explanation comes first.
    button(words, erases ? 'settle' : 'settle_now', 'settle.yes', {
      look: 'choice',
      value,
      hint: erases ? 'settle.yes_hint_erases' : 'settle.yes_hint',
    }),
    button(words, 'add', 'settle.no', { look: 'choice', value, hint: 'settle.no_hint' }),
  ]
}

/** Explanation before a case is settled. */
export function settleDialog(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  const value = line.key
  const erases = line.office === 'ombudsman'
  return screen(
    {
      id: 'settle',
      title: words.say('settle.title'),
      body: erases
        ? [
            text(
              words.say('settle.erases', {
                date: words.date(erasureDay(facts.todayIn(line.office))),
              }),
              'strong',
            ),
            text(words.say('take_back.read_what')),
            backupsBlock(line.office, facts),
            text(words.say('take_back.final')),
          ]
        : [text(words.say('settle.closes')), text(words.say('settle.no_more'))],
      buttons: [
        button(words, 'settle_now', 'settle.yes', { look: 'choice', value }),
        button(words, 'add', 'settle.no', { look: 'choice', value }),
        button(words, 'case', 'button.back', { value }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

export function settledDialog(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'settled',
      title: words.say('settle.done_title'),
      body: [text(words.say('settle.done'), 'strong'), text(sayForChannel('settle.anew', facts))],
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
