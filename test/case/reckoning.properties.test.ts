import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, daysBetween, plusDays } from '../../src/case/day.ts'
import { ACTS, type CaseEvent } from '../../src/case/event.ts'
import { reckon, type Terms } from '../../src/case/reckoning.ts'
import { SECTIONS, section } from '../../src/case/section.ts'
import { standing } from '../../src/case/standing.ts'

const terms: Terms = {
  receivedOn: day('2026-03-20'),
  receivedAt: null,
  replyDays: 7,
  replyHours: null,
  zone: 'Europe/Zurich',
}

/** Histories of any acts in any order, days never going back. */
const histories = fc
  .array(fc.record({ act: fc.constantFrom(...ACTS), wait: fc.integer({ min: 0, max: 9 }) }), {
    maxLength: 14,
  })
  .map((steps) => {
    let on = terms.receivedOn
    return steps.map(({ act, wait }): CaseEvent => {
      on = plusDays(on, wait)
      const corrects = act === 'corrected' ? terms.receivedOn : null
      return { act, by: 'officer', on, at: null, reason: null, corrects }
    })
  })

test('the first answer decides on time or late, and nothing that happens later changes it', () => {
  fc.assert(
    fc.property(histories, histories, (before, after) => {
      const answered: CaseEvent = { ...first('answered'), on: lastDay(before) }
      const then = reckon(terms, [...before, answered])
      const shifted = after.map((event) => ({ ...event, on: plusDays(event.on, 200) }))
      expect(reckon(terms, [...before, answered, ...shifted]).outcome).toBe(then.outcome)
    }),
  )
})

test('without a pause an unanswered case is due on day seven, whatever else happens', () => {
  const quiet = [
    'acknowledged',
    'noted',
    'referral_proposed',
    'referred',
    'referral_lapsed',
  ] as const
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...quiet), { maxLength: 8 }), (acts) => {
      const found = reckon(terms, acts.map(first))
      expect(found.dueOn).toBe('2026-03-27')
    }),
  )
})

test('a pause never takes days from the office, and never gives more than it lasted, or two', () => {
  fc.assert(
    fc.property(fc.nat({ max: 7 }), fc.nat({ max: 14 }), (asked, waited) => {
      const askedOn = plusDays(terms.receivedOn, asked)
      const backOn = plusDays(askedOn, waited)
      const found = reckon(terms, [at('asked', askedOn), at('added', backOn)])
      const left = daysBetween(backOn, found.dueOn ?? backOn)
      expect(left).toBe(Math.max(7 - asked, 2))
    }),
  )
})

test('a late case cannot be talked on time: after the due day no history of questions makes the answer timely', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 8 }), (waits) => {
      let on = plusDays(terms.receivedOn, 8)
      const history: CaseEvent[] = []
      for (const [index, wait] of waits.entries()) {
        on = plusDays(on, wait)
        history.push(at(index % 2 === 0 ? 'asked' : 'added', on))
      }
      expect(reckon(terms, [...history, at('answered', on)]).outcome).toBe('late')
    }),
  )
})

test('every open case stands in exactly one part of the queue, and a closed one in none', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 60 }), (history, days) => {
      const found = reckon(terms, history)
      const today = plusDays(terms.receivedOn, days)
      const part = section({ ...found, danger: false }, today, new Date(`${today}T12:00:00Z`))
      if (found.state === 'closed') expect(part).toBeNull()
      else expect(SECTIONS).toContain(part)
    }),
  )
})

test('overdue is exactly: an answer is owed, the clock runs or ran out before it was paused, and the day has passed', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 60 }), (history, days) => {
      const found = reckon(terms, history)
      const today = plusDays(terms.receivedOn, days)
      const { standing: how } = standing(found, today, new Date(`${today}T12:00:00Z`))
      const from = found.pausedOn ?? today
      expect(how === 'overdue').toBe(found.dueOn !== null && from > found.dueOn)
    }),
  )
})

function first(act: CaseEvent['act']): CaseEvent {
  return at(act, terms.receivedOn)
}

function at(act: CaseEvent['act'], on: CaseEvent['on']): CaseEvent {
  return { act, by: 'officer', on, at: null, reason: null, corrects: null }
}

function lastDay(history: readonly CaseEvent[]) {
  return history.at(-1)?.on ?? terms.receivedOn
}
