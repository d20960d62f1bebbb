import { expect, test } from 'vitest'
import type { Verb } from '#dialogs/dialog.ts'
import { noTries } from '#page/follow-up/types.ts'
import { markAnswered, markUnanswered, unansweredOf } from '#page/follow-up/unanswered.ts'

const press = (verb: Verb, value: string | null = null, answers = {}) => ({ verb, value, answers })

test('T-155 what nobody answered is said when she leaves until the same is answered, and not only the last of it', () => {
  const tries = noTries()
  expect(unansweredOf(tries)).toBe('nothing')
  markUnanswered(tries, press('send_addition', null, { text: 'one' }))
  markUnanswered(tries, press('agree', 'request-1'))
  for (const other of [press('remind_now'), press('agree', 'request-2'), press('send_who')]) {
    markAnswered(tries, other)
    expect(unansweredOf(tries)).toBe('something')
  }
  markAnswered(tries, press('agree', 'request-1'))
  expect(unansweredOf(tries)).toBe('something')
  markAnswered(tries, press('send_addition', null, { text: 'other words' }))
  expect(unansweredOf(tries)).toBe('nothing')
})

test('T-155 after taking back that nobody answered she is not told that her words still lead back', () => {
  const tries = noTries()
  markUnanswered(tries, press('withdraw_now', 'case'))
  markUnanswered(tries, press('settle_now'))
  markAnswered(tries, press('settle_now'))
  expect(unansweredOf(tries)).toBe('taking_back')
  markUnanswered(tries, press('settle_now'))
  markAnswered(tries, press('withdraw_now'))
  expect(unansweredOf(tries)).toBe('nothing')
})
