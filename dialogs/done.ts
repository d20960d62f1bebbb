import type { Day } from '#domain/case/day.ts'
import type { Category } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, fact, screen, text } from './screen.ts'
import { countingButton } from './statistics.ts'

/** Screen after a filing: next steps, deadline, and how to return. It repeats nothing of the account. */
export function done(
  filed: {
    readonly office: Office
    readonly dueOn: Day
    readonly readers: number
    readonly danger: boolean
    /** Of a danger: whether an officer is notified at once. */
    readonly alerted: boolean
    /** Whether a notification of the answer was requested. */
    readonly notified: boolean
    /** Category for a statistics opt-in; `null` where none is left. */
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
