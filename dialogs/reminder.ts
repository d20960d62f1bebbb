import type { Day } from '#domain/case/day.ts'
import { lastReminder, REMINDER_WEEKS } from '#domain/case/reminder.ts'
import type { Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, fact, screen, text } from './screen.ts'

/**
 * Screens of the weekly reminder: a message each Monday, with or without news, so that it reveals nothing.
 */
export function reminder(until: Day | null, today: Day, facts: Facts): Dialog {
  const { words } = facts
  const on = until === null ? null : words.date(until)
  return screen(
    {
      id: 'reminder',
      title: words.say('reminder.title'),
      body: [
        ...(on === null ? [] : [text(words.say('reminder.until', { date: on }), 'strong')]),
        text(words.say('reminder.comes')),
        text(words.say('reminder.reads', { sentence: words.say('notice.new') })),
        fact(words.say('reminder.kept'), words.say('reminder.kept_what')),
        text(words.say('reminder.seen'), 'quiet'),
        ...(on === null ? [text(words.say('reminder.how_long'), 'strong')] : []),
      ],
      buttons: [
        ...(on === null
          ? lengths(today, facts)
          : [button(words, 'remind_stop', 'reminder.stop', { look: 'choice' })]),
        button(words, 'conversation', 'button.conversation'),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

function lengths(today: Day, { words }: Facts): readonly Button[] {
  return REMINDER_WEEKS.map((weeks) => ({
    verb: 'remind_now' as const,
    label: words.say('reminder.weeks', { n: weeks }),
    hint: words.say('reminder.until_hint', { date: words.date(lastReminder(today, weeks)) }),
    look: 'choice' as const,
    value: String(weeks),
  }))
}
