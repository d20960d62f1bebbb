import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { day, plusDays } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import { ACTS, type CaseEvent } from '#domain/case/event.ts'
import { isSpam } from '#domain/case/spam.ts'

const terms: PromisedTerms = {
  receivedOn: day('2026-03-20'),
  receivedAt: null,
  replyDays: 7,
  replyHours: null,
  zone: 'Europe/Zurich',
}
const PERSONS: readonly string[] = ['received', 'added', 'named', 'consented', 'declined']
const ASIDE: readonly string[] = ['set_aside', 'brought_back']

const histories = fc
  .array(fc.record({ act: fc.constantFrom(...ACTS), wait: fc.nat({ max: 9 }) }), { maxLength: 14 })
  .map((steps) => {
    let on = terms.receivedOn
    return steps.map(({ act, wait }): CaseEvent => {
      on = plusDays(on, wait)
      const by = PERSONS.includes(act) ? 'reporter' : 'officer'
      return { act, by, on, at: null, reason: null, corrects: null }
    })
  })

test('putting aside and bringing back move no date and no outcome: the on-time figure stays', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const without = history.filter(({ act }) => !ASIDE.includes(act))
      expect(computeCaseStatus(terms, history)).toEqual(computeCaseStatus(terms, without))
    }),
  )
})

test('whatever happened before, a letter of the person or an officer brings it back', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...PERSONS, 'brought_back'), (history, act) => {
      const by = PERSONS.includes(act) ? 'reporter' : 'officer'
      const put = { act: 'set_aside', by: 'officer' } as const
      expect(isSpam([...history, put])).toBe(true)
      const back = { act, by } as Pick<CaseEvent, 'act' | 'by'>
      expect(isSpam([...history, put, back])).toBe(false)
      const noted = { act: 'noted', by: 'officer' } as const
      expect(isSpam([...history, put, noted])).toBe(true)
    }),
  )
})
