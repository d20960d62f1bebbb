import type { Day } from '#domain/case/day.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, fact, screen, text } from './screen.ts'
import { countingButton } from './statistics.ts'

/** It was sent: what happens now, by which day, and how to come back. Nothing of what was told is said again. */
export function done(
  filed: {
    readonly office: Office
    readonly dueOn: Day
    readonly readers: number
    readonly danger: boolean
    /** Of a danger: somebody who reads it is told at once. */
    readonly alerted: boolean
    /** She asked to be told when there is an answer. */
    readonly notified: boolean
    /** The subject she may still be counted under; `null` where none is left. */
    readonly statisticsOptIn: Category | null
  },
  facts: Facts,
): Dialog {
  const { words } = facts
  const office = words.say(`the.${filed.office}`)
  const date = words.date(filed.dueOn)
  return screen(
    {
      id: 'done',
      title: words.say('done.title'),
      body: [
        ...(filed.danger
          ? [
              text(words.say('done.danger'), 'danger'),
              ...dangerNumbers(facts),
              text(words.say(filed.alerted ? 'done.alerted' : 'done.at_the_desk', { office })),
            ]
          : []),
        fact(words.say('done.now'), words.say('done.sealed', { n: filed.readers, office })),
        fact(words.say('before.when'), words.say('done.answer_by', { office, date })),
        fact(words.say('done.back'), words.say('done.back_how')),
        text(words.say(filed.notified ? 'done.told' : 'done.look_again', { date }), 'quiet'),
      ],
      buttons: [
        button(words, 'conversation', 'button.conversation'),
        button(words, 'remind', 'reminder.title'),
        ...countingButton(filed.statisticsOptIn, facts),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
