import { describe, expect, test } from 'vitest'
import { conversationScreen } from '#dialogs/conversation.ts'
import { conversations } from '#dialogs/conversations.ts'
import type { Dialog } from '#dialogs/dialog.ts'
import { done } from '#dialogs/done.ts'
import { reminder } from '#dialogs/reminder.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'
import { factsFor } from './facts.ts'

const LINE = {
  key: 'case-one-case-one-case',
  office: 'investigations',
  receivedOn: day('2026-11-20'),
  dueOn: day('2026-11-27'),
  state: 'received',
  late: false,
  lettersFromUs: 0,
  alert: null,
  request: null,
  agreed: [],
  identity: 'not_told',
  nameNews: [],
} as const

const shown = (dialog: Dialog) => JSON.stringify(dialog.body)

describe.each(LANGUAGES.map(({ id }) => id))('in %s', (lang) => {
  const words = wordsFor(lang)
  const facts = factsFor(lang)

  test('a late answer is said by ourselves, with its day and whom to turn to outside', () => {
    const late = conversationScreen({ ...LINE, late: true }, [], facts)
    const text = shown(late)
    expect(text).toContain(words.date(LINE.dueOn))
    expect(text).not.toContain(words.say('state.received_by', { date: words.date(LINE.dueOn) }))
    for (const { number } of facts.policy.contacts.outside) expect(text).toContain(number)
    expect(late.body[0]).toMatchObject({ tone: 'warning' })
  })

  test.each(['told', 'at_the_desk', 'unconfirmed'] as const)(
    'danger that is %s begins with whom to call',
    (is) => {
      const { body } = conversationScreen({ ...LINE, alert: { is } }, [], facts)
      expect(body[0]).toEqual({ kind: 'text', text: words.say(`alert.${is}`), tone: 'danger' })
      const { emergency } = facts.policy.contacts
      expect(body[1]).toMatchObject({ kind: 'number', number: emergency.number })
    },
  )

  test('danger that somebody has seen says so, and the list says when nobody has', () => {
    const on = day('2026-11-21')
    const seen = conversationScreen({ ...LINE, alert: { is: 'confirmed', on } }, [], facts)
    expect(shown(seen)).toContain(words.say('alert.confirmed', { date: words.date(on) }))
    expect(shown(seen)).not.toContain(facts.policy.contacts.emergency.number)
    const [row] = conversations([{ ...LINE, alert: { is: 'unconfirmed' } }], facts).buttons
    expect(row?.hint).toContain(words.say('alert.unconfirmed'))
  })

  test('nobody is said to be alerted who was not, and nobody is promised a message that does not come', () => {
    const filed = {
      office: 'investigations',
      dueOn: LINE.dueOn,
      readers: 2,
      danger: true,
      alerted: false,
      notified: false,
      statisticsOptIn: null,
    } as const
    const office = words.say('the.investigations')
    const alerted = words.say('done.alerted', { office })
    expect(shown(done({ ...filed, alerted: true }, facts))).toContain(alerted)
    expect(shown(done(filed, facts))).not.toContain(alerted)
    expect(shown(done(filed, facts))).toContain(words.say('done.at_the_desk', { office }))
    const sentence = words.say('done.told', { date: words.date(LINE.dueOn) })
    expect(shown(done({ ...filed, notified: true }, facts))).toContain(sentence)
    expect(shown(done(filed, facts))).not.toContain(sentence)
  })

  test('the reminder says that it comes anyway, what is kept, and is as easy to end as to begin', () => {
    const today = day('2026-11-21')
    const offered = reminder(null, today, facts)
    for (const key of ['reminder.comes', 'reminder.kept_what', 'reminder.seen']) {
      expect(shown(offered)).toContain(words.say(key))
    }
    const lengths = offered.buttons.filter(({ verb }) => verb === 'remind_now')
    expect(lengths.map(({ value }) => value)).toEqual(['4', '8', '12'])
    expect(lengths[0]?.hint).toContain(words.date(day('2026-12-14')))
    const running = reminder(day('2026-12-19'), today, facts)
    expect(running.buttons[0]).toMatchObject({ verb: 'remind_stop' })
    expect(running.buttons.some(({ verb }) => verb === 'remind_now')).toBe(false)
  })

  test('everybody is offered it, whether or not something was told', () => {
    for (const lines of [[], [LINE]]) {
      const { buttons } = conversations(lines, facts)
      expect(buttons.some(({ verb }) => verb === 'remind')).toBe(true)
    }
  })
})
